//! System packages: which there must be, which are missing, and how they come in. On Debian and
//! its children they are installed; elsewhere the exact line is shown, and nothing is touched.

use super::parts::{PARTS, Part, Probe};
use super::system::{self, System};
use super::{Need, node};
use crate::project::Project;
use crate::run::{Outcome, Step, Trouble};

pub(crate) fn ensure(project: &Project, needs: &[Need]) -> Outcome {
    match system::here() {
        System::Debian => install(&missing_debian(project, needs)?),
        other => advise(other, needs),
    }
}

fn parts<'n>(needs: &'n [Need]) -> impl Iterator<Item = &'static Part> + 'n {
    PARTS.iter().filter(|part| needs.contains(&part.need))
}

fn missing_debian(project: &Project, needs: &[Need]) -> Outcome<Vec<&'static str>> {
    let mut wanted: Vec<_> = parts(needs).flat_map(|part| part.debian).copied().collect();
    if node::needed(needs) && !node::ready(project) {
        wanted.extend(["python3", "python3-venv"]); // Where Node.js comes from then.
    }
    wanted.sort_unstable();
    wanted.dedup();
    let query = ["-W", "-f", "${db:Status-Status} ${Package}\n"];
    match wanted.is_empty() {
        true => Ok(wanted),
        false => Ok(missing(&wanted, &Step::new("dpkg-query").args(query).args(&wanted).output()?)),
    }
}

/// What of `wanted` dpkg does not list as installed.
fn missing(wanted: &[&'static str], listing: &str) -> Vec<&'static str> {
    let installed: Vec<_> = listing.lines().filter_map(|line| line.strip_prefix("installed ")).collect();
    wanted.iter().copied().filter(|package| !installed.contains(package)).collect()
}

fn install(missing: &[&str]) -> Outcome {
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing with apt: {}", missing.join(" "));
    apt(&["update"], missing)?;
    apt(&[&["install", "-y", "--no-install-recommends"], missing].concat(), missing)
}

/// As root, or through sudo where there is one.
fn apt(args: &[&str], packages: &[&str]) -> Outcome {
    let root = Step::new("id").args(["-u"]).output()?.trim() == "0";
    let sudo = || Step::new("sudo").args(["--version"]).works();
    let step = match root {
        true => Step::new("env"),
        false if sudo() => Step::new("sudo"),
        false => return Err(by_hand("apt-get install -y", packages)),
    };
    step.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(args).run()
}

fn by_hand(installer: &str, packages: &[&str]) -> Trouble {
    Trouble::Cannot(format!(
        "Some packages are missing. Run this as root, then the same command again:\n\n  {installer} {}\n",
        packages.join(" ")
    ))
}

/// Names what to install where we do not install ourselves.
fn advise(system: System, needs: &[Need]) -> Outcome {
    let lacking: Vec<_> =
        parts(needs).filter(|part| !part.probes.iter().all(|probe| there(system, probe))).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    let names = |of: fn(&Part) -> &'static [&'static str]| -> Vec<_> {
        lacking.iter().flat_map(|p| of(p)).copied().collect()
    };
    Err(match system {
        System::Fedora => by_hand("dnf install -y", &names(|part| part.fedora)),
        System::Arch => by_hand("pacman -S --needed", &names(|part| part.arch)),
        System::MacOs => on_macos(&lacking),
        System::Windows => on_windows(&lacking),
        System::Debian | System::OtherLinux => Trouble::Cannot(format!(
            "Some packages are missing. Debian calls them: {}. Install your system's own, then run this again.",
            names(|part| part.debian).join(" ")
        )),
    })
}

/// What macOS and Windows bring along is not looked for: a web view, and on Windows the linker
/// without which no Rust program would have been built.
fn there(system: System, probe: &Probe) -> bool {
    match (system, probe) {
        (System::MacOs | System::Windows, Probe::Library(_)) | (System::Windows, Probe::Program("cc")) => {
            true
        }
        (System::Windows, Probe::Program("python3")) => Step::new("python").args(["--version"]).works(),
        (_, Probe::Library(name)) => Step::new("pkg-config").args(["--exists", name]).works(),
        (_, Probe::Program(name)) => on_path(name),
    }
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|dir| dir.join(program).is_file())
}

fn on_macos(lacking: &[&Part]) -> Trouble {
    only_on_linux(lacking).unwrap_or_else(|| match lacking[0].need {
        Need::Compiler => Trouble::Cannot(
            "The C compiler is missing. Run this, then try again:\n\n  xcode-select --install\n".into(),
        ),
        _ => {
            Trouble::Cannot("Python is missing. Run this, then try again:\n\n  brew install python\n".into())
        }
    })
}

fn on_windows(lacking: &[&Part]) -> Trouble {
    only_on_linux(lacking).unwrap_or_else(|| {
        Trouble::Cannot(
            "Python is missing. Run this, then try again:\n\n  winget install Python.Python.3.12\n".into(),
        )
    })
}

/// The Secret Service and the window driver are Linux programs; the office's is called by the name it has there.
fn only_on_linux(lacking: &[&Part]) -> Option<Trouble> {
    let linux = lacking
        .iter()
        .any(|part| matches!(part.need, Need::Keyring | Need::Window | Need::Clock | Need::Office));
    linux.then(|| {
        Trouble::Cannot("The keyring, window and office tests need Linux (a container will do).".into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_fully_installed_counts() {
        let listing = "installed dbus\nconfig-files xvfb\nnot-installed xdotool\n";
        let wanted = ["dbus", "xvfb", "xdotool", "gnome-keyring"];
        let missing = missing(&wanted, listing);
        assert_eq!(
            missing,
            ["xvfb", "xdotool", "gnome-keyring"],
            "removed, unknown and half-installed ones are missing"
        );
    }

    #[test]
    fn the_headless_demo_needs_a_compiler_and_nothing_of_the_window() {
        let packages: Vec<_> = parts(&[Need::Compiler]).flat_map(|part| part.debian).collect();
        assert_eq!(packages, [&"build-essential"], "no WebKit and no Node for the terminal");
    }

    #[test]
    fn a_missing_package_elsewhere_is_answered_with_the_line_to_run() {
        let text = by_hand("dnf install -y", &["gcc", "make"]).to_string();
        assert!(text.contains("\n  dnf install -y gcc make\n"), "a line of its own to copy: {text}");
    }
}
