//! The list: departments, single people, and people from files.

use clap::{ArgGroup, Args};
use std::path::PathBuf;

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
    /// The person's address, which nobody else in the list has
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
