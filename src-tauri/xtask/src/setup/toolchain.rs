//! The Rust toolchain: new enough for the workspace, with its lints where they are used.

use super::Need;
use crate::project::Project;
use crate::run::{Outcome, Step, Trouble};
use std::fs;

pub(crate) fn check(project: &Project, needs: &[Need]) -> Outcome {
    let needed = required(&fs::read_to_string(project.path("Cargo.toml"))?);
    let told = Step::new("rustc").args(["--version"]).dir(&project.root).output()?;
    let found = told.split_whitespace().nth(1).and_then(version);
    if needed > found {
        let (major, minor) = needed.unwrap_or_default();
        return Err(update(&format!(
            "Rollcall needs Rust {major}.{minor} or newer, and this is {}",
            told.trim()
        )));
    }
    let lints = || {
        Step::cargo().args(["clippy", "--version"]).works()
            && Step::cargo().args(["fmt", "--version"]).works()
    };
    if needs.contains(&Need::Lints) && !lints() {
        return Err(run_this("rustfmt or clippy is missing", "rustup component add rustfmt clippy"));
    }
    Ok(())
}

fn update(what: &str) -> Trouble {
    run_this(what, "rustup update stable")
}

fn run_this(what: &str, line: &str) -> Trouble {
    Trouble::Cannot(format!("{what}. Run this, then the same command again:\n\n  {line}\n"))
}

/// The first `rust-version` of the workspace's manifest.
fn required(manifest: &str) -> Option<(u32, u32)> {
    let line = manifest.lines().find_map(|line| line.trim().strip_prefix("rust-version"))?;
    version(line.trim_start_matches([' ', '=']).trim_matches('"'))
}

/// Major and minor of `1.95`, `1.95.0` or `1.96.0-nightly`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(
            version("1.100.0") > version("1.95"),
            "1.100 is newer than 1.95 although it sorts before it as text"
        );
        assert_eq!(version("1.95.0-nightly"), Some((1, 95)), "the patch level and channel do not matter");
        assert_eq!(version("nonsense"), None, "what is no version is none");
    }

    #[test]
    fn the_manifest_says_what_is_required() {
        let manifest = "[workspace.package]\nversion = \"0.1.0\"\nrust-version = \"1.95\"\n";
        assert_eq!(required(manifest), Some((1, 95)), "one place for the number");
    }
}
