//! Which system packages each need stands for, by family of systems. Data only.

use super::Need;

/// Packages by need, and programs or libraries that show whether they are there.
pub(super) struct Part {
    pub(super) need: Need,
    pub(super) debian: &'static [&'static str],
    pub(super) fedora: &'static [&'static str],
    pub(super) arch: &'static [&'static str],
    pub(super) probes: &'static [Probe],
}

pub(super) enum Probe {
    Program(&'static str),
    Library(&'static str),
}

pub(super) const PARTS: &[Part] = &[
    Part {
        need: Need::Compiler,
        debian: &["build-essential"],
        fedora: &["gcc", "make"],
        arch: &["base-devel"],
        probes: &[Probe::Program("cc")],
    },
    Part {
        need: Need::WebKit,
        debian: &["libwebkit2gtk-4.1-dev", "librsvg2-dev", "libayatana-appindicator3-dev", "pkg-config"],
        fedora: &["webkit2gtk4.1-devel", "librsvg2-devel", "libappindicator-gtk3-devel", "pkgconf"],
        arch: &["webkit2gtk-4.1", "librsvg", "libayatana-appindicator", "pkgconf"],
        probes: &[Probe::Library("webkit2gtk-4.1"), Probe::Library("librsvg-2.0")],
    },
    Part {
        need: Need::PeerPython,
        debian: &["python3", "python3-venv"],
        fedora: &["python3"],
        arch: &["python"],
        probes: &[Probe::Program("python3")],
    },
    Part {
        need: Need::Office,
        debian: &["libreoffice-calc-nogui"],
        fedora: &["libreoffice-calc"],
        arch: &["libreoffice-still"],
        probes: &[Probe::Program("soffice")],
    },
    Part {
        need: Need::Keyring,
        debian: &["dbus", "gnome-keyring"],
        fedora: &["dbus-daemon", "gnome-keyring"],
        arch: &["dbus", "gnome-keyring"],
        probes: &[Probe::Program("dbus-run-session"), Probe::Program("gnome-keyring-daemon")],
    },
    Part {
        need: Need::Window,
        debian: &["xvfb", "webkit2gtk-driver", "xdotool", "fonts-noto-core"],
        fedora: &["xorg-x11-server-Xvfb", "webkit2gtk-driver", "xdotool", "google-noto-sans-fonts"],
        arch: &["xorg-server-xvfb", "webkit2gtk-4.1", "xdotool", "noto-fonts"],
        probes: &[Probe::Program("Xvfb"), Probe::Program("WebKitWebDriver"), Probe::Program("xdotool")],
    },
    Part {
        need: Need::Clock,
        debian: &["faketime"],
        fedora: &["libfaketime"],
        arch: &["libfaketime"],
        probes: &[Probe::Program("faketime")],
    },
];
