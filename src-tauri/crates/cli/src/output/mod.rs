//! Everything that is printed: text for people, or one JSON value.

mod departments;
mod employees;
mod messages;
mod people;
mod preview;
mod progress;
mod rules;
mod runs;
mod schedule;
mod sign_in;

pub(crate) use departments::{
    department_name_forgotten, department_removed, department_renamed, departments,
};
pub(crate) use employees::employees;
pub(crate) use messages::{
    backed_up, backup_restored, connection, connections, disconnected, drawn, exported, failure, message,
    no_longer_fresh, start_log, usage, words,
};
pub(crate) use people::{erased, imported, person};
pub(crate) use preview::{preview, summary};
pub(crate) use progress::Progress;
pub(crate) use rules::{check, rules_exported, rules_imported};
pub(crate) use runs::{history, restored, run_detail, runs_of_all, sentence, turn, undone};
pub(crate) use schedule::schedule;
pub(crate) use sign_in::{admin_link, browser_help, instructions, registration, script, sign_in_warnings};

use crate::exit::Exit;
use serde::Serialize;
use std::io::{ErrorKind, Write};

/// A line of the result. A closed pipe (`| head`) ends the process quietly, as tools do; a result that
/// cannot be written, to a file on a full disk, is no success.
pub(crate) fn line(text: impl std::fmt::Display) {
    match writeln!(std::io::stdout().lock(), "{text}") {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => {
            message(format_args!("error: the result cannot be written: {error}"));
            std::process::exit(Exit::Failed as i32);
        }
    }
}

/// The one JSON value of `--json`.
pub(crate) fn json(value: &impl Serialize) {
    match serde_json::to_string_pretty(value) {
        Ok(text) => line(text),
        Err(error) => message(format_args!("error: {error}")),
    }
}

/// Data for a terminal: control and bidirectional characters cannot move the cursor or turn the line around.
pub(crate) fn plain(text: &str) -> String {
    let hostile = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if hostile(c) { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_cannot_steer_the_terminal() {
        assert_eq!(
            super::plain("a\u{1b}[2Jb\u{202e}c\n"),
            "a [2Jb c ",
            "escape, override and line feed are blanks"
        );
    }
}
