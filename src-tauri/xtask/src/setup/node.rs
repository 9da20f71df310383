//! Node.js, and the packages a folder's lock file names.

use super::Need;
use super::stamp::Stamp;
use super::system::{self, System};
use crate::project::Project;
use crate::run::{Outcome, Step, Trouble};

/// What `engines` in the folders' package.json ask for.
const OLDEST: u32 = 20;

pub(crate) fn needed(needs: &[Need]) -> bool {
    needs.contains(&Need::UiPackages) || needs.contains(&Need::PeerPackages)
}

/// `npm ci`, only when the lock file is another one than last time.
pub(crate) fn packages(project: &Project, folder: &str) -> Outcome {
    let dir = project.path(folder);
    let stamp = Stamp::of(project, folder, &dir.join("package-lock.json"))?;
    if stamp.is_current() && dir.join("node_modules/.package-lock.json").is_file() {
        return Ok(());
    }
    Step::npm().args(["ci", "--no-audit", "--no-fund"]).dir(&dir).run()?;
    stamp.write()
}

pub(crate) fn check() -> Outcome {
    match found() {
        Some(major) if major >= OLDEST && Step::npm().args(["--version"]).works() => Ok(()),
        found => Err(advice(found)),
    }
}

/// Debian's own packages where they are new enough; otherwise somebody has to choose a source.
pub(crate) fn missing_on_debian() -> Outcome<Vec<&'static str>> {
    let policy = Step::new("apt-cache").args(["policy", "nodejs"]).output().unwrap_or_default();
    match check() {
        Ok(()) => Ok(Vec::new()),
        Err(_) if candidate(&policy) >= Some(OLDEST) => Ok(vec!["nodejs", "npm"]),
        Err(advice) => Err(advice),
    }
}

fn found() -> Option<u32> {
    major(&Step::new("node").args(["--version"]).output().ok()?)
}

/// Of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

/// The version apt would install, by `apt-cache policy`.
fn candidate(policy: &str) -> Option<u32> {
    major(policy.lines().find_map(|line| line.trim().strip_prefix("Candidate:"))?)
}

fn advice(found: Option<u32>) -> Trouble {
    let have = found.map_or("none was found".to_owned(), |major| format!("this is Node.js {major}"));
    let line = match system::here() {
        System::Debian => {
            "curl -fsSL https://deb.nodesource.com/setup_22.x | sudo -E bash - && sudo apt-get install -y nodejs"
        }
        System::Fedora => "sudo dnf install -y nodejs22 nodejs22-npm",
        System::Arch => "sudo pacman -S --needed nodejs npm",
        System::MacOs => "brew install node@22 && brew link node@22",
        System::Windows => "winget install OpenJS.NodeJS.LTS",
        System::OtherLinux => "see https://nodejs.org/en/download",
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
    }

    #[test]
    fn apts_candidate_is_read_from_its_policy() {
        let policy = "nodejs:\n  Installed: (none)\n  Candidate: 18.20.4+dfsg-1~deb12u2\n";
        assert_eq!(candidate(policy), Some(18), "too old to be installed by us");
        assert_eq!(candidate("nodejs:\n  Candidate: (none)\n"), None, "nothing on offer");
    }
}
