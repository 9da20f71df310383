//! What is written to files: exports and charts.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

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
