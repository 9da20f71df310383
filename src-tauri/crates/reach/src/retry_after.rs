//! The header `Retry-After` (RFC 9110, section 10.2.3), and the fractional seconds that Microsoft sends.

use chrono::{DateTime, Utc};
use std::time::Duration;

/// Longer than anything anybody waits for; keeps absurd numbers from overflowing.
const LONGEST: f64 = 365.0 * 86_400.0;

/// How long to wait at least. `text` is seconds, possibly fractional, or an HTTP date; dates count from the server's `date`
/// where it sent one, since the clock here may be wrong. What makes no sense counts as absent.
pub fn retry_after(text: &str, date: Option<&str>, now: DateTime<Utc>) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<f64>() {
        let sane = seconds.is_finite() && seconds >= 0.0;
        return sane.then(|| Duration::from_secs_f64(seconds.min(LONGEST)));
    }
    let from = date.and_then(http_date).unwrap_or(now);
    // A moment that has passed means: now.
    Some((http_date(text)? - from).to_std().unwrap_or(Duration::ZERO))
}

/// The time of a header such as `Date`; the zone is always given.
pub fn http_date(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(text.trim()).ok().map(|at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, date: Option<&str>) -> Option<Duration> {
        let now = "2026-11-21T10:00:00Z".parse().unwrap();
        retry_after(text, date, now)
    }

    #[test]
    fn seconds_may_be_fractional() {
        assert_eq!(read("2.128", None), Some(Duration::from_millis(2128)), "Graph sends decimals");
        assert_eq!(read(" 30 ", None), Some(Duration::from_secs(30)), "and whole seconds");
    }

    #[test]
    fn dates_count_from_the_servers_clock() {
        let at = "Sat, 21 Nov 2026 10:00:30 GMT";
        assert_eq!(read(at, None), Some(Duration::from_secs(30)), "without a Date header ours must do");
        let server = Some("Sat, 21 Nov 2026 10:00:20 GMT");
        assert_eq!(read(at, server), Some(Duration::from_secs(10)), "a wrong clock here does not matter");
        assert_eq!(read("Sat, 21 Nov 2020 10:00:00 GMT", None), Some(Duration::ZERO), "the past means now");
    }

    #[test]
    fn nonsense_is_absent_and_the_absurd_stays_finite() {
        for nonsense in ["", "soon", "-5", "NaN", "inf", "1,5"] {
            assert_eq!(read(nonsense, None), None, "{nonsense:?} says nothing");
        }
        assert_eq!(read("1e300", None), Some(Duration::from_secs_f64(LONGEST)), "no overflow");
    }
}
