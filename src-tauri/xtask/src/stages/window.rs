//! The app as people see it: the built program, its window, a keyring and a browser's part played.

use super::rust::{quiet, workspace};
use super::{DESKTOP_FEATURES, ui};
use crate::project::Project;
use crate::run::{Outcome, Step};

/// Screenshots are left in `artefacts/screens/`.
pub(crate) fn journey(project: &Project) -> Outcome<String> {
    ui::bundle(project)?;
    workspace(project, "build").args(["--bin", "rollcall-desktop"]).run()?;
    let features = format!("{DESKTOP_FEATURES},rollcall-tests/window");
    let test = ["test", "--workspace", "--features", &features, "--test", "e2e", "--", "--nocapture"];
    let journey = Step::cargo().args(test).dir(&project.root);
    let journey = journey.env("ROLLCALL_DESKTOP", project.built("rollcall-desktop"));
    let journey = journey.env("TAURI_DRIVER", project.tool("tauri-driver"));
    quiet(journey.env("ROLLCALL_SCREENS", project.path("artefacts/screens")))
}
