//! Other people's software against ours.

use super::rust::{quiet, workspace, workspace_with};
use crate::project::Project;
use crate::run::{Outcome, Step};
use crate::setup::{node, python};

/// Microsoft's authentication library, interactively and silently.
pub(crate) fn msal(project: &Project) -> Outcome<String> {
    let sample = binary(project, "sample-company")?;
    let run = Step::new(python::interpreter(project))
        .args(["tests/peers/run_msal.py", "--sample-bin"])
        .args([sample]);
    // Bundles of other certificate authorities would hide the sample company's own.
    quiet(run.dir(&project.root).without_env("REQUESTS_CA_BUNDLE").without_env("CURL_CA_BUNDLE"))
}

/// A certified OpenID provider, stricter than Entra, for our own sign-in.
pub(crate) fn oidc_provider(project: &Project) -> Outcome<String> {
    let test = workspace_with(project, "test", &["rollcall-entra/oidc-provider-tests"]);
    quiet(node::within_reach(project, test.args(["--test", "oidc_provider"])))
}

/// A validating proxy with Microsoft's own schema.
pub(crate) fn prism(project: &Project) -> Outcome<String> {
    let sample = binary(project, "sample-company")?;
    quiet(
        node::node(project)
            .args(["tests/peers/run_prism.mjs", "--sample-bin"])
            .args([sample])
            .dir(&project.root),
    )
}

/// The demo's lists, read by programs that know nothing of Rollcall.
pub(crate) fn export_readers(project: &Project) -> Outcome<String> {
    let out = project.notes().join("export");
    let _ = std::fs::remove_dir_all(&out); // Absent is as good as removed.
    let rollcall = binary(project, "rollcall")?;
    Step::new(rollcall)
        .args(["demo".as_ref(), "--out".as_ref(), out.as_os_str()])
        .dir(&project.root)
        .run()?;
    quiet(
        Step::new(python::interpreter(project))
            .args(["tests/peers/read_export.py"])
            .args([out])
            .dir(&project.root),
    )
}

fn binary(project: &Project, name: &str) -> Outcome<std::path::PathBuf> {
    workspace(project, "build").args(["--bin", name]).run()?;
    Ok(project.built(name))
}
