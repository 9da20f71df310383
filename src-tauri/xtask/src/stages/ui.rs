//! Stages over the UI, by the scripts of its package.json.

use super::rust::quiet;
use crate::project::Project;
use crate::run::Outcome;
use crate::setup::node;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

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

/// The bundle, built only when there is none of the present sources: a full run has built it before.
pub(super) fn bundle(project: &Project) -> Outcome<String> {
    let sources = ["ui/src", "ui/index.html", "ui/package-lock.json", "ui/vite.config.ts"];
    let changed = sources.iter().filter_map(|source| newest(&project.path(source))).max();
    let built = newest(&project.path("ui/dist/index.html"));
    if built.is_some() && built >= changed { Ok(String::new()) } else { build(project) }
}

/// When a file, or the last one of a folder, was written.
fn newest(path: &Path) -> Option<SystemTime> {
    match fs::read_dir(path) {
        Ok(entries) => entries.filter_map(|entry| newest(&entry.ok()?.path())).max(),
        Err(_) => fs::metadata(path).and_then(|found| found.modified()).ok(),
    }
}

pub(super) fn is_bundled(project: &Project) -> bool {
    project.path("ui/dist/index.html").is_file()
}

fn script(project: &Project, name: &str) -> Outcome<String> {
    quiet(node::npm(project).args(["run", "--silent", name]).dir(project.path("ui")))
}
