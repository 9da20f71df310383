//! Adapters' errors become failures: a code, parameters for its sentence, and details for support.

use crate::api::{ErrorCode, Failure, FailureDetails};
use crate::tokens::{KeeperTrouble, token_trouble};
use rollcall_entra::{CloudError, ServiceError, SignInError, TokenError, Trouble, Unreachable, VaultError};
use rollcall_export::ExportError;
use rollcall_graph::{GraphError, Trace};
use rollcall_store::StoreError;
use std::time::Duration;

pub(crate) fn of_store(error: StoreError) -> Failure {
    let code = match &error {
        StoreError::Unusable { .. } => ErrorCode::DataDirUnusable,
        StoreError::Newer { .. } => ErrorCode::DatabaseNewer,
        StoreError::Corrupt { .. } => ErrorCode::DatabaseCorrupt,
        StoreError::NotABackup => ErrorCode::NotABackup,
        StoreError::Full => ErrorCode::DiskFull,
        StoreError::Stopped => ErrorCode::Stopped,
        StoreError::Busy => ErrorCode::RunActive,
        StoreError::Outdated => ErrorCode::PlanOutdated,
        StoreError::UnknownConnection(_) => ErrorCode::UnknownConnection,
        StoreError::UnknownEmployee(_) => ErrorCode::UnknownEmployee,
        StoreError::NameTaken => ErrorCode::ConnectionExists,
        StoreError::AddressTaken { .. } => ErrorCode::AddressTaken,
        StoreError::AlreadyListed => ErrorCode::AlreadyListed,
        StoreError::UnknownRun(_) => ErrorCode::UnknownRun,
        StoreError::NotUndoable(_) => ErrorCode::NotUndoable,
        StoreError::SummaryOnly(_) => ErrorCode::SummaryOnly,
        _ => ErrorCode::Internal,
    };
    let failure = Failure::new(code);
    match &error {
        StoreError::Unusable { path, cause } => failure.with("path", path.display()).caused_by(cause),
        _ => failure.caused_by(error),
    }
}

pub(crate) fn of_cloud(error: CloudError) -> Failure {
    match error {
        CloudError::InvalidUrl { url } => Failure::new(ErrorCode::InvalidUrl).with("url", url),
        CloudError::NotLoopback { host } => {
            Failure::new(ErrorCode::CustomCloudNeedsLoopback).with("host", host)
        }
    }
}

pub(crate) fn of_sign_in(error: SignInError) -> Failure {
    match error {
        SignInError::Service(trouble) => of_trouble(&trouble, AT_SIGN_IN),
        SignInError::CodeRejected(said) => service(ErrorCode::CodeRejected, &said),
        SignInError::UnknownTenant(said) => service(ErrorCode::UnknownTenant, &said),
        SignInError::CloudMismatch { graph_host } => {
            Failure::new(ErrorCode::CloudMismatch).with("host", graph_host)
        }
        SignInError::WrongTenant { account, .. } => wrong_tenant(&account),
        SignInError::PersonalAccount => Failure::new(ErrorCode::PersonalAccount),
        SignInError::GuestAccount { .. } => Failure::new(ErrorCode::GuestAccount),
        SignInError::TimedOut => Failure::new(ErrorCode::SignInTimedOut),
        SignInError::Cancelled => Failure::new(ErrorCode::SignInCancelled),
        SignInError::Listener(cause) => Failure::new(ErrorCode::ListenerFailed).caused_by(cause),
        other => Failure::new(ErrorCode::BadSignInAnswer).caused_by(other),
    }
}

/// An account of another organisation, which is known by its domain only. The caller adds `expected`.
pub(crate) fn wrong_tenant(account: &str) -> Failure {
    let domain = account.rsplit_once('@').map_or(account, |(_, domain)| domain);
    Failure::new(ErrorCode::WrongTenant).with("actual", domain)
}

