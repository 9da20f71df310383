//! The documents: every picture they name is there, is small, and can be taken again.

use std::fs;
use std::path::{Path, PathBuf};

/// Bytes. The repository is cloned more often than the pictures are looked at.
const LARGEST: u64 = 160_000;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn files(dir: &str, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(dir)).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}

fn texts(dir: &str, extension: &str) -> String {
    files(dir, extension).iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// File names without `.png`, in README and the documents.
fn pictures() -> Vec<String> {
    let text = fs::read_to_string(root().join("README.md")).unwrap() + &texts("docs", "md");
    let named = text.split("images/").skip(1).filter_map(|rest| rest.split_once(".png)"));
    let mut names: Vec<_> = named.map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn every_picture_of_the_documents_is_there_and_small() {
    for name in pictures() {
        let file = root().join("docs/images").join(format!("{name}.png"));
        let bytes = fs::metadata(&file).map(|found| found.len());
        let bytes = bytes.unwrap_or_else(|_| panic!("{name}.png is named, so `cargo xtask guide` takes it"));
        assert!(bytes <= LARGEST, "{name}.png has {bytes} bytes, at most {LARGEST} are fine");
    }
}

#[test]
fn no_picture_is_kept_that_no_document_shows() {
    let named = pictures();
    for file in files("docs/images", "png") {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(named.contains(&name), "{name}.png is shown somewhere");
    }
}

#[test]
fn every_picture_is_taken_by_a_journey() {
    let journeys = texts("tests/e2e", "rs");
    for name in pictures() {
        let screen = name.strip_prefix("light-en-").unwrap_or(&name);
        assert!(journeys.contains(&format!("\"{screen}\"")), "a journey in tests/e2e takes `{name}`");
    }
}
