//! Stages over the Rust workspace.
//!
//! They all select the whole workspace and narrow by target: cargo decides the features of shared
//! dependencies by the selected packages, and another selection would compile them once more.

use super::{DESKTOP_FEATURES, ui};
use crate::project::Project;
use crate::run::{Outcome, Step};
use crate::setup::{self, Need};

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
    workspace_with(project, subcommand, &[])
}

/// The same with further features, which should concern our own crates only. The desktop app is
/// built to serve the UI it was built with, as soon as there is one.
pub(super) fn workspace_with(project: &Project, subcommand: &str, features: &[&str]) -> Step {
    let desktop = ui::is_bundled(project).then_some(DESKTOP_FEATURES);
    let features: Vec<_> = desktop.iter().chain(features).copied().collect();
    let step = Step::cargo().args([subcommand, "--workspace"]).dir(&project.root);
    if features.is_empty() { step } else { step.args(["--features", &features.join(",")]) }
}

pub(super) fn quiet(step: Step) -> Outcome<String> {
    step.run().map(|()| String::new())
}

/// The app's licences are written by the tests that hold them; the texts of the UI's are in its packages.
pub(crate) fn licences(project: &Project) -> Outcome {
    setup::ensure(project, &[Need::UiPackages])?;
    workspace(project, "test")
        .args(["--quiet", "--test", "it", "licences::"])
        .env("ROLLCALL_WRITE_LICENCES", "1")
        .run()
}
