//! What an answer means, from its status, headers and error body.

use crate::error::{GraphError, Trace};
use crate::wire::{Base, challenge, fault};
use chrono::{DateTime, Utc};
use reqwest::header::{DATE, HeaderMap, LOCATION, RETRY_AFTER};
use rollcall_reach::{Unreachable, retry_after};

/// A successful answer's text, plausible but not parsed.
pub(crate) struct Body {
    pub(crate) text: String,
    pub(crate) trace: Trace,
}

pub(crate) fn trace(status: u16, headers: &HeaderMap) -> Trace {
    let word = |name: &str| fault::word(text(headers, name)?);
    Trace {
        http_status: Some(status),
        code: None,
        request_id: word("request-id"),
        client_request_id: word("client-request-id"),
        date: text(headers, DATE.as_str()).filter(|date| date.len() < 50).map(Into::into),
    }
}

/// The trace of one answer inside a `$batch`, whose error is `(code, request id)`.
pub(crate) fn trace_of_part(
    status: u16,
    headers: &HeaderMap,
    error: (Option<Box<str>>, Option<Box<str>>),
) -> Trace {
    let mut trace = trace(status, headers);
    trace.code = error.0;
    trace.request_id = trace.request_id.or(error.1);
    trace
}

/// The error an answer other than 2xx stands for.
pub(crate) fn classify(base: &Base, headers: &HeaderMap, trace: Trace, now: DateTime<Utc>) -> GraphError {
    let status = trace.http_status.unwrap_or_default();
    let retry_after =
        text(headers, RETRY_AFTER.as_str()).and_then(|wait| retry_after(wait, trace.date.as_deref(), now));
    match status {
        300..400 => base.refuse_redirect(text(headers, LOCATION.as_str()).unwrap_or_default(), trace),
        401 => match challenge::claims(headers) {
            Some(claims) => GraphError::ClaimsChallenge { claims, trace },
            None => GraphError::Unauthorized(trace),
        },
        403 => GraphError::Forbidden(trace),
        404 => GraphError::NotFound(trace),
        407 => GraphError::offline(Unreachable::Proxy, "the proxy wants a sign-in (407)"),
        410 => GraphError::Resync(trace),
        429 => GraphError::Throttled { retry_after, trace },
        503 if has_code(
            &trace,
            &["Request_ThrottledTemporarily", "TooManyRequests", "activityLimitReached"],
        ) =>
        {
            GraphError::Throttled { retry_after, trace }
        }
        // 501 and 505 answer the question itself; it would not change.
        408 | 425 | 500 | 502..=504 | 506..=599 => GraphError::Server { retry_after, trace },
        400..500 if has_code(&trace, EXPIRED) => GraphError::Resync(trace),
        _ => GraphError::Rejected(trace),
    }
}

/// Codes of positions the service has forgotten, whatever the status.
const EXPIRED: &[&str] = &["Directory_ExpiredPageToken", "syncStateNotFound", "resyncRequired"];

fn has_code(trace: &Trace, codes: &[&str]) -> bool {
    trace.code.as_deref().is_some_and(|code| codes.iter().any(|known| known.eq_ignore_ascii_case(code)))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
