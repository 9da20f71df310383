//! Days as the list holds them.

use chrono::NaiveDate;

/// The day of a text such as `2024-02-29`, or `2024-02-29T00:00:00Z` as Graph writes it, and the part
/// of the text that names it. `None` when it is no day, or lies before the calendars of spreadsheets
/// begin.
pub(crate) fn day(text: &str) -> Option<(NaiveDate, &str)> {
    let (date, time) = text.split_at_checked(10)?;
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let written_as_date = [year.len(), month.len(), day.len()] == [4, 2, 2]
        && date.bytes().all(|b| b == b'-' || b.is_ascii_digit())
        && (time.is_empty() || time.starts_with('T'));
    let year = year.parse().ok().filter(|&year: &i32| written_as_date && year >= 1900)?;
    let found = NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
    Some((found, date))
}
