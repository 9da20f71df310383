//! Tokens at rest, against the keyring daemon that Linux desktops run.

use super::DESKTOP_FEATURES;
use super::rust::quiet;
use crate::project::Project;
use crate::run::{Outcome, Step};

/// The tests start a message bus and a keyring of their own; nobody's real keyring is touched.
pub(crate) fn keyring(project: &Project) -> Outcome<String> {
    let features = format!("{DESKTOP_FEATURES},rollcall-entra/keyring-tests");
    let test = ["test", "--workspace", "--features", &features, "--test", "keyring"];
    quiet(Step::cargo().args(test).dir(&project.root))
}
