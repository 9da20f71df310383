//! Dates compare by UTC day.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// The UTC day of an ISO 8601 text: with a zone, without one (read as UTC), or a plain date.
pub fn utc_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let zoned = || DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc().date_naive());
    let local = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok().map(|at| at.date());
    let plain = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    zoned().or_else(local).or_else(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_belongs_to_its_utc_day() {
        let day = NaiveDate::from_ymd_opt(2024, 4, 30);
        assert_eq!(utc_day("2024-05-01T01:30:00+02:00"), day, "zones are converted");
        assert_eq!(utc_day("2024-04-30T23:59:59.999"), day, "without a zone it is UTC");
        assert_eq!(utc_day(" 2024-04-30 "), day, "a plain date is a day");
    }

    #[test]
    fn what_is_no_date_has_no_day() {
        for text in ["", "yesterday", "2024-13-01", "30.04.2024"] {
            assert_eq!(utc_day(text), None, "{text:?} is no ISO date");
        }
    }
}
