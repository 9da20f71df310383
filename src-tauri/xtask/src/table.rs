//! The end of a test run: a table, how to repeat what failed, and the verdict as the last line. Pure.

use std::fmt::Write;
use std::time::Duration;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Passed,
    Failed,
    /// Could not run, and was allowed not to.
    Skipped,
}

pub(crate) struct Row {
    pub(crate) stage: &'static str,
    pub(crate) verdict: Verdict,
    pub(crate) took: Duration,
    pub(crate) note: String,
}

pub(crate) fn all_well(rows: &[Row]) -> bool {
    rows.iter().all(|row| row.verdict != Verdict::Failed)
}

/// Table, repeat lines and verdict; the verdict stands alone on the last line.
pub(crate) fn render(rows: &[Row]) -> String {
    let mut out = String::new();
    for row in rows {
        let _ = writeln!(out, "{}", line(row));
    }
    for row in rows.iter().filter(|row| row.verdict == Verdict::Failed) {
        let _ =
            writeln!(out, "\n{} failed: {}\n  repeat it: cargo xtask test --only {0}", row.stage, row.note);
    }
    let _ = write!(out, "\n{} passed, {} failed", count(rows, Verdict::Passed), count(rows, Verdict::Failed));
    out
}

fn line(row: &Row) -> String {
    let verdict = match row.verdict {
        Verdict::Passed => "passed",
        Verdict::Failed => "FAILED",
        Verdict::Skipped => "skipped",
    };
    let note = row.note.lines().next().unwrap_or_default();
    format!("{:<16} {verdict:<8} {:>7.1} s  {note}", row.stage, row.took.as_secs_f64()).trim_end().to_owned()
}

fn count(rows: &[Row], verdict: Verdict) -> usize {
    rows.iter().filter(|row| row.verdict == verdict).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(stage: &'static str, verdict: Verdict, note: &str) -> Row {
        Row { stage, verdict, took: Duration::from_millis(1250), note: note.into() }
    }

    #[test]
    fn the_last_line_is_the_verdict_alone() {
        let rows = [
            row("fmt", Verdict::Passed, ""),
            row("deny", Verdict::Failed, "a licence"),
            row("ui-lint", Verdict::Passed, ""),
        ];
        assert_eq!(
            render(&rows).lines().last(),
            Some("2 passed, 1 failed"),
            "stages are counted, nothing else said"
        );
    }

    #[test]
    fn a_failed_stage_says_how_to_repeat_it() {
        let text = render(&[row("deny", Verdict::Failed, "a licence")]);
        assert!(text.contains("cargo xtask test --only deny"), "the exact command to copy: {text}");
    }

    #[test]
    fn a_line_shows_stage_verdict_seconds_and_note() {
        let line = line(&row("fmt", Verdict::Passed, "all tidy\nmore"));
        assert_eq!(line, "fmt              passed       1.2 s  all tidy", "one line whatever the note holds");
    }

    #[test]
    fn a_skip_counts_as_neither() {
        let rows = [row("fmt", Verdict::Passed, ""), row("window", Verdict::Skipped, "no display")];
        assert_eq!(
            render(&rows).lines().last(),
            Some("1 passed, 0 failed"),
            "a skip neither passed nor failed"
        );
        assert!(all_well(&rows), "an allowed skip does not fail the run");
    }
}
