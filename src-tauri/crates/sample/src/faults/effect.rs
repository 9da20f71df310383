//! What can go wrong, as values. Border: describes; `apply` and the server carry out.

use std::time::Duration;

/// One thing that goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Another answer instead of the real one.
    Status { code: u16, headers: Vec<(String, String)>, body: String },
    /// The real answer, later.
    Delay(Duration),
    /// One byte a second.
    SlowBody,
    /// No answer at all; the connection stays open until all faults are cleared.
    Hang,
    /// Headers and the first half of the body, then silence.
    HangBody,
    /// The connection closes without an answer.
    Reset,
    /// The connection closes in the middle of the body.
    Truncated,
    /// A JSON body cut short, under a matching length.
    Malformed,
    /// A captive portal's page with status 200.
    Html,
    /// `302` to there.
    Redirect(String),
    /// A body that claims to be gzip and is not.
    WrongGzip,
    /// A byte order mark before the JSON.
    ByteOrderMark,
    /// A nextLink that leads to another host.
    ForeignNextLink(String),
    /// So many empty pages, each with a nextLink, before the real one.
    EmptyPages(u32),
    /// A nextLink that leads to the page it stands on.
    CycleNextLink,
    /// Never more records on a page than this, whatever `$top` says.
    PageSize(usize),
    /// Skip tokens padded to this many characters.
    LongLinks(usize),
    /// Each record of the page twice, the page's order turned around in between.
    RepeatRecords,
    /// The first record of the page is spoiled.
    Hostile(Hostile),
    /// More resource units than this in 10 seconds are answered with 429.
    Quota(u32),
    /// A directory without users.
    NoUsers,
    /// A token answer without a refresh token.
    NoRefreshToken,
    /// `expires_in` as text.
    ExpiresInText,
    /// Granted scopes as URIs, in another order.
    ScopesAsUris,
    /// These scopes are not granted.
    ScopesReduced(Vec<String>),
    /// The `Date` header is off by so many seconds.
    ClockSkew(i64),
}

/// Ways in which a record can be hostile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hostile {
    NumbersForStrings,
    NulCharacters,
    /// Half of a UTF-16 pair, as `\ud800` in the JSON text.
    LoneSurrogates,
    MegabyteStrings,
    MissingId,
    TenThousandAddresses,
    /// Direction overrides, zero-width characters, markup.
    Markup,
    UnknownProperties,
    /// The record is not an object.
    NotAnObject,
}

impl Effect {
    pub fn status(code: u16, body: impl Into<String>) -> Self {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Self::Status { code, headers, body: body.into() }
    }

    /// An error in Graph's envelope.
    pub fn error(code: u16, error: &str, message: &str) -> Self {
        let body = serde_json::json!({ "error": { "code": error, "message": message, "innerError": {} } });
        Self::status(code, body.to_string())
    }

    /// Adds a header to a `Status`; other effects stay as they are.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        if let Self::Status { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// 429 with `Retry-After` as given: seconds, a fraction or a date; empty leaves it out.
    pub fn throttled(retry_after: &str) -> Self {
        let effect = Self::error(429, "TooManyRequests", "Too many requests. Try later.");
        if retry_after.is_empty() { effect } else { effect.with_header("retry-after", retry_after) }
    }

    pub fn unavailable() -> Self {
        Self::error(503, "ServiceUnavailable", "The service is busy.")
    }

    pub fn gateway_timeout() -> Self {
        Self::error(504, "UnknownError", "")
    }

    /// 410: the delta link is no longer known.
    pub fn gone() -> Self {
        Self::error(410, "SyncStateNotFound", "The state behind this link is not found.")
    }

    pub fn expired_page_token() -> Self {
        Self::error(400, "Directory_ExpiredPageToken", "The page token has expired.")
    }

    pub fn forbidden() -> Self {
        Self::error(403, "Authorization_RequestDenied", "Insufficient privileges for this request.")
    }

    pub fn not_found() -> Self {
        Self::error(404, "Request_ResourceNotFound", "The resource does not exist.")
    }

    pub fn expired_access_token() -> Self {
        Self::error(401, "InvalidAuthenticationToken", "The access token has expired.")
            .with_header("www-authenticate", "Bearer realm=\"\", authorization_uri=\"\"")
    }

    /// 401 asking for a sign-in with these claims (base64 JSON), as continuous access evaluation does.
    pub fn claims_challenge(claims: &str) -> Self {
        let challenge = format!("Bearer realm=\"\", error=\"insufficient_claims\", claims=\"{claims}\"");
        Self::error(
            401,
            "InvalidAuthenticationToken",
            "The policies have changed since the token was issued.",
        )
        .with_header("www-authenticate", &challenge)
    }

    /// A refusal of the token endpoint (RFC 6749 5.2) with Entra's additions.
    pub fn token_error(error: &str, suberror: Option<&str>, number: u32) -> Self {
        let mut body = serde_json::json!({
            "error": error,
            "error_description": format!("AADSTS{number}: The request was refused."),
            "error_codes": [number],
            "timestamp": "2026-01-01 00:00:00Z",
            "trace_id": "00000000-0000-4000-a000-000000000001",
            "correlation_id": "00000000-0000-4000-a000-000000000002",
        });
        if let Some(suberror) = suberror {
            body["suberror"] = suberror.into();
        }
        Self::status(400, body.to_string())
    }
}
