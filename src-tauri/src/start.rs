//! How the app was started: arguments, environment, log.

use rollcall_engine::Secrets;
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
}

/// `ROLLCALL_LOG=debug` says more. Only our own lines, which carry neither tokens nor personal
/// data; libraries are not switched on.
pub(crate) fn log() {
    let level = std::env::var("ROLLCALL_LOG").unwrap_or_default();
    let level = level.parse().unwrap_or(tracing::Level::WARN);
    let filter = tracing_subscriber::EnvFilter::new(format!("rollcall={level}"));
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// The window could not even be made: the terminal is the only place left to say so.
#[allow(clippy::print_stderr, reason = "there is no window to show it in")]
pub(crate) fn say_why_not(error: &dyn std::error::Error) {
    eprintln!("Rollcall could not start: {error}");
}
