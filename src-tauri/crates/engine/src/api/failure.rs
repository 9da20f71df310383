//! Failures as codes with parameters; the edges put them into words.

use rollcall_people::Params;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS, thiserror::Error)]
#[error("{code:?} {params:?}")]
pub struct Failure {
    pub code: ErrorCode,
    pub params: Params,
    pub details: Option<FailureDetails>,
}

/// For the "Details" of an error message and for support: never secrets, never personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    // Usage and configuration
    UnknownConnection,
    ConnectionExists,
    InvalidName,
    CustomCloudNeedsLoopback,
    InvalidUrl,
    CloudMismatch,
    // Sign-in
    SignInNeeded,
    ConsentNeeded,
    SignInCancelled,
    SignInTimedOut,
    SignInRefused,
    SignInBusy,
    NotAnAdmin,
    WrongTenant,
    PersonalAccount,
    GuestAccount,
    AppRegistration,
    ListenerFailed,
    BadSignInAnswer,
    // Secrets at rest
    KeyringUnavailable,
    KeyringLocked,
    KeyFileExposed,
    KeyFileInvalid,
    // Talking to Microsoft 365
    Offline,
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
    RunActive,
    NothingToExport,
    UnknownEmployee,
    UnknownField,
    // Files
    DataDirUnusable,
    DatabaseNewer,
    DatabaseCorrupt,
    DiskFull,
    FileNotWritable,
    // Ours
    Internal,
}
