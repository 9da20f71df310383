//! Tokens at rest, against the keyring daemon that Linux desktops run.

use super::DESKTOP_FEATURES;
use super::rust::quiet;
use crate::project::Project;
use crate::run::{Outcome, Step};
use std::fs;

/// A session bus of its own with a fresh, unlocked keyring; the keyring of whoever runs this is
/// never touched, because its files live in another place.
pub(crate) fn keyring(project: &Project) -> Outcome<String> {
    let home = project.notes().join("keyring");
    let _ = fs::remove_dir_all(&home); // Absent is as good as removed.
    fs::create_dir_all(&home)?;
    let script = "printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$@\"";
    let features = format!("{DESKTOP_FEATURES},rollcall-entra/keyring-tests");
    let test = ["cargo", "test", "--workspace", "--features", &features, "--test", "keyring"];
    let session = Step::new("dbus-run-session").args(["--", "sh", "-c", script, "sh"]).args(test);
    quiet(session.dir(&project.root).env("XDG_DATA_HOME", &home))
}
