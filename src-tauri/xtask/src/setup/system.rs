//! Which family of systems this is: it decides how packages are called and installed.

use std::fs;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum System {
    /// Debian, Ubuntu and what descends from them.
    Debian,
    Fedora,
    Arch,
    OtherLinux,
    MacOs,
    Windows,
}

pub(crate) fn here() -> System {
    match std::env::consts::OS {
        "macos" => System::MacOs,
        "windows" => System::Windows,
        _ => of_release(&fs::read_to_string("/etc/os-release").unwrap_or_default()),
    }
}

/// By `ID` and `ID_LIKE` of os-release(5).
fn of_release(text: &str) -> System {
    let families = text.lines().filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")));
    let names: Vec<_> = families.flat_map(|names| names.trim_matches('"').split_whitespace()).collect();
    let is = |name| names.contains(&name);
    match () {
        () if is("debian") || is("ubuntu") => System::Debian,
        () if is("fedora") || is("rhel") => System::Fedora,
        () if is("arch") => System::Arch,
        () => System::OtherLinux,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_known_by_themselves_or_by_their_parents() {
        for (release, system, why) in [
            ("ID=debian\n", System::Debian, "Debian itself"),
            (
                "NAME=Mint\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n",
                System::Debian,
                "a grandchild of Debian",
            ),
            ("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", System::Fedora, "a child of Fedora"),
            ("ID=manjaro\nID_LIKE=arch\n", System::Arch, "a child of Arch"),
            ("ID=nixos\nVERSION_ID=\"24\"\n", System::OtherLinux, "a family of its own"),
            ("", System::OtherLinux, "no such file"),
        ] {
            assert_eq!(of_release(release), system, "{why}");
        }
    }
}
