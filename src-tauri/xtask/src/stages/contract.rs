//! The types the UI shares with the engine: written by ts-rs, kept in the repository, never apart.

use super::rust;
use crate::project::Project;
use crate::run::{Outcome, Trouble};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const GENERATED: &str = "ui/src/contract/generated";

/// Writes the types into the UI, and removes those that are no more.
pub(crate) fn write(project: &Project) -> Outcome {
    let fresh = export(project)?;
    let dir = project.path(GENERATED);
    fs::create_dir_all(&dir)?;
    for stale in read(&dir)?.keys().filter(|name| !fresh.contains_key(*name)) {
        fs::remove_file(dir.join(stale))?;
    }
    for (name, text) in &fresh {
        fs::write(dir.join(name), text)?;
    }
    println!("{} types in {GENERATED}", fresh.len());
    Ok(())
}

pub(crate) fn check(project: &Project) -> Outcome<String> {
    let drifted = differences(&export(project)?, &read(&project.path(GENERATED))?);
    if drifted.is_empty() {
        return Ok(String::new());
    }
    let names = drifted.join(", ");
    Err(Trouble::Failed(format!("out of date: {names}\n  repair it: cargo xtask types")))
}

/// What the engine's tests write, by file name.
fn export(project: &Project) -> Outcome<BTreeMap<String, String>> {
    let dir = project.notes().join("contract");
    let _ = fs::remove_dir_all(&dir); // Absent is as good as removed.
    fs::create_dir_all(&dir)?;
    rust::workspace(project, "test")
        .args(["--quiet", "--lib", "export_bindings"])
        .env("TS_RS_EXPORT_DIR", &dir)
        .run()?;
    let exported = read(&dir)?;
    match exported.is_empty() {
        true => Err(Trouble::Failed("no type was exported".into())),
        false => Ok(exported),
    }
}

fn read(dir: &Path) -> Outcome<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == "ts") {
            files.insert(entry.file_name().to_string_lossy().into_owned(), fs::read_to_string(entry.path())?);
        }
    }
    Ok(files)
}

/// Names that are missing, left over or different. Line ends do not count.
fn differences(fresh: &BTreeMap<String, String>, kept: &BTreeMap<String, String>) -> Vec<String> {
    let lines = |text: Option<&String>| text.map(|text| text.replace("\r\n", "\n"));
    let names: std::collections::BTreeSet<_> = fresh.keys().chain(kept.keys()).collect();
    names.into_iter().filter(|name| lines(fresh.get(*name)) != lines(kept.get(*name))).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn missing_leftover_and_changed_types_are_named() {
        let fresh = files(&[("A.ts", "a"), ("B.ts", "new"), ("D.ts", "d\n")]);
        let kept = files(&[("B.ts", "old"), ("C.ts", "c"), ("D.ts", "d\r\n")]);
        assert_eq!(
            differences(&fresh, &kept),
            ["A.ts", "B.ts", "C.ts"],
            "each kind of drift, but not line ends"
        );
    }
}
