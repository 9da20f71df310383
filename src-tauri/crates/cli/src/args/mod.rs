//! What can be typed: the commands here, the words of each in a room by job.

mod connect;
mod files;
mod people;
mod proxy;
mod runs;
mod schedule;

pub(crate) use connect::{Browser, Cloud, Connect, Disconnect, Register, Script, Signin};
pub(crate) use files::{Chart, ChartOf, Export, Format, Preset, Rows};
pub(crate) use people::{Add, Departments, Employees, Import, Person};
pub(crate) use proxy::Proxy;
pub(crate) use runs::{BackupFile, Demo, History, Preview, Read, Rules, RulesCommand, Sync, Undo};
pub(crate) use schedule::{Schedule, SetSchedule};

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Keep a local employee list in step with Microsoft 365. Microsoft 365 is never changed.
#[derive(Debug, Parser)]
#[command(name = "rollcall", version, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Global {
    /// Where the list, the settings and the sealed sign-ins are kept
    #[arg(long, global = true, env = "ROLLCALL_DATA_DIR", value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Seal sign-ins with this file's 32 bytes instead of the system's keyring (created when missing)
    #[arg(long, global = true, env = "ROLLCALL_KEY_FILE", value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// One JSON value on stdout
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Say more on stderr; twice for everything
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Do the whole main job on the built-in sample company
    Demo(Demo),
    /// Sign in to Microsoft 365 and keep it as a connection
    Connect(Connect),
    /// Show how to make an app registration of your own, which connections should use
    Register(Register),
    /// List the connections
    Connections,
    /// Sign in to a connection again
    Signin(Signin),
    /// Remove a connection, and say what becomes of its people
    Disconnect(Disconnect),
    /// Read Microsoft 365 and show what a sync would change; changes no employee
    Preview(Preview),
    /// Read, plan, and apply
    Sync(Sync),
    /// Show the employee list
    Employees(Employees),
    /// Show the departments and how many people are in each; rename, merge or remove one
    Departments(Departments),
    /// A connection's rules, mapping and policies: as a file, or explained for one person
    Rules(Rules),
    /// Show or change one person
    Person(Box<Person>),
    /// Add a local person, whom no sync manages
    Add(Add),
    /// Add local people from a CSV or XLSX file: all of them or nobody
    Import(Import),
    /// Write the employee list to a file
    Export(Export),
    /// Draw who reports to whom, or the departments, as a picture
    Chart(Chart),
    /// Show past runs, or one run
    History(History),
    /// Take a run back, or all that came after one; people edited since are kept
    Undo(Undo),
    /// Write everything but the sign-ins to one file
    Backup(BackupFile),
    /// Bring a backup back; what is there now is set aside. Close the window before
    Restore(BackupFile),
    /// When automatic syncs run, and the system's scheduler that starts them
    #[command(subcommand)]
    Schedule(Schedule),
    /// The proxy on the way to Microsoft 365: the system's, unless one is named here
    #[command(subcommand)]
    Proxy(Proxy),
}
