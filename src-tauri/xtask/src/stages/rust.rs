//! Stages over the Rust workspace.
//!
//! They all select the whole workspace and narrow by target: cargo decides the features of shared
//! dependencies by the selected packages, and another selection would compile them once more.

use super::{DESKTOP_FEATURES, ui};
use crate::project::Project;
use crate::run::{Outcome, Step};

pub(crate) fn fmt(project: &Project) -> Outcome<String> {
    quiet(Step::cargo().args(["fmt", "--all", "--check"]).dir(&project.root))
}

pub(crate) fn clippy(project: &Project) -> Outcome<String> {
    let lint = ["clippy", "--workspace", "--all-targets", "--all-features", "--", "--deny", "warnings"];
    quiet(Step::cargo().args(lint).dir(&project.root))
}

/// Advisories are left out: they come from the network and change by themselves.
pub(crate) fn deny(project: &Project) -> Outcome<String> {
    quiet(
        Step::new(project.tool("cargo-deny"))
            .args(["check", "bans", "licenses", "sources"])
            .dir(&project.root),
    )
}

pub(crate) fn borders(project: &Project) -> Outcome<String> {
    quiet(workspace(project, "test").args(["--test", "it", "--", "borders::", "config::"]))
}

pub(crate) fn tests(project: &Project) -> Outcome<String> {
    ui::bundle(project)?; // The desktop app embeds it.
    quiet(workspace(project, "test").args(["--no-fail-fast"]))
}

/// `cargo SUBCOMMAND` with the one selection and the one set of features.
pub(super) fn workspace(project: &Project, subcommand: &str) -> Step {
    Step::cargo().args([subcommand, "--workspace", "--features", DESKTOP_FEATURES]).dir(&project.root)
}

pub(super) fn quiet(step: Step) -> Outcome<String> {
    step.run().map(|()| String::new())
}
