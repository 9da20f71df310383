//! Other people's software against ours.

use super::rust::{quiet, workspace, workspace_with};
use crate::project::Project;
use crate::run::{Outcome, Step};
use crate::setup::{node, python};
use std::path::Path;

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

/// Formats and the endings of their files.
const FORMATS: &[(&str, &str)] =
    &[("csv", "csv"), ("xlsx", "xlsx"), ("json", "json"), ("vcard", "vcf"), ("ldif", "ldif")];

/// The demo's lists, and a list of hostile texts in every format, read by programs that know nothing of
/// Rollcall.
pub(crate) fn export_readers(project: &Project) -> Outcome<String> {
    let out = project.notes().join("export");
    let _ = std::fs::remove_dir_all(&out); // Absent is as good as removed.
    let rollcall = binary(project, "rollcall")?;
    let demo = out.join("demo");
    Step::new(&rollcall).args(["demo", "--out"]).args([&demo]).dir(&project.root).run()?;
    read_exports(project, &demo)?;
    let hostile = out.join("hostile");
    export_hostile(project, &rollcall, &hostile)?;
    read_exports(project, &hostile).map(|()| String::new())
}

fn read_exports(project: &Project, dir: &Path) -> Outcome {
    let reader = Step::new(python::interpreter(project)).args(["tests/peers/read_export.py", "--office"]);
    reader.args([dir]).dir(&project.root).run()
}

/// Texts that break naive writers or run in naive readers, through import, list and export.
fn export_hostile(project: &Project, rollcall: &Path, dir: &Path) -> Outcome {
    std::fs::create_dir_all(dir)?;
    let call = || {
        let places = ["--data-dir".into(), dir.join("data"), "--key-file".into(), dir.join("key")];
        Step::new(rollcall).args(places).dir(&project.root)
    };
    call().args(["import", "tests/fixtures/export/hostile.csv"]).run()?;
    std::fs::write(dir.join("list.json"), call().args(["employees", "--json"]).output()?)?;
    FORMATS.iter().try_for_each(|(format, ending)| {
        let file = dir.join(format!("employees.{ending}"));
        call().args(["export", "--format", format, "--output"]).args([file]).run()
    })
}

fn binary(project: &Project, name: &str) -> Outcome<std::path::PathBuf> {
    workspace(project, "build").args(["--bin", name]).run()?;
    Ok(project.built(name))
}
