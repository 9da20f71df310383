//! Every way in which sign-in and token renewal can fail, sorted by what to do next.
//!
//! No variant holds a sentence for people; those are made of the codes elsewhere.

use crate::{ServiceError, Unreachable, VaultError};
use rollcall_people::TenantId;
use std::time::Duration;
use thiserror::Error;

/// Trouble with the sign-in service, sorted by `error` and `suberror` (never by AADSTS numbers).
/// Source: Microsoft, "Handling errors and exceptions in MSAL", and RFC 6749 section 5.2.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Trouble {
    /// The grant is dead, or Entra wants to see a person: sign in again. Final until then.
    #[error("sign-in needed ({})", .0.error)]
    SignInNeeded(Box<ServiceError>),
    /// Permission is missing or was revoked: an administrator must consent.
    #[error("consent needed ({})", .0.error)]
    ConsentNeeded(Box<ServiceError>),
    /// The app registration or the request does not fit: setup help.
    #[error("app registration ({})", .0.error)]
    AppRegistration(Box<ServiceError>),
    /// A person said no.
    #[error("refused ({})", .0.error)]
    Refused(Box<ServiceError>),
    /// Will pass: busy or broken service, or a captive portal's page instead of an answer.
    #[error("temporary trouble (status {status:?})")]
    Transient { status: Option<u16>, retry_after: Option<Duration>, service: Option<Box<ServiceError>> },
    /// Nobody answered: no network, no name, no TLS, no way through a proxy.
    #[error("offline ({why:?}): {cause}")]
    Offline { why: Unreachable, cause: String },
    /// An answer that cannot be understood or believed; `problem` names it for the details.
    #[error("bad answer: {problem}")]
    BadAnswer { problem: String, service: Option<Box<ServiceError>> },
}

impl Trouble {
    pub(crate) fn bad(problem: impl Into<String>) -> Self {
        Self::BadAnswer { problem: problem.into(), service: None }
    }

    /// What the service said, for the details.
    pub fn service(&self) -> Option<&ServiceError> {
        match self {
            Self::SignInNeeded(e) | Self::ConsentNeeded(e) | Self::AppRegistration(e) | Self::Refused(e) => {
                Some(e)
            }
            Self::Transient { service, .. } | Self::BadAnswer { service, .. } => service.as_deref(),
            Self::Offline { .. } => None,
        }
    }

    /// Whether the same request may succeed in a moment.
    pub fn will_pass(&self) -> bool {
        matches!(self, Self::Transient { .. } | Self::Offline { .. })
    }
}

/// Why a sign-in attempt ended without a sign-in. Nothing was stored.
#[derive(Debug, Error)]
pub enum SignInError {
    #[error(transparent)]
    Service(#[from] Trouble),
    /// The code was refused (used, expired, or the wrong verifier): start over.
    #[error("code not accepted ({})", .0.error)]
    CodeRejected(Box<ServiceError>),
    /// No such tenant in this cloud.
    #[error("unknown tenant ({})", .0.error)]
    UnknownTenant(Box<ServiceError>),
    /// The tenant lives in another cloud; `graph_host` tells which.
    #[error("tenant of another cloud ({graph_host})")]
    CloudMismatch { graph_host: String },
    /// An account of another tenant than the one asked for by id.
    #[error("account of another tenant")]
    WrongTenant { tenant: TenantId, account: String },
    /// A personal Microsoft account: it has no Microsoft 365 tenant to read.
    #[error("personal account")]
    PersonalAccount,
    /// A guest of the tenant rather than one of its own accounts.
    #[error("guest account")]
    GuestAccount { tenant: TenantId },
    /// The id token cannot be believed.
    #[error("id token: {0:?}")]
    IdToken(IdTokenProblem),
    /// The browser's answer claims to come from another issuer (RFC 9207).
    #[error("answer of another issuer")]
    ForeignIssuer,
    #[error("timed out")]
    TimedOut,
    #[error("cancelled")]
    Cancelled,
    /// No loopback port could be opened.
    #[error("listener: {0}")]
    Listener(#[source] std::io::Error),
}

/// What was wrong with an id token (OpenID Connect Core, section 3.1.3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdTokenProblem {
    Missing,
    Malformed,
    /// `aud` is not our client id.
    Audience,
    /// `nonce` is not ours: the token belongs to another attempt.
    Nonce,
    /// `iss` is not the issuer that discovery named for `tid`.
    Issuer,
    /// No `tid` or no `oid`: not a work or school account's token.
    NoIdentity,
    Expired,
}

/// Why there is no access token. Stored tokens are never deleted because of it.
#[derive(Debug, Error)]
pub enum TokenError {
    /// The vault holds no sign-in for this connection, or one that cannot be renewed.
    #[error("no sign-in")]
    NoSignIn,
    #[error(transparent)]
    Service(#[from] Trouble),
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The work was torn down, as at the end of the program.
    #[error("interrupted")]
    Interrupted,
}
