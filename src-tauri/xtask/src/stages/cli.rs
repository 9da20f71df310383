//! The command line stays free of the desktop's weight.

use crate::project::Project;
use crate::run::{Outcome, Step, Trouble};

/// Beginnings of the names of crates that bring a web view or a toolkit along.
const HEAVY: &[&str] = &["tauri", "wry", "tao", "webkit2gtk", "gtk", "gdk", "javascriptcore", "webview2"];

pub(crate) fn lean(project: &Project) -> Outcome<String> {
    let tree = [
        "tree",
        "--package",
        "rollcall-cli",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--target",
        "all",
    ];
    let listing = Step::cargo().args(tree).dir(&project.root).output()?;
    let crates: Vec<_> = listing.lines().filter_map(|line| line.split(' ').next()).collect();
    match crates.iter().find(|name| HEAVY.iter().any(|heavy| name.starts_with(heavy))) {
        Some(name) => Err(Trouble::Failed(format!(
            "rollcall-cli depends on {name}: see `cargo tree -p rollcall-cli -i {name}`"
        ))),
        None if crates.contains(&"rollcall-cli") => Ok(String::new()),
        None => Err(Trouble::Failed("cargo tree did not list rollcall-cli".into())),
    }
}
