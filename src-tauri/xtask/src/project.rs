//! Where things are.

use crate::run::Trouble;
use std::env;
use std::path::{Path, PathBuf};

pub(crate) struct Project {
    pub(crate) root: PathBuf,
    /// `CI=true`: nothing may be skipped.
    pub(crate) ci: bool,
}

impl Project {
    pub(crate) fn here() -> Result<Self, Trouble> {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = own.ancestors().nth(2).filter(|root| root.join("tauri.conf.json").is_file());
        let root = root
            .ok_or_else(|| Trouble::Cannot("This checkout has moved: run `cargo clean -p xtask`.".into()))?;
        Ok(Self { root: root.to_owned(), ci: env::var("CI").is_ok_and(|ci| ci == "true" || ci == "1") })
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Cargo's target directory, which an environment may have moved.
    pub(crate) fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.path("target"), |dir| self.root.join(dir))
    }

    /// A program that a `cargo build` left behind.
    pub(crate) fn built(&self, name: &str) -> PathBuf {
        self.program("debug", name)
    }

    /// The same of a `cargo build --release`.
    pub(crate) fn released(&self, name: &str) -> PathBuf {
        self.program("release", name)
    }

    fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target().join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// Programs that belong to this checkout only.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target().join("tools")
    }

    pub(crate) fn tool(&self, name: &str) -> PathBuf {
        self.tools().join("bin").join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// Where this program keeps its own notes between runs.
    pub(crate) fn notes(&self) -> PathBuf {
        self.target().join("xtask")
    }
}
