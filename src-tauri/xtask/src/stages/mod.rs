//! What must hold, stage by stage. The order is the order of running: cheap and telling ones first.

mod cli;
pub(crate) mod contract;
mod peers;
pub(crate) mod rust;
mod secrets;
mod ui;
pub(crate) mod window;

use crate::project::Project;
use crate::run::Outcome;
use crate::setup::Need;

pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) needs: &'static [Need],
    /// Gives a short note for the table.
    pub(crate) run: fn(&Project) -> Outcome<String>,
}

/// Makes the app serve the UI it was built with instead of a development server.
pub(crate) const DESKTOP_FEATURES: &str = "tauri/custom-protocol";

/// The name of the stage that stands for setting the machine up.
pub(crate) const SETUP: &str = "setup";

/// Clocks are set on Linux only, as the tests that need it run there only.
const RUST_TESTS: &[Need] = if cfg!(target_os = "linux") {
    &[Need::Compiler, Need::WebKit, Need::UiPackages, Need::Clock]
} else {
    &[Need::Compiler, Need::WebKit, Need::UiPackages]
};

/// The name of the stage with the real window, and where it leaves its screenshots.
pub(crate) const WINDOW: &str = "window";
pub(crate) const SCREENS: &str = "artefacts/screens";

pub(crate) const ALL: &[Stage] = &[
    Stage {
        name: SETUP,
        about: "the machine has what the other stages need",
        needs: Need::ALL,
        run: |_| Ok(String::new()),
    },
    Stage { name: "fmt", about: "rustfmt finds nothing to change", needs: &[Need::Lints], run: rust::fmt },
    Stage {
        name: "deny",
        about: "licences, sources and banned crates of the dependency tree",
        needs: &[Need::CargoDeny, Need::Compiler],
        run: rust::deny,
    },
    Stage {
        name: "cli-lean",
        about: "the command line builds without a web view",
        needs: &[],
        run: cli::lean,
    },
    Stage { name: "ui-types", about: "the UI's types fit", needs: &[Need::UiPackages], run: ui::types },
    Stage { name: "ui-lint", about: "the UI's lints and format", needs: &[Need::UiPackages], run: ui::lint },
    Stage {
        name: "ui-tests",
        about: "the UI's unit tests, accessibility included",
        needs: &[Need::UiPackages],
        run: ui::tests,
    },
    Stage {
        name: "ui-build",
        about: "the UI's production bundle",
        needs: &[Need::UiPackages],
        run: ui::build,
    },
    Stage {
        name: "clippy",
        about: "clippy over the workspace, warnings denied",
        needs: &[Need::Lints, Need::Compiler, Need::WebKit],
        run: rust::clippy,
    },
    Stage {
        name: "borders",
        about: "who depends on whom, and what the window may do",
        needs: &[Need::Compiler],
        run: rust::borders,
    },
    Stage { name: "rust-tests", about: "every Rust test", needs: RUST_TESTS, run: rust::tests },
    Stage {
        name: "contract",
        about: "the UI's contract types are those of the engine",
        needs: &[Need::Compiler, Need::WebKit],
        run: contract::check,
    },
    Stage {
        name: "keyring",
        about: "tokens in a real Secret Service",
        needs: &[Need::Compiler, Need::Keyring],
        run: secrets::keyring,
    },
    Stage {
        name: "msal",
        about: "Microsoft's own client signs in to the sample company",
        needs: &[Need::Compiler, Need::PeerPython],
        run: peers::msal,
    },
    Stage {
        name: "oidc-provider",
        about: "our sign-in and 100 renewals at a certified OpenID provider",
        needs: &[Need::Compiler, Need::PeerPackages],
        run: peers::oidc_provider,
    },
    Stage {
        name: "prism",
        about: "the sample company's answers fit Microsoft's schema",
        needs: &[Need::Compiler, Need::PeerPackages],
        run: peers::prism,
    },
    Stage {
        name: "export-readers",
        about: "other programs read the exported lists",
        needs: &[Need::Compiler, Need::PeerPython, Need::Office],
        run: peers::export_readers,
    },
    Stage {
        name: WINDOW,
        about: "people's journeys through the real window",
        needs: window::NEEDS,
        run: window::journey,
    },
];
