//! What can be typed.

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
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
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Where to write employees.xlsx and employees.csv
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Connect {
    /// What to call the connection; only you see it
    pub(crate) name: String,
    /// Which Microsoft cloud
    #[arg(long, value_enum, default_value_t = Cloud::Global)]
    pub(crate) cloud: Cloud,
    /// Sign-in address; only with `--cloud custom`, and only on this computer
    #[arg(long, value_name = "URL", requires = "graph_url", required_if_eq("cloud", "custom"))]
    pub(crate) login_url: Option<String>,
    /// Graph address; only with `--cloud custom`, and only on this computer
    #[arg(long, value_name = "URL", requires = "login_url", required_if_eq("cloud", "custom"))]
    pub(crate) graph_url: Option<String>,
    /// Tenant id or domain; any organisation when left out
    #[arg(long, value_name = "TENANT")]
    pub(crate) tenant: Option<String>,
    /// Your own app registration's client id, see `rollcall register`
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: Option<String>,
    #[command(flatten)]
    pub(crate) browser: Browser,
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Register {
    /// Print a script that does it, instead of the steps
    #[arg(long, value_enum)]
    pub(crate) script: Option<Script>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Script {
    /// For a shell with the Azure CLI
    Az,
    /// For PowerShell with the module Microsoft.Graph
    Powershell,
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Browser {
    /// Print the address to open instead of opening a browser
    #[arg(long)]
    pub(crate) no_browser: bool,
    /// How many seconds to wait for the sign-in
    #[arg(long, value_name = "S", default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..=300))]
    pub(crate) timeout: u32,
    /// Not an administrator? Print words and a consent link for one, and sign nobody in
    #[arg(long, conflicts_with_all = ["no_browser", "timeout"])]
    pub(crate) ask_admin: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Cloud {
    Global,
    Usgov,
    Dod,
    China,
    Custom,
}

#[derive(Debug, Args)]
pub(crate) struct Signin {
    /// The connection
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) browser: Browser,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("people").args(["keep", "archive", "delete"]).required(true))]
pub(crate) struct Disconnect {
    /// The connection
    pub(crate) name: String,
    /// Keep its people as local ones
    #[arg(long)]
    pub(crate) keep: bool,
    /// Archive its people
    #[arg(long)]
    pub(crate) archive: bool,
    /// Delete its people
    #[arg(long)]
    pub(crate) delete: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Preview {
    /// The connection
    pub(crate) name: String,
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
pub(crate) struct Employees {
    /// The archive instead of the active people
    #[arg(long)]
    pub(crate) archived: bool,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("change").args(["rename", "remove", "forget"]))]
pub(crate) struct Departments {
    /// Give a department, and with it those below, another name; Microsoft 365's name is remembered
    #[arg(long, value_name = "PATH", requires = "to")]
    pub(crate) rename: Option<String>,
    /// Its new path, such as `Sales / EMEA`
    #[arg(long, value_name = "PATH", requires = "rename")]
    pub(crate) to: Option<String>,
    /// Make it one with the department that has the new name
    #[arg(long, requires = "rename")]
    pub(crate) merge: bool,
    /// Remove a department that has no people and that no rule names
    #[arg(long, value_name = "PATH")]
    pub(crate) remove: Option<String>,
    /// Forget a name of Microsoft 365 that a rename remembered
    #[arg(long, value_name = "NAME")]
    pub(crate) forget: Option<String>,
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
#[command(group = ArgGroup::new("pausing").args(["pause", "resume"]))]
#[command(group = ArgGroup::new("decision").args(["always", "never", "by_rules"]))]
#[command(group = ArgGroup::new("place").args(["archive", "restore", "erase"]))]
pub(crate) struct Person {
    /// Email, user principal name, object id, or the id the list shows
    pub(crate) person: String,
    /// Keep sync from touching this person
    #[arg(long)]
    pub(crate) pause: bool,
    /// Let sync touch this person again
    #[arg(long)]
    pub(crate) resume: bool,
    /// Import this person although rules skip them
    #[arg(long, value_name = "NOTE")]
    pub(crate) always: Option<String>,
    /// Never import this person, whatever the rules say
    #[arg(long, value_name = "NOTE")]
    pub(crate) never: Option<String>,
    /// Take "always" or "never" back
    #[arg(long)]
    pub(crate) by_rules: bool,
    /// Set a field; sync leaves it alone from then on
    #[arg(long, value_name = "FIELD=VALUE", value_parser = field_value)]
    pub(crate) set: Vec<(String, String)>,
    /// Give a field back to Microsoft 365
    #[arg(long, value_name = "FIELD")]
    pub(crate) reset: Vec<String>,
    /// Move this person to the archive, where sync leaves them
    #[arg(long)]
    pub(crate) archive: bool,
    /// Bring this person back from the archive
    #[arg(long)]
    pub(crate) restore: bool,
    /// Delete this person from every file of the data directory
    #[arg(long)]
    pub(crate) erase: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    #[arg(long)]
    pub(crate) email: String,
    /// Set a field
    #[arg(long, value_name = "FIELD=VALUE", value_parser = field_value)]
    pub(crate) set: Vec<(String, String)>,
}

fn field_value(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or("expected FIELD=VALUE")?;
    Ok((field.trim().to_owned(), value.to_owned()))
}

fn header_field(text: &str) -> Result<(String, String), String> {
    let (header, field) = text.rsplit_once('=').ok_or("expected HEADER=FIELD")?;
    Ok((header.trim().to_owned(), field.trim().to_owned()))
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Its first line names the fields
    pub(crate) file: PathBuf,
    /// Say what would become of each line, and change nobody
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Change local people whose address is in the list already; blank cells change nothing
    #[arg(long)]
    pub(crate) update: bool,
    /// Say which field a column is; nothing after `=` leaves the column out
    #[arg(long, value_name = "HEADER=FIELD", value_parser = header_field)]
    pub(crate) column: Vec<(String, String)>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[arg(long, value_enum, required_unless_present = "no_keep_fresh")]
    pub(crate) format: Option<Format>,
    /// How CSV is written
    #[arg(long, value_enum, default_value_t = Preset::Plain)]
    pub(crate) preset: Preset,
    /// The columns in their order, by the names `--format json` gives them; all of them when left out
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    /// Which people
    #[arg(long, value_enum, default_value_t = Rows::Active)]
    pub(crate) rows: Rows,
    /// Only people of this department and of those below it
    #[arg(long, value_name = "PATH")]
    pub(crate) department: Option<String>,
    /// The file to write; an existing one is replaced only when all is written
    #[arg(long, short, value_name = "FILE", required_unless_present = "no_keep_fresh")]
    pub(crate) output: Option<PathBuf>,
    /// Also rewrite this file after each sync that changes something; takes the place of a former one
    #[arg(long, conflicts_with_all = ["rows", "department"])]
    pub(crate) keep_fresh: bool,
    /// Rewrite no file any more; what is there stays
    #[arg(long, conflicts_with_all = ["format", "preset", "columns", "rows", "department", "output", "keep_fresh"])]
    pub(crate) no_keep_fresh: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Rows {
    /// Everybody but the archive
    Active,
    Archived,
    /// Those whom sync leaves alone
    Paused,
    /// Those with a field edited by hand
    Edited,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Excel
    Xlsx,
    Csv,
    /// The shape of `employees --json`
    Json,
    /// Version 3.0, for address books and phones
    Vcard,
    /// `inetOrgPerson` entries, for directories and address books
    Ldif,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Preset {
    /// Semicolons, for Excel in most of Europe
    ExcelDe,
    /// Commas, for Excel in the US and UK
    ExcelUs,
    /// Commas, plain UTF-8
    Plain,
}

#[derive(Debug, Args)]
pub(crate) struct Chart {
    #[arg(value_enum)]
    pub(crate) of: ChartOf,
    /// The file to write: PNG where it ends in .png, else SVG
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Only this person and everybody below
    #[arg(long, value_name = "PERSON")]
    pub(crate) top: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ChartOf {
    /// Who reports to whom
    People,
    /// Which department lies in which, and how many people each has
    Departments,
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

#[derive(Debug, Subcommand)]
pub(crate) enum Schedule {
    /// Show the schedule, and what the system's scheduler is told or would be told
    Show,
    /// Change the time of day, or switch a connection on or off
    Set(SetSchedule),
    /// Leave tonight out: no automatic sync of any connection until tomorrow morning
    Pause,
    /// End that pause
    Resume,
    /// Have the system's scheduler (systemd, launchd, Task Scheduler) sync once a day
    Install,
    /// Take that back
    Remove,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").args(["at", "on", "off"]).required(true).multiple(true))]
#[command(group = ArgGroup::new("switch").args(["on", "off"]))]
pub(crate) struct SetSchedule {
    /// The connection to switch
    #[arg(requires = "switch")]
    pub(crate) name: Option<String>,
    /// Let this connection sync by itself
    #[arg(long, requires = "name")]
    pub(crate) on: bool,
    /// Let this connection sync only by hand
    #[arg(long, requires = "name")]
    pub(crate) off: bool,
    /// The local time of day for all connections
    #[arg(long, value_name = "HH:MM")]
    pub(crate) at: Option<String>,
}
