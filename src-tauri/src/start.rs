//! How the app was started: arguments, environment, log.

use rollcall_engine::Secrets;
use rollcall_log::LevelFilter;
use std::path::PathBuf;

pub(crate) struct Start {
    pub(crate) data_dir: Option<PathBuf>,
    pub(crate) secrets: Secrets,
    /// `--sample`: open the sample company at once.
    pub(crate) sample: bool,
    /// `--hidden`: no window until somebody asks for it.
    pub(crate) hidden: bool,
}

/// How the system starts the app at login.
pub(crate) const HIDDEN: &str = "--hidden";

impl Start {
    pub(crate) fn from_env() -> Self {
        let key_file = std::env::var_os("ROLLCALL_KEY_FILE");
        Self {
            data_dir: std::env::var_os("ROLLCALL_DATA_DIR")
                .map(PathBuf::from)
                .or_else(rollcall_engine::default_data_dir),
            secrets: key_file.map_or(Secrets::Keyring, |file| Secrets::KeyFile(file.into())),
            sample: std::env::args_os().any(|arg| arg == "--sample"),
            hidden: std::env::args_os().any(|arg| arg == HIDDEN),
        }
    }

    /// Of what happens, for the admin and for support.
    pub(crate) fn logs(&self) -> Option<PathBuf> {
        self.data_dir.as_deref().map(rollcall_log::folder)
    }

    /// `ROLLCALL_LOG=debug` says more on the terminal.
    pub(crate) fn log(&self) {
        let level = std::env::var("ROLLCALL_LOG").unwrap_or_default();
        let level = level.parse().unwrap_or(LevelFilter::WARN);
        rollcall_log::start(level, self.logs());
    }
}

/// The window could not even be made: the terminal is the only place left to say so.
#[allow(clippy::print_stderr, reason = "there is no window to show it in")]
pub(crate) fn say_why_not(error: &dyn std::error::Error) {
    eprintln!("Rollcall could not start: {error}");
}
