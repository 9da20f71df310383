//! Runs: the sample's, previews, syncs, rules that they go by, and the way back.

use clap::{ArgGroup, Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Where to write employees.xlsx and employees.csv
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Preview {
    /// The connection
    pub(crate) name: String,
    /// Where groups cannot be read: look what the other rules would do. Such a look is never applied
    #[arg(long, conflicts_with = "skip")]
    pub(crate) without_group_rules: bool,
    #[command(flatten)]
    pub(crate) read: Read,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Read {
    /// Read everything anew instead of only what changed
    #[arg(long)]
    pub(crate) full: bool,
    /// Leave this person out (the object id), this time
    #[arg(long, value_name = "OBJECT_ID")]
    pub(crate) skip: Vec<String>,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").args(["name", "all"]).required(true))]
pub(crate) struct Sync {
    /// The connection
    pub(crate) name: Option<String>,
    /// Every connection, one after another
    #[arg(long)]
    pub(crate) all: bool,
    /// Run as a schedule would: obeys the switches, and holds until a first sync by hand
    #[arg(long)]
    pub(crate) scheduled: bool,
    /// Leave out connections that had an automatic sync today
    #[arg(long, requires = "scheduled")]
    pub(crate) once_a_day: bool,
    /// Apply although more people leave than the removal limit allows
    #[arg(long, conflicts_with = "scheduled")]
    pub(crate) allow_removals: bool,
    #[command(flatten)]
    pub(crate) read: Read,
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// The connection
    pub(crate) name: String,
    #[command(subcommand)]
    pub(crate) what: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Write them as JSON
    Export {
        /// The file to write; stdout when left out
        file: Option<PathBuf>,
    },
    /// Replace them by a file's; a broken file changes nothing
    Import { file: PathBuf },
    /// Say why one person lands where they land
    Check {
        /// Email, user principal name, object id, or the id the list shows
        person: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct History {
    /// One run, with its changes
    pub(crate) run: Option<i64>,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").args(["run", "to"]).required(true))]
pub(crate) struct Undo {
    /// The run's number, as `history` shows it
    pub(crate) run: Option<i64>,
    /// Take back what its connection did after this run, so that the list is as this run left it
    #[arg(long, value_name = "RUN")]
    pub(crate) to: Option<i64>,
}

#[derive(Debug, Args)]
pub(crate) struct BackupFile {
    /// The backup
    pub(crate) file: PathBuf,
}
