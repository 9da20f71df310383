//! Where the log goes: to the terminal, and into a file that stays small. Window and command line
//! write the same one, so that the night's sync can be read about in the morning.
//!
//! The border: what is worth a line is said where it happens, with codes and numbers. Here each line
//! is masked once more before it reaches the disk, and found again by its time. Only Rollcall's own
//! lines: those of libraries are never switched on.

mod excerpt;
mod file;
mod mask;

pub use excerpt::excerpt;
pub use tracing_subscriber::filter::LevelFilter;

use file::LogFile;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

/// The log's folder in a data directory.
pub fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join("logs")
}

/// From now on, for the whole process: stderr gets lines of `terminal` and above, the file in `folder`
/// those of [`tracing::Level::INFO`]. The folder is made with its first line, inside a data directory
/// that exists; a file that cannot be written costs the log and nothing else.
pub fn start(terminal: LevelFilter, folder: Option<PathBuf>) {
    let colours = std::env::var_os("NO_COLOR").is_none() && std::io::stderr().is_terminal();
    let shown = fmt::layer().with_writer(std::io::stderr).with_ansi(colours).with_filter(own(terminal));
    let kept = folder.map(|folder| {
        let file = fmt::layer().with_writer(LogFile::new(folder)).with_ansi(false);
        file.with_filter(own(LevelFilter::INFO))
    });
    let _ = tracing_subscriber::registry().with(shown).with(kept).try_init();
}

fn own(level: LevelFilter) -> Targets {
    Targets::new().with_target("rollcall", level)
}
