//! Stages over the UI, by the scripts of its package.json.

use super::rust::quiet;
use crate::project::Project;
use crate::run::Outcome;
use crate::setup::node;

pub(crate) fn types(project: &Project) -> Outcome<String> {
    script(project, "check")
}

pub(crate) fn lint(project: &Project) -> Outcome<String> {
    script(project, "lint")
}

pub(crate) fn tests(project: &Project) -> Outcome<String> {
    script(project, "test")
}

pub(crate) fn build(project: &Project) -> Outcome<String> {
    script(project, "build")
}

/// The bundle, built only when there is none: a full run has built it before.
pub(super) fn bundle(project: &Project) -> Outcome<String> {
    if is_bundled(project) { Ok(String::new()) } else { build(project) }
}

pub(super) fn is_bundled(project: &Project) -> bool {
    project.path("ui/dist/index.html").is_file()
}

fn script(project: &Project, name: &str) -> Outcome<String> {
    quiet(node::npm(project).args(["run", "--silent", name]).dir(project.path("ui")))
}
