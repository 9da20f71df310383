//! Failures as codes with parameters; the edges put them into words.

use rollcall_people::Params;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, thiserror::Error)]
#[ts(export)]
#[error("{code:?} {params:?}")]
pub struct Failure {
    pub code: ErrorCode,
    pub params: Params,
    /// Boxed: failures travel through every `Result`, details are rare.
    pub details: Option<Box<FailureDetails>>,
}

/// For the "Details" of an error message and for support: never secrets, never personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct FailureDetails {
    pub http_status: Option<u16>,
    /// Graph's `error.code`, or Entra's `error`/`suberror`.
    pub service_code: Option<String>,
    /// Such as `AADSTS50011`.
    pub aadsts: Option<String>,
    pub request_id: Option<String>,
    /// What the operating system or a library said.
    pub cause: Option<String>,
}

/// Every code has an entry in the UI's error table and sentences in the catalogue under `error.<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    // Usage and configuration
    UnknownConnection,
    ConnectionExists,
    InvalidName,
    CustomCloudNeedsLoopback,
    InvalidUrl,
    CloudMismatch,
    UnknownTenant,
    // Sign-in
    SignInNeeded,
    ConsentNeeded,
    SignInCancelled,
    SignInTimedOut,
    SignInRefused,
    WrongTenant,
    PersonalAccount,
    GuestAccount,
    AppRegistration,
    ListenerFailed,
    BadSignInAnswer,
    /// The code was too old, used before, or another organisation's.
    CodeRejected,
    // Secrets at rest
    KeyringUnavailable,
    KeyringLocked,
    KeyFileExposed,
    KeyFileInvalid,
    // Talking to Microsoft 365
    /// Nobody accepts the connection, or it broke off.
    Offline,
    /// The name of the service is not known here.
    HostUnknown,
    /// Connected, but nothing came in time.
    NoAnswer,
    /// A proxy stands between and lets nothing through.
    ProxyRefused,
    /// What was typed is no proxy's address, or holds a password.
    InvalidProxy,
    /// No certificate or no encryption that can be trusted.
    InsecureConnection,
    ServerBusy,
    ServerFailed,
    BadAnswer,
    PermissionDenied,
    ForeignLink,
    // The list
    Stopped,
    PlanOutdated,
    PlanUnknown,
    Held,
    RuleBlocked,
    RuleBroken,
    NoUsers,
    FirstSyncByHand,
    RunActive,
    UnknownEmployee,
    UnknownField,
    /// `person` fits several people (`people`).
    AmbiguousPerson,
    /// A decision about the rules for someone no directory has.
    NotInDirectory,
    /// `field` of a person whom a connection manages follows rules of its own.
    FieldNotEditable,
    /// `email` is no address.
    InvalidAddress,
    /// `department` has more than three levels, or none.
    InvalidDepartment,
    /// There is no `department` of that path.
    UnknownDepartment,
    /// `from` (`moving` people) cannot be called `department`: another one is (`people` in it).
    DepartmentExists,
    /// `department` cannot go below itself.
    DepartmentInsideItself,
    /// `people` of the list are in `department` or below it.
    DepartmentNotEmpty,
    /// `rule` of `connection` sends people to `department`.
    DepartmentInRule,
    /// Everyone else of `connection` goes to `department`.
    DepartmentOfEveryoneElse,
    /// `department` is the default one of `connection`.
    DepartmentIsDefault,
    /// Somebody in the list has `email` already.
    AddressTaken,
    /// People are no longer as an edit, or taking it back, has to find them.
    EditOutdated,
    /// Another record in the list stands for the same account.
    AlreadyListed,
    /// What was asked for needs a person in the list; this one is in the archive.
    PersonArchived,
    // Rules files and tables
    /// The text is not a rules file: `problem` at `path`, `line`, `column`.
    RulesFileBroken,
    /// The rule `rule` (or `otherwise`, `default_department`, the mapping of a field) cannot be saved: `problem`.
    RuleInvalid,
    /// The file as a whole is no table: `problem`.
    TableBroken,
    /// A column's `header` is no field.
    UnknownColumn,
    /// Two columns mean the same `field`.
    ColumnTwice,
    /// There is no column with addresses.
    NoAddressColumn,
    /// `line` cannot be imported: `problem`.
    LineBroken,
    // The desktop
    /// The system takes no notifications.
    NoticesUnavailable,
    StartAtLogin,
    // Files
    FileUnreadable,
    DataDirUnusable,
    DatabaseNewer,
    DatabaseCorrupt,
    DiskFull,
    FileNotWritable,
    FileNotFound,
    /// The file at `path` is no backup.
    NotABackup,
    /// The backup at `path` is damaged.
    BackupDamaged,
    UnknownRun,
    NotUndoable,
    /// Whom the run changed is no longer kept.
    SummaryOnly,
    // Charts
    /// Nobody has a manager, or there are no departments.
    ChartEmpty,
    /// `boxes` are more than the format's `most`.
    ChartTooLarge,
    /// A PNG needs a font of the system, and it has none.
    NoFonts,
    // Automatic syncs
    /// `time` is no time of day.
    InvalidTime,
    /// The archive keeps people for `fewest` to `most` days.
    InvalidArchiveDays,
    /// The system's own scheduler did not take the job: `command` failed.
    TimerFailed,
    // Ours
    Internal,
}

#[allow(clippy::needless_pass_by_value, reason = "values of any kind, most of them made on the spot")]
impl Failure {
    pub fn new(code: ErrorCode) -> Self {
        Self { code, params: Params::new(), details: None }
    }

    /// A value for a placeholder of the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// What a library or the system said, for the details.
    #[must_use]
    pub fn caused_by(mut self, cause: impl ToString) -> Self {
        self.details.get_or_insert_default().cause = Some(cause.to_string());
        self
    }
}

impl ErrorCode {
    /// Its name in files, in the catalogue and on the command line.
    pub fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }
}
