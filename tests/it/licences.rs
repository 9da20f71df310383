//! The licences in the app: names and texts of everything that is shipped, and of nothing else. `cargo
//! xtask licences` writes both files.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

const LIST: &str = "ui/src/features/settings/licences.json";
const TEXTS: &str = "ui/src/features/settings/licence-texts.json";
const SHIPPED: [&str; 2] = ["rollcall-desktop", "rollcall-cli"];
/// Set by `cargo xtask licences`.
const WRITE: &str = "ROLLCALL_WRITE_LICENCES";

/// One package as it comes from its registry.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    licence: String,
    /// Who wrote it, as far as it says so apart from its files.
    authors: Vec<String>,
    folder: PathBuf,
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn shipped() -> BTreeSet<Package> {
    let all: BTreeSet<Package> = rust().into_iter().chain(npm()).collect();
    let nameless: Vec<_> = all.iter().filter(|p| p.licence.is_empty()).map(|p| &p.name).collect();
    assert!(nameless.is_empty(), "these name no licence: {nameless:?}");
    all
}

#[test]
fn the_list_of_licences_is_what_is_shipped() {
    let entries: BTreeSet<_> = shipped().into_iter().map(|p| [p.name, p.version, p.licence]).collect();
    let lines: Vec<String> = entries
        .iter()
        .map(|entry| format!("[{}]", entry.each_ref().map(|text| json!(text).to_string()).join(", ")))
        .collect();
    is_current(LIST, &format!("[\n{}\n]\n", lines_of(lines.iter())));
}

/// Paragraphs stand once, however many files have them.
#[test]
fn everybody_who_is_shipped_has_a_licence_text() {
    if !project().join("ui/node_modules").exists() {
        let not_tried = b"NOT TRIED: the texts of licences (ui/node_modules is not there)\n";
        std::io::Write::write_all(&mut std::io::stderr(), not_tried).unwrap();
        return;
    }
    let (mut paragraphs, mut known, mut texts) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for package in shipped() {
        let ids: Vec<usize> = paragraphs_of(&package)
            .into_iter()
            .map(|paragraph| {
                *known.entry(paragraph.clone()).or_insert_with(|| {
                    paragraphs.push(json!(paragraph).to_string());
                    paragraphs.len() - 1
                })
            })
            .collect();
        assert!(!ids.is_empty(), "{} has no text", package.name);
        texts.insert(format!("{} {}", package.name, package.version), ids);
    }
    let texts: Vec<String> =
        texts.iter().map(|(name, ids)| format!("{}: {}", json!(name), json!(ids))).collect();
    let (paragraphs, texts) = (lines_of(paragraphs.iter()), lines_of(texts.iter()));
    is_current(TEXTS, &format!("{{\n\"paragraphs\": [\n{paragraphs}\n],\n\"texts\": {{\n{texts}\n}}\n}}\n"));
}

/// One line for each, so that a change reads well.
fn lines_of<'a>(lines: impl Iterator<Item = &'a String>) -> String {
    lines.map(|line| format!("  {line}")).collect::<Vec<_>>().join(",\n")
}

fn is_current(file: &str, fresh: &str) {
    let path = project().join(file);
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, fresh).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == fresh, "{file} is out of date; repair it: cargo xtask licences");
}

/// Of its own files, or of its licence as such where it brings none.
fn paragraphs_of(package: &Package) -> Vec<String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(&package.folder)
        .unwrap_or_else(|error| panic!("{}: {error}", package.folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && is_licence(path))
        .collect();
    files.sort();
    let own: Vec<String> = files.iter().flat_map(|file| paragraphs(&read(file))).collect();
    if own.is_empty() { standard(package) } else { own }
}

fn is_licence(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_string_lossy().to_lowercase();
    ["licen", "copying", "notice", "copyright", "unlicense"].iter().any(|start| name.starts_with(start))
}

fn read(file: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned()
}

/// Without the breaks of lines, which differ from file to file.
fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let joined = lines.split(|line| line.is_empty()).map(|lines| lines.join(" "));
    joined
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty())
        .collect()
}

fn standard(package: &Package) -> Vec<String> {
    let expression = spdx::Expression::parse_mode(&package.licence, spdx::ParseMode::LAX);
    let expression = expression.unwrap_or_else(|error| panic!("{}: {error}", package.name));
    let ids = expression.requirements().filter_map(|needed| needed.req.license.id());
    let texts = ids.flat_map(|id| paragraphs(id.text()));
    let authors = (!package.authors.is_empty()).then(|| format!("Copyright: {}", package.authors.join(", ")));
    authors.into_iter().chain(texts).collect()
}

/// Crates that are linked on any system: neither tests nor what only helps to build.
fn rust() -> Vec<Package> {
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
    foreign.map(package).collect()
}

fn package(of: &Value) -> Package {
    let authors = of["authors"].as_array().into_iter().flatten().map(|author| text(author).to_owned());
    Package {
        name: text(&of["name"]).to_owned(),
        version: text(&of["version"]).to_owned(),
        licence: text(&of["license"]).to_owned(),
        authors: authors.collect(),
        folder: Path::new(text(&of["manifest_path"])).parent().unwrap().to_owned(),
    }
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

/// What the window's page is made of. What is installed on some systems only are compilers' parts.
fn npm() -> Vec<Package> {
    let ui = project().join("ui");
    let lock: Value = serde_json::from_str(&read(&ui.join("package-lock.json"))).unwrap();
    let packages = lock["packages"].as_object().unwrap().iter();
    let helps_to_build =
        |package: &Value| ["dev", "devOptional", "optional"].iter().any(|key| package[key] == true);
    let shipped = packages.filter(|(path, package)| !path.is_empty() && !helps_to_build(package));
    shipped
        .map(|(path, package)| Package {
            name: path.rsplit_once("node_modules/").map_or(path.as_str(), |(_, name)| name).to_owned(),
            version: text(&package["version"]).to_owned(),
            licence: text(&package["license"]).to_owned(),
            authors: Vec::new(),
            folder: ui.join(path),
        })
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
