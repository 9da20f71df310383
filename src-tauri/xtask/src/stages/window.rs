//! The app as people see it: the built program, its window, a keyring and a browser's part played.

use super::SCREENS;
use super::rust::{quiet, workspace, workspace_with};
use super::ui;
use crate::project::Project;
use crate::run::Outcome;

/// Screenshots are left in [`SCREENS`].
pub(crate) fn journey(project: &Project) -> Outcome<String> {
    ui::bundle(project)?;
    workspace(project, "build").args(["--bin", "rollcall-desktop"]).run()?;
    let test = workspace_with(project, "test", &["rollcall-tests/window"]).args([
        "--test",
        "e2e",
        "--",
        "--nocapture",
    ]);
    let test = test.env("ROLLCALL_DESKTOP", project.built("rollcall-desktop"));
    let test = test.env("TAURI_DRIVER", project.tool("tauri-driver"));
    quiet(test.env("ROLLCALL_SCREENS", project.path(SCREENS)))
}
