//! How the region that the window follows writes dates, times and numbers. The page has a library that
//! knows; it says what it found, and the host writes by it what is said outside of the window.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use rollcall_words::{Grouping, Language};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub(crate) struct Habits {
    /// With `{day}`, `{month}` and `{year}` in their places.
    date: String,
    /// With `{hour}`, `{minute}` and, where there are halves, `{half}`.
    time: String,
    /// Whether hours before ten are written with a zero.
    padded: bool,
    /// What the halves of a day are called, where hours count to 12.
    halves: Option<(String, String)>,
    /// Between the groups of a number's digits.
    separator: char,
    /// Digits of a number's last group, and of the groups before it.
    groups: (usize, usize),
    /// How many digits a number has at least that is grouped.
    grouped_from: usize,
}

impl Habits {
    /// Until the page said anything: those of the language.
    pub(crate) fn of(language: Language) -> Self {
        let date = match language {
            Language::En => "{year}-{month}-{day}",
            Language::De => "{day}.{month}.{year}",
            Language::Fr => "{day}/{month}/{year}",
        };
        let Grouping { separator, last, others, from } = Grouping::of(language);
        Self {
            date: date.to_owned(),
            time: "{hour}:{minute}".to_owned(),
            padded: true,
            halves: None,
            separator,
            groups: (last, others),
            grouped_from: from,
        }
    }

    pub(crate) fn grouping(&self) -> Grouping {
        let (last, others) = self.groups;
        Grouping { separator: self.separator, last, others, from: self.grouped_from }
    }

    pub(crate) fn date(&self, day: NaiveDate) -> String {
        self.date
            .replace("{day}", &format!("{:02}", day.day()))
            .replace("{month}", &format!("{:02}", day.month()))
            .replace("{year}", &day.year().to_string())
    }

    pub(crate) fn time(&self, time: NaiveTime) -> String {
        let (hour, half) = match (&self.halves, time.hour12()) {
            (None, _) => (time.hour(), ""),
            (Some((morning, _)), (false, hour)) => (hour, morning.as_str()),
            (Some((_, evening)), (true, hour)) => (hour, evening.as_str()),
        };
        let hour = if self.padded { format!("{hour:02}") } else { hour.to_string() };
        self.time
            .replace("{hour}", &hour)
            .replace("{minute}", &format!("{:02}", time.minute()))
            .replace("{half}", half)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_written_as_the_page_found() {
        let british = Habits { date: "{day}/{month}/{year}".to_owned(), ..Habits::of(Language::En) };
        let day = NaiveDate::from_ymd_opt(2026, 3, 9).expect("a day");
        assert_eq!(british.date(day), "09/03/2026", "the day first, with zeros");
        let american = Habits {
            time: "{hour}:{minute} {half}".to_owned(),
            padded: false,
            halves: Some(("AM".to_owned(), "PM".to_owned())),
            ..Habits::of(Language::En)
        };
        let at = |hour| american.time(NaiveTime::from_hms_opt(hour, 5, 0).expect("a time"));
        assert_eq!([0, 3, 12, 15].map(at), ["12:05 AM", "3:05 AM", "12:05 PM", "3:05 PM"]);
        let german = Habits::of(Language::De).time(NaiveTime::from_hms_opt(3, 5, 0).expect("a time"));
        assert_eq!(german, "03:05", "hours to 24, with zeros");
    }
}
