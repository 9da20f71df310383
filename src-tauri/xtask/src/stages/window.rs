//! The app as people see it: the built program, its window, a keyring and a browser's part played.

use super::rust::{quiet, workspace, workspace_with};
use super::{DESKTOP_FEATURES, SCREENS, ui};
use crate::project::Project;
use crate::run::{Outcome, Step};
use crate::setup::{self, Need};

pub(crate) const NEEDS: &[Need] = &[
    Need::Compiler,
    Need::WebKit,
    Need::UiPackages,
    Need::Window,
    Need::Keyring,
    Need::TauriDriver,
    Need::Clock,
];

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
    // Without a graphics card the app draws without such a card's buffers, and WebKit's driver then never
    // answers with a picture.
    let test = test.env("WEBKIT_DISABLE_DMABUF_RENDERER", "0");
    quiet(driven(project, test, project.built("rollcall-desktop")))
}

/// The same window, built for release and measured by the program that `what` names.
pub(crate) fn bench(project: &Project, what: &[&str]) -> Outcome {
    setup::ensure(project, NEEDS)?;
    ui::bundle(project)?;
    let build = ["build", "--release", "--package", "rollcall-desktop", "--features", DESKTOP_FEATURES];
    Step::cargo().args(build).dir(&project.root).run()?;
    let bench = Step::cargo().args(["bench", "--quiet"]).args(what).dir(&project.root);
    driven(project, bench, project.released("rollcall-desktop")).run()
}

fn driven(project: &Project, step: Step, app: std::path::PathBuf) -> Step {
    let step = step.env("ROLLCALL_DESKTOP", app).env("TAURI_DRIVER", project.tool("tauri-driver"));
    step.env("ROLLCALL_SCREENS", project.path(SCREENS))
}
