//! What a machine needs, looked at and put right. Everything may be asked for again and again:
//! what is there is left alone, and what an interrupted run left half done is done anew.

mod cargo_tools;
pub(crate) mod node;
mod packages;
mod parts;
pub(crate) mod python;
mod stamp;
mod system;
mod toolchain;

use crate::project::Project;
use crate::run::Outcome;

/// Something a task needs beyond cargo itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// A C compiler, for SQLite and the cryptography.
    Compiler,
    /// The web view's libraries, to build the desktop app.
    WebKit,
    /// Node.js with the UI's packages.
    UiPackages,
    /// Node.js with the packages the peer tests use.
    PeerPackages,
    /// Python with the packages the peer tests use.
    PeerPython,
    /// LibreOffice without its windows.
    Office,
    /// A D-Bus session with a Secret Service that this checkout starts for itself.
    Keyring,
    /// A display of our own and a driver for the web view.
    Window,
    /// A clock for one program alone.
    Clock,
    CargoDeny,
    TauriDriver,
    /// rustfmt and clippy.
    Lints,
}

impl Need {
    pub(crate) const ALL: &[Self] = &[
        Self::Compiler,
        Self::WebKit,
        Self::UiPackages,
        Self::PeerPackages,
        Self::PeerPython,
        Self::Office,
        Self::Keyring,
        Self::Window,
        Self::Clock,
        Self::CargoDeny,
        Self::TauriDriver,
        Self::Lints,
    ];
}

/// Leaves the machine with everything `needs` names, or says exactly what to do about it.
pub(crate) fn ensure(project: &Project, needs: &[Need]) -> Outcome<String> {
    let mut needs = needs.to_vec();
    needs.sort_unstable();
    needs.dedup();
    toolchain::check(project, &needs)?;
    packages::ensure(project, &needs)?;
    needs.iter().try_for_each(|need| provide(project, *need))?;
    Ok(String::new())
}

fn provide(project: &Project, need: Need) -> Outcome {
    match need {
        Need::UiPackages => node::packages(project, "ui"),
        Need::PeerPackages => node::packages(project, "tests/peers"),
        Need::PeerPython => python::packages(project),
        Need::CargoDeny => cargo_tools::install(project, &cargo_tools::CARGO_DENY),
        Need::TauriDriver => cargo_tools::install(project, &cargo_tools::TAURI_DRIVER),
        Need::Compiler
        | Need::WebKit
        | Need::Office
        | Need::Keyring
        | Need::Window
        | Need::Clock
        | Need::Lints => Ok(()),
    }
}
