//! The benches, by name. Each is a program of its own that prints a table.

use crate::project::Project;
use crate::run::{Outcome, Step};
use crate::stages::window;

/// Name and what cargo is to run.
pub(crate) const ALL: &[(&str, &[&str])] = &[
    (UI, &["-p", "rollcall-tests", "--features", "window", "--bench", "ui"]),
    ("plan", &["-p", "rollcall-store", "--bench", "plan"]),
    ("day", &["-p", "rollcall-cli", "--bench", "day"]),
    ("export", &["-p", "rollcall-engine", "--bench", "export"]),
    ("read", &["-p", "rollcall-engine", "--bench", "read"]),
];

/// The one that needs the app, its window, and all that belongs to one.
const UI: &str = "ui";

pub(crate) fn bench(project: &Project, name: &str) -> Outcome {
    let found = ALL.iter().filter(|(known, _)| *known == name);
    found.map(|(_, what)| *what).try_for_each(|what| match name {
        UI => window::bench(project, what),
        _ => Step::cargo().args(["bench", "--quiet"]).args(what).dir(&project.root).run(),
    })
}
