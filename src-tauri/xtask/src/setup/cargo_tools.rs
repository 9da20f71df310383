//! Programs from crates.io, in exact versions, installed into this checkout's target directory.

use crate::project::Project;
use crate::run::{Outcome, Step};
use std::fs;

pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

pub(crate) const CARGO_DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };
/// Of the same major version as tauri itself.
pub(crate) const TAURI_DRIVER: Tool = Tool { name: "tauri-driver", version: "2.1.0" };

pub(crate) fn install(project: &Project, tool: &Tool) -> Outcome {
    let listing = fs::read_to_string(project.tools().join(".crates.toml")).unwrap_or_default();
    if lists(&listing, tool) && project.tool(tool.name).is_file() {
        return Ok(());
    }
    println!("Building {} {} (once for this checkout; a few minutes)", tool.name, tool.version);
    let install = ["install", tool.name, "--locked", "--version", tool.version, "--root"];
    Step::cargo().args(install).args([project.tools()]).run()
}

/// Cargo's own list of what it installed into a root.
fn lists(listing: &str, tool: &Tool) -> bool {
    listing.contains(&format!("\"{} {} (", tool.name, tool.version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_does_not_count() {
        let listing = "[v1]\n\"cargo-deny 0.20.2 (registry+x)\" = [\"cargo-deny\"]\n";
        assert!(lists(listing, &CARGO_DENY), "the very version is there");
        assert!(
            !lists(listing, &Tool { version: "0.20", ..CARGO_DENY }),
            "a prefix of it is another version"
        );
    }
}
