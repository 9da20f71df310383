//! Who may depend on whom, read from `cargo metadata`.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// A package, what it may be built from, and what its tests may use besides.
struct Border {
    package: &'static str,
    built_from: &'static [&'static str],
    tested_with: &'static [&'static str],
}

const fn border(
    package: &'static str,
    built_from: &'static [&'static str],
    tested_with: &'static [&'static str],
) -> Border {
    Border { package, built_from, tested_with }
}

const BORDERS: &[Border] = &[
    border("people", &[], &[]),
    border("rules", &["people"], &[]),
    border("plan", &["people", "rules"], &[]),
    border("reach", &[], &[]),
    border("entra", &["people", "reach"], &["sample"]),
    border("graph", &["people", "reach"], &["sample"]),
    border("schedule", &[], &[]),
    border("store", &["people", "plan", "schedule"], &["rules"]),
    border("export", &["people"], &[]),
    border(
        "engine",
        &["people", "rules", "plan", "entra", "graph", "schedule", "store", "export"],
        &["sample"],
    ),
    border("words", &[], &["people", "plan", "engine"]),
    border("log", &[], &[]),
    border("sample", &[], &[]),
    border("cli", &["engine", "log", "people", "plan", "rules", "sample", "words"], &["store"]),
    border("desktop", &["engine", "log", "people", "plan", "rules", "sample", "words"], &[]),
];

/// Crates that only the desktop app may bring in, by the beginning of their names.
const DESKTOP_ONLY: &[&str] = &["tauri", "wry", "tao", "gtk", "webkit2gtk"];

/// Direct dependencies by package: product crates without their prefix, others by name.
struct Dependencies {
    built: BTreeMap<String, BTreeSet<String>>,
    tested: BTreeMap<String, BTreeSet<String>>,
}

fn dependencies() -> Dependencies {
    let mut all = Dependencies { built: BTreeMap::new(), tested: BTreeMap::new() };
    for package in metadata()["packages"].as_array().unwrap() {
        let name = short(&package["name"]);
        for dependency in package["dependencies"].as_array().unwrap() {
            let tests_only = dependency["kind"] == "dev";
            let kind = if tests_only { &mut all.tested } else { &mut all.built };
            kind.entry(name.clone()).or_default().insert(short(&dependency["name"]));
        }
        all.built.entry(name.clone()).or_default();
    }
    all
}

fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let args = ["metadata", "--no-deps", "--format-version", "1", "--offline"];
    let output = Command::new(cargo).args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "cargo metadata answers: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn short(name: &Value) -> String {
    name.as_str().unwrap().trim_start_matches("rollcall-").to_owned()
}

fn of<'a>(
    all: &'a BTreeMap<String, BTreeSet<String>>,
    package: &str,
    ours: &'a BTreeSet<String>,
) -> Vec<&'a str> {
    let direct = all.get(package).into_iter().flatten();
    direct.filter(|name| ours.contains(*name)).map(String::as_str).collect()
}

fn ours() -> BTreeSet<String> {
    BORDERS.iter().map(|border| border.package.to_owned()).collect()
}

#[test]
fn every_package_stands_in_the_list() {
    let known = ours();
    let unlisted: Vec<_> = dependencies().built.into_keys().filter(|name| !known.contains(name)).collect();
    assert_eq!(unlisted, ["tests", "xtask"], "a new crate needs a border; only these two may see everything");
}

#[test]
fn dependencies_point_in_one_direction() {
    let (all, ours) = (dependencies(), ours());
    for border in BORDERS {
        for used in of(&all.built, border.package, &ours) {
            assert!(border.built_from.contains(&used), "{} must not be built from {used}", border.package);
        }
    }
}

#[test]
fn tests_of_a_crate_stay_within_its_reach() {
    let (all, ours) = (dependencies(), ours());
    for border in BORDERS {
        for used in of(&all.tested, border.package, &ours) {
            let allowed = border.built_from.contains(&used) || border.tested_with.contains(&used);
            assert!(allowed, "tests of {} must not use {used}", border.package);
        }
    }
}

#[test]
fn the_list_of_borders_has_no_circle() {
    let mut placed: Vec<&str> = Vec::new();
    while placed.len() < BORDERS.len() {
        let free =
            |b: &&Border| !placed.contains(&b.package) && b.built_from.iter().all(|p| placed.contains(p));
        let next = BORDERS.iter().find(free).map(|border| border.package);
        placed.push(next.unwrap_or_else(|| panic!("a circle among those that are not in {placed:?}")));
    }
}

#[test]
fn only_the_desktop_app_depends_on_a_web_view() {
    let all = dependencies();
    let heavy = |name: &String| DESKTOP_ONLY.iter().any(|heavy| name.starts_with(heavy));
    let users: Vec<_> =
        all.built.iter().filter(|(_, names)| names.iter().any(heavy)).map(|(name, _)| name).collect();
    assert_eq!(users, ["desktop"], "the command line and the core must build without a web view");
}

#[test]
fn the_pure_core_has_no_way_to_the_outside() {
    let all = dependencies();
    for package in ["people", "rules", "plan", "schedule"] {
        for outside in ["tokio", "reqwest", "rusqlite", "axum", "open", "keyring", "getrandom", "tempfile"] {
            assert!(!all.built[package].contains(outside), "{package} must stay pure: no {outside}");
        }
    }
}
