//! The list of licences in the app names everything that is shipped, and nothing else. `cargo xtask
//! licences` writes it.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

const LIST: &str = "ui/src/features/settings/licences.json";
const SHIPPED: [&str; 2] = ["rollcall-desktop", "rollcall-cli"];
/// Set by `cargo xtask licences`.
const WRITE: &str = "ROLLCALL_WRITE_LICENCES";

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

#[test]
fn the_list_of_licences_is_what_is_shipped() {
    let (path, fresh) = (project().join(LIST), list());
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == fresh, "{LIST} is out of date; repair it: cargo xtask licences");
}

/// One line for each, so that a change reads well.
fn list() -> String {
    let all: BTreeSet<[String; 3]> = rust().into_iter().chain(npm()).collect();
    let nameless: Vec<_> = all.iter().filter(|[_, _, licence]| licence.is_empty()).collect();
    assert!(nameless.is_empty(), "these name no licence: {nameless:?}");
    let lines: Vec<String> =
        all.iter().map(|entry| format!("  [{}]", entry.each_ref().map(quoted).join(", "))).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

fn quoted(text: &String) -> String {
    json!(text).to_string()
}

/// Crates that are linked on any system: neither tests nor what only helps to build.
fn rust() -> BTreeSet<[String; 3]> {
    let metadata = metadata();
    let packages = by_id(&metadata["packages"]);
    let nodes = by_id(&metadata["resolve"]["nodes"]);
    let mut open: Vec<&str> = packages
        .iter()
        .filter(|(_, package)| SHIPPED.contains(&text(&package["name"])))
        .map(|(id, _)| *id)
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !runs_at_build_time(packages[id]) && seen.insert(id) {
            open.extend(linked(nodes[id]));
        }
    }
    let foreign = seen.iter().map(|id| packages[id]).filter(|package| !package["source"].is_null());
    foreign.map(|p| [text(&p["name"]), text(&p["version"]), text(&p["license"])].map(str::to_owned)).collect()
}

fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let args = ["metadata", "--format-version", "1", "--locked"];
    let output = Command::new(cargo).args(args).current_dir(project()).output().unwrap();
    assert!(output.status.success(), "cargo metadata answers: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn by_id(list: &Value) -> BTreeMap<&str, &Value> {
    list.as_array().unwrap().iter().map(|entry| (text(&entry["id"]), entry)).collect()
}

fn runs_at_build_time(package: &Value) -> bool {
    let kinds = package["targets"].as_array().unwrap().iter().filter_map(|target| target["kind"].as_array());
    kinds.flatten().any(|kind| kind == "proc-macro")
}

fn linked(node: &Value) -> impl Iterator<Item = &str> {
    let used = |dep: &&Value| dep["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null());
    node["deps"].as_array().unwrap().iter().filter(used).map(|dep| text(&dep["pkg"]))
}

/// What the window's page is made of.
fn npm() -> BTreeSet<[String; 3]> {
    let lock = std::fs::read_to_string(project().join("ui/package-lock.json")).unwrap();
    let lock: Value = serde_json::from_str(&lock).unwrap();
    let packages = lock["packages"].as_object().unwrap().iter();
    let shipped = packages.filter(|(path, package)| {
        !path.is_empty() && package["dev"] != true && package["devOptional"] != true
    });
    shipped
        .map(|(path, package)| {
            let name = path.rsplit_once("node_modules/").map_or(path.as_str(), |(_, name)| name);
            [name, text(&package["version"]), text(&package["license"])].map(str::to_owned)
        })
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
