//! Refusals in Entra's shapes. Border: numbers and wording; when they apply is decided elsewhere.
//! Source: "Microsoft Entra authentication and authorization error codes", learn.microsoft.com.

use super::pages::{self, Details};
use super::reply;
use super::request::Refused;
use crate::http::Answer;
use crate::state::State;
use axum::http::StatusCode;
use chrono::Utc;
use serde_json::json;

/// What a token request is refused with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TokenError {
    pub(super) error: &'static str,
    pub(super) suberror: Option<&'static str>,
    pub(super) number: u32,
    pub(super) text: String,
}

impl TokenError {
    pub(super) fn new(error: &'static str, number: u32, text: impl Into<String>) -> Self {
        Self { error, suberror: None, number, text: text.into() }
    }

    pub(super) fn invalid_grant(number: u32, text: impl Into<String>) -> Self {
        Self::new("invalid_grant", number, text)
    }

    pub(super) fn with_suberror(self, suberror: &'static str) -> Self {
        Self { suberror: Some(suberror), ..self }
    }

    pub(super) fn answer(&self, state: &State) -> Answer {
        let time = Utc::now().format("%Y-%m-%d %H:%M:%SZ").to_string();
        let (trace, correlation) = (state.secrets.guid(), state.secrets.guid());
        let mut body = json!({
            "error": self.error,
            "error_description": describe(self.number, &self.text, &trace, &correlation, &time),
            "error_codes": [self.number],
            "timestamp": time,
            "trace_id": trace,
            "correlation_id": correlation,
            "error_uri": format!("{}/error?code={}", state.base, self.number),
        });
        if let Some(suberror) = self.suberror {
            body["suberror"] = json!(suberror);
        }
        Answer::json(StatusCode::BAD_REQUEST, &body).with("cache-control", "no-store")
    }
}

fn describe(number: u32, text: &str, trace: &str, correlation: &str, time: &str) -> String {
    format!(
        "AADSTS{number}: {text}\r\nTrace ID: {trace}\r\nCorrelation ID: {correlation}\r\nTimestamp: {time}"
    )
}

/// A description for the application, with fresh ids.
pub(super) fn description(state: &State, number: u32, text: &str) -> String {
    let time = Utc::now().format("%Y-%m-%d %H:%M:%SZ").to_string();
    describe(number, text, &state.secrets.guid(), &state.secrets.guid(), &time)
}

/// An error page that stays in the browser.
pub(super) fn page(state: &State, number: u32, text: &str) -> Answer {
    with_details(state, |details| pages::failure(StatusCode::BAD_REQUEST, number, text, details))
}

pub(super) fn with_details(state: &State, show: impl FnOnce(&Details<'_>) -> Answer) -> Answer {
    let time = Utc::now().to_rfc3339();
    show(&Details { trace: &state.secrets.guid(), time: &time })
}

pub(super) fn refused(state: &State, refused: &Refused) -> Answer {
    match refused {
        Refused::Page { number, text } => page(state, *number, text),
        Refused::Back { to, error, number, text } => {
            reply::error(to, error, None, &description(state, *number, text))
        }
    }
}

pub(super) fn unknown_tenant(state: &State, tenant: &str, in_browser: bool) -> Answer {
    let text = format!("Tenant '{tenant}' not found. Check that the tenant id or domain is right.");
    match in_browser {
        true => page(state, 90_002, &text),
        false => TokenError::new("invalid_tenant", 90_002, text).answer(state),
    }
}
