//! Tokens at rest, against the keyring daemon that Linux desktops run.

use super::rust::{quiet, workspace_with};
use crate::project::Project;
use crate::run::Outcome;

/// The tests start a message bus and a keyring of their own; nobody's real keyring is touched.
pub(crate) fn keyring(project: &Project) -> Outcome<String> {
    quiet(workspace_with(project, "test", &["rollcall-entra/keyring-tests"]).args(["--test", "keyring"]))
}
