//! Why a request failed. Classified by HTTP status first and by Graph's `error.code` second;
//! the service's prose is never part of it.
//! Source: <https://learn.microsoft.com/graph/errors>.

use crate::token::TokenTrouble;
use rollcall_reach::{Unreachable, unreachable};
use std::fmt;
use std::time::Duration;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum GraphError {
    /// [`Watch::cancel`](crate::Watch::cancel) was set.
    #[error("stopped")]
    Stopped,
    /// There is no access token; the reason is the [`TokenSource`](crate::TokenSource)'s own.
    #[error("no access token")]
    Token(#[source] TokenTrouble),
    /// 401, and again with a renewed token.
    #[error("access token refused: {0}")]
    Unauthorized(Trace),
    /// 401 that only an interactive sign-in with these claims (JSON) can answer.
    #[error("further claims needed: {trace}")]
    ClaimsChallenge { claims: Box<str>, trace: Trace },
    /// 403: the granted permissions do not cover it, or consent was withdrawn.
    #[error("forbidden: {0}")]
    Forbidden(Trace),
    #[error("not found: {0}")]
    NotFound(Trace),
    /// The position (page or delta link) is no longer known: only an ordinary full read helps.
    #[error("the position has expired: {0}")]
    Resync(Trace),
    /// Any other refusal; asking again would not help.
    #[error("rejected: {0}")]
    Rejected(Trace),
    /// Throttled for longer than one request may wait. `retry_after` is what the server named last.
    #[error("throttled: {trace}")]
    Throttled { retry_after: Option<Duration>, trace: Trace },
    /// 5xx, still after all tries.
    #[error("server trouble: {trace}")]
    Server { retry_after: Option<Duration>, trace: Trace },
    /// No answer at all, or one that broke off. `cause` is technical text without addresses or data.
    #[error("offline ({why:?}): {cause}")]
    Offline { why: Unreachable, cause: String },
    /// A success that is none: not what Graph sends.
    #[error("bad answer ({what:?}): {trace}")]
    BadAnswer { what: Flaw, trace: Trace },
    /// A link or redirect to another scheme, host or port, or with user info. Nothing was sent there.
    #[error("a link leads to a foreign host")]
    ForeignLink,
    /// Links that lead in a circle, or more pages than any tenant has.
    #[error("the pages do not end ({pages} so far)")]
    TooManyPages { pages: usize },
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    Empty,
    /// A web page, as captive portals and proxies send them.
    Html,
    /// A byte order mark, which Graph never sends.
    Bom,
    /// Not JSON, or cut off.
    Malformed,
    /// Its compression cannot be undone.
    Encoding,
    /// JSON, but not of the shape that was asked for.
    Shape,
    TooLarge,
    Redirect,
    /// A link to a next page that is no absolute URL.
    Link,
}

/// What support needs to find the request in the service's logs. No personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    pub http_status: Option<u16>,
    /// Graph's `error.code`, or the inner one where that is empty.
    pub code: Option<Box<str>>,
    pub request_id: Option<Box<str>>,
    pub client_request_id: Option<Box<str>>,
    /// The server's clock (header `Date`, as sent).
    pub date: Option<Box<str>>,
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.http_status.map_or("no status".into(), |s| s.to_string());
        write!(f, "{status} {}", self.code.as_deref().unwrap_or("-"))?;
        write!(f, " request-id {}", self.request_id.as_deref().unwrap_or("-"))
    }
}

impl GraphError {
    /// The service's own identification of the request, where there was an answer.
    pub fn trace(&self) -> Option<&Trace> {
        match self {
            Self::Unauthorized(trace)
            | Self::Forbidden(trace)
            | Self::NotFound(trace)
            | Self::Resync(trace)
            | Self::Rejected(trace)
            | Self::ClaimsChallenge { trace, .. }
            | Self::Throttled { trace, .. }
            | Self::Server { trace, .. }
            | Self::BadAnswer { trace, .. } => Some(trace),
            _ => None,
        }
    }

    /// How long the server wants to be left alone; for [`Self::Throttled`] and [`Self::Server`].
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Throttled { retry_after, .. } | Self::Server { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    pub(crate) fn offline(why: Unreachable, cause: impl Into<String>) -> Self {
        Self::Offline { why, cause: cause.into() }
    }

    pub(crate) fn unanswered(error: reqwest::Error) -> Self {
        let (why, cause) = unreachable(error);
        Self::Offline { why, cause }
    }

    pub(crate) fn silent() -> Self {
        Self::offline(Unreachable::Timeout, "no answer in time")
    }
}