pub(crate) fn of_token(error: &TokenError) -> Failure {
    match error {
        TokenError::NoSignIn => Failure::new(ErrorCode::SignInNeeded),
        TokenError::Service(trouble) => of_trouble(trouble, AT_RENEWAL),
        TokenError::Vault(error) => of_vault(error),
        TokenError::Interrupted => Failure::new(ErrorCode::Stopped),
    }
}

/// What a person's "no" and the service's "ask a person" mean, by occasion.
#[derive(Clone, Copy)]
struct Occasion {
    refused: ErrorCode,
    interaction: ErrorCode,
}

const AT_SIGN_IN: Occasion =
    Occasion { refused: ErrorCode::SignInCancelled, interaction: ErrorCode::SignInRefused };
const AT_RENEWAL: Occasion =
    Occasion { refused: ErrorCode::SignInNeeded, interaction: ErrorCode::SignInNeeded };

fn of_trouble(trouble: &Trouble, at: Occasion) -> Failure {
    let code = match trouble {
        Trouble::SignInNeeded(_) => at.interaction,
        Trouble::ConsentNeeded(_) => ErrorCode::ConsentNeeded,
        Trouble::AppRegistration(_) => ErrorCode::AppRegistration,
        Trouble::Refused(_) => at.refused,
        Trouble::Transient { .. } => ErrorCode::ServerBusy,
        Trouble::Offline { why, .. } => code_of_unreachable(*why),
        Trouble::BadAnswer { .. } => ErrorCode::BadSignInAnswer,
    };
    let failure = trouble.service().map_or_else(|| Failure::new(code), |said| service(code, said));
    match trouble {
        Trouble::Transient { retry_after, .. } => wait(failure, *retry_after),
        Trouble::Offline { cause, .. } | Trouble::BadAnswer { problem: cause, .. } => {
            failure.caused_by(cause)
        }
        _ => failure,
    }
}

fn service(code: ErrorCode, said: &ServiceError) -> Failure {
    let service_code = match &said.suberror {
        Some(suberror) => format!("{}/{suberror}", said.error),
        None => said.error.clone(),
    };
    let aadsts: Vec<String> = said.aadsts.iter().map(|number| format!("AADSTS{number}")).collect();
    let details = FailureDetails {
        http_status: said.http_status,
        service_code: Some(service_code),
        aadsts: (!aadsts.is_empty()).then(|| aadsts.join(", ")),
        request_id: said.trace_id.clone().or_else(|| said.correlation_id.clone()),
        cause: None,
    };
    Failure { details: Some(Box::new(details)), ..Failure::new(code) }
}

fn is_full(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded)
}

pub(crate) fn of_vault(error: &VaultError) -> Failure {
    let (code, path) = match error {
        VaultError::KeyringUnavailable => (ErrorCode::KeyringUnavailable, None),
        VaultError::KeyringLocked => (ErrorCode::KeyringLocked, None),
        VaultError::KeyFileExposed { path } => (ErrorCode::KeyFileExposed, Some(path)),
        VaultError::KeyFileInvalid { path } => (ErrorCode::KeyFileInvalid, Some(path)),
        VaultError::Io { path, source } if is_full(source) => (ErrorCode::DiskFull, Some(path)),
        VaultError::Io { path, .. } => (ErrorCode::DataDirUnusable, Some(path)),
    };
    let failure = Failure::new(code).caused_by(error);
    path.map_or(failure.clone(), |path| failure.with("path", path.display()))
}

pub(crate) fn of_graph(error: GraphError) -> Failure {
    match error {
        GraphError::Token(trouble) => match token_trouble(&trouble) {
            Some(KeeperTrouble(error)) => of_token(error),
            None => Failure::new(ErrorCode::Internal).caused_by(trouble),
        },
        other => traced(code_of_graph(&other), &other),
    }
}

fn code_of_unreachable(why: Unreachable) -> ErrorCode {
    match why {
        Unreachable::Name => ErrorCode::HostUnknown,
        Unreachable::Connection | Unreachable::Lost => ErrorCode::Offline,
        Unreachable::Tls => ErrorCode::InsecureConnection,
        Unreachable::Proxy => ErrorCode::ProxyRefused,
        Unreachable::Timeout => ErrorCode::NoAnswer,
    }
}

