//! Dates compare by UTC day.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use std::borrow::Cow;

/// The UTC day of an ISO 8601 text: with a zone, without one (read as UTC), or a plain date.
pub fn utc_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let zoned = || DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc().date_naive());
    let local = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok().map(|at| at.date());
    let plain = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    graphs_own(text).or_else(zoned).or_else(local).or_else(plain)
}

/// The UTC day as text: `2024-05-31`.
pub(crate) fn day_text(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    match graphs_own(text) {
        Some(_) => text.get(..10).map(Cow::Borrowed),
        None => utc_day(text).map(|day| day.to_string().into()),
    }
}

/// The form nearly every date has, `2024-05-31T07:00:00Z`, which needs no parser.
fn graphs_own(text: &str) -> Option<NaiveDate> {
    const FORM: &[u8; 20] = b"dddd-dd-ddTdd:dd:ddZ";
    let fits = |(byte, form): (u8, &u8)| if *form == b'd' { byte.is_ascii_digit() } else { byte == *form };
    if text.len() != FORM.len() || !text.bytes().zip(FORM).all(fits) {
        return None;
    }
    let number = |digits: &[u8]| digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    let bytes = text.as_bytes();
    let day = || {
        NaiveDate::from_ymd_opt(
            number(&bytes[..4]).try_into().ok()?,
            number(&bytes[5..7]),
            number(&bytes[8..10]),
        )
    };
    let in_time = number(&bytes[11..13]) < 24 && number(&bytes[14..16]) < 60 && number(&bytes[17..19]) < 60;
    day().filter(|_| in_time)
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
    fn the_short_way_and_the_parser_agree() {
        for text in ["2024-02-29T23:59:59Z", "0001-01-01T00:00:00Z", " 2019-04-01T00:00:00Z "] {
            let parsed = DateTime::parse_from_rfc3339(text.trim()).unwrap().date_naive();
            assert_eq!(graphs_own(text.trim()), Some(parsed), "{text:?} needs no parser");
            assert_eq!(day_text(text).as_deref(), Some(&*parsed.to_string()), "nor does its text");
        }
        assert_eq!(
            day_text("2024-05-01T01:30:00+02:00").as_deref(),
            Some("2024-04-30"),
            "zones are converted"
        );
        assert_eq!(day_text("soon"), None, "what is no date stays what it is");
    }

    #[test]
    fn what_is_no_date_has_no_day() {
        for text in
            ["", "yesterday", "2024-13-01", "30.04.2024", "2024-04-31T00:00:00Z", "2024-04-30T24:00:00Z"]
        {
            assert_eq!(utc_day(text), None, "{text:?} is no ISO date");
        }
    }
}
