//! `cargo xtask demo`: the shortest way from a checkout to Rollcall at work on the sample company.

use crate::args;
use crate::project::Project;
use crate::run::{Outcome, Step};
use crate::setup::{self, Need, node};
use crate::stages::DESKTOP_FEATURES;
use std::env;

pub(crate) fn demo(project: &Project, options: &args::Demo) -> Outcome {
    if options.headless || !has_display() { in_terminal(project, options) } else { in_window(project) }
}

/// macOS and Windows always have one; elsewhere X11 or Wayland say so.
fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(target_os = "macos", windows)) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn in_terminal(project: &Project, options: &args::Demo) -> Outcome {
    setup::ensure(project, &[Need::Compiler])?;
    Step::cargo()
        .args(["build", "--package", "rollcall-cli", "--bin", "rollcall"])
        .dir(&project.root)
        .run()?;
    let out = options.out.clone().unwrap_or_else(|| project.target().join("demo"));
    // Relative folders mean where the command was typed, so the directory stays as it is.
    Step::new(project.built("rollcall")).args(["demo".as_ref(), "--out".as_ref(), out.as_os_str()]).run()
}

fn in_window(project: &Project) -> Outcome {
    setup::ensure(project, &[Need::Compiler, Need::WebKit, Need::UiPackages])?;
    node::npm(project).args(["run", "build"]).dir(project.path("ui")).run()?;
    let build = ["build", "--package", "rollcall-desktop", "--features", DESKTOP_FEATURES];
    Step::cargo().args(build).dir(&project.root).run()?;
    Step::new(project.built("rollcall-desktop")).args(["--sample"]).run()
}