fn code_of_graph(error: &GraphError) -> ErrorCode {
    match error {
        GraphError::Stopped => ErrorCode::Stopped,
        GraphError::Unauthorized(_) | GraphError::ClaimsChallenge { .. } => ErrorCode::SignInNeeded,
        // Users or the organisation: without groups a read goes on, and says so part by part.
        GraphError::Forbidden(_) => ErrorCode::ConsentNeeded,
        GraphError::Throttled { .. } => ErrorCode::ServerBusy,
        GraphError::Offline { why, .. } => code_of_unreachable(*why),
        GraphError::BadAnswer { .. } | GraphError::TooManyPages { .. } => ErrorCode::BadAnswer,
        GraphError::ForeignLink => ErrorCode::ForeignLink,
        _ => ErrorCode::ServerFailed,
    }
}

fn traced(code: ErrorCode, error: &GraphError) -> Failure {
    let mut failure = wait(Failure::new(code), error.retry_after()).caused_by(error);
    if let Some(Trace { http_status, code, request_id, .. }) = error.trace() {
        let details = failure.details.get_or_insert_default();
        details.http_status = *http_status;
        details.service_code = code.as_deref().map(Into::into);
        details.request_id = request_id.as_deref().map(Into::into);
    }
    failure
}

/// When to try again: `count` minutes, rounded up. Without it the sentence names no time.
fn wait(failure: Failure, retry_after: Option<Duration>) -> Failure {
    match retry_after {
        Some(wait) => failure.with("count", wait.as_secs().div_ceil(60).max(1)),
        None => failure,
    }
}

pub(crate) fn of_export(error: ExportError) -> Failure {
    if let ExportError::TooManyBoxes { boxes, most } = error {
        return Failure::new(ErrorCode::ChartTooLarge).with("boxes", boxes).with("most", most);
    }
    let (code, path) = match &error {
        ExportError::NoFonts => (ErrorCode::NoFonts, None),
        ExportError::Stopped => (ErrorCode::Stopped, None),
        ExportError::Full { path } => (ErrorCode::DiskFull, Some(path)),
        ExportError::NotWritable { path, .. } => (ErrorCode::FileNotWritable, Some(path)),
        _ => (ErrorCode::Internal, None),
    };
    let failure =
        path.map_or_else(|| Failure::new(code), |path| Failure::new(code).with("path", path.display()));
    failure.caused_by(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vault_without_room_says_that_the_disk_is_full() {
        let code = |kind: std::io::ErrorKind| {
            of_vault(&VaultError::Io { path: "vault".into(), source: kind.into() }).code
        };
        assert_eq!(code(std::io::ErrorKind::StorageFull), ErrorCode::DiskFull, "space would mend it");
        let refused = code(std::io::ErrorKind::PermissionDenied);
        assert_eq!(refused, ErrorCode::DataDirUnusable, "space would not");
    }

    #[test]
    fn what_keeps_the_service_from_being_reached_has_a_code_of_its_own_on_both_ways() {
        use Unreachable::{Connection, Lost, Name, Proxy, Timeout, Tls};
        let codes = |why| {
            let signing_in = of_trouble(&Trouble::Offline { why, cause: String::new() }, AT_SIGN_IN).code;
            [signing_in, of_graph(GraphError::Offline { why, cause: String::new() }).code]
        };
        for (why, code) in [
            (Name, ErrorCode::HostUnknown),
            (Connection, ErrorCode::Offline),
            (Lost, ErrorCode::Offline),
            (Timeout, ErrorCode::NoAnswer),
            (Proxy, ErrorCode::ProxyRefused),
            (Tls, ErrorCode::InsecureConnection),
        ] {
            assert_eq!(codes(why), [code; 2], "{why:?} is told alike");
        }
    }
}
