//! The lines of a stretch of time, such as a run's.

use crate::file::files;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use std::path::Path;

/// More is read in the file itself.
const AT_MOST: usize = 500;

/// The last lines from one second to another, both included and one more: what a run says last, it says
/// once it is over. Empty where nothing was logged.
pub fn excerpt(folder: &Path, from: DateTime<Utc>, to: DateTime<Utc>) -> String {
    let (from, to) = (second(from), second(to + TimeDelta::seconds(1)));
    let files = files(folder).map(|file| std::fs::read(file).unwrap_or_default());
    let texts = files.each_ref().map(|bytes| String::from_utf8_lossy(bytes));
    let within =
        |line: &&str| line.get(..from.len()).is_some_and(|at| from.as_str() <= at && at <= to.as_str());
    let lines: Vec<&str> = texts.iter().flat_map(|text| text.lines()).filter(within).collect();
    lines[lines.len().saturating_sub(AT_MOST)..].join("\n")
}

/// As each line begins, without fractions: in this form the earlier is the smaller.
fn second(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true).trim_end_matches('Z').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<Utc> {
        time.parse().expect("a time")
    }

    fn folder(before: &str, now: &str) -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a folder");
        for (file, text) in files(dir.path()).iter().zip([before, now]) {
            std::fs::write(file, text).expect("written");
        }
        dir
    }

    #[test]
    fn a_run_gets_the_lines_of_its_time_from_both_files() {
        let dir = folder(
            "2026-11-22T02:59:59.9Z too early\n2026-11-22T03:00:00.1Z one\n",
            "2026-11-22T03:00:04.9Z two\n2026-11-22T03:00:05.2Z last\n2026-11-22T03:00:06.0Z too late\n",
        );
        let said = excerpt(dir.path(), at("2026-11-22T03:00:00Z"), at("2026-11-22T03:00:04Z"));
        assert_eq!(
            said, "2026-11-22T03:00:00.1Z one\n2026-11-22T03:00:04.9Z two\n2026-11-22T03:00:05.2Z last",
            "from its first second to the one after its end"
        );
    }

    #[test]
    fn a_noisy_hour_is_cut_to_its_end() {
        let lines: String = (0..2000).map(|n| format!("2026-11-22T03:00:00.1Z line {n}\n")).collect();
        let dir = folder("", &lines);
        let said = excerpt(dir.path(), at("2026-11-22T03:00:00Z"), at("2026-11-22T04:00:00Z"));
        assert_eq!(said.lines().count(), AT_MOST, "what a page can show");
        assert!(said.ends_with("line 1999"), "the end is what matters");
    }

    #[test]
    fn no_log_is_no_trouble() {
        let dir = tempfile::tempdir().expect("a folder");
        assert_eq!(excerpt(dir.path(), Utc::now(), Utc::now()), "", "nothing was said");
    }
}
