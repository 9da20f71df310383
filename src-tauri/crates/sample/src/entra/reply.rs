//! The way back to the application: a posted form or a query.
//! Border: "OAuth 2.0 Form Post Response Mode" and RFC 6749 4.1.2; what is said is decided elsewhere.

use super::markup::{escape, hidden, page};
use super::request::{AuthorizeRequest, ResponseMode};
use crate::http::{Answer, encode_query};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

const SUBMIT: &str = "document.forms[0].submit();";

/// Sends these fields, and the request's state, to the application.
pub(super) fn send(request: &AuthorizeRequest, fields: &[(&str, &str)]) -> Answer {
    let state = request.state.as_deref().map(|state| ("state", state));
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain(state).collect();
    match request.mode {
        ResponseMode::FormPost => form(&request.redirect_uri, &fields),
        ResponseMode::Query => {
            Answer::redirect(&format!("{}?{}", request.redirect_uri, encode_query(fields)))
        }
    }
}

/// Submits itself; without JavaScript the button does it.
fn form(action: &str, fields: &[(&str, &str)]) -> Answer {
    let inputs: String = fields.iter().map(|(name, value)| hidden(name, value)).collect();
    let content = format!(
        "<p>You are taken back to the application.</p><form method=\"post\" action=\"{}\">{inputs}\
         <button class=\"main\" autofocus>Continue</button></form><script>{SUBMIT}</script>",
        escape(action)
    );
    let hash = STANDARD.encode(Sha256::digest(SUBMIT.as_bytes()));
    let policy =
        format!("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'");
    Answer::html(StatusCode::OK, page("Signed in", &content)).with("content-security-policy", &policy)
}

/// An error with Entra's description.
pub(super) fn error(
    request: &AuthorizeRequest,
    error: &str,
    subcode: Option<&str>,
    description: &str,
) -> Answer {
    let mut fields = vec![("error", error), ("error_description", description)];
    fields.extend(subcode.map(|subcode| ("error_subcode", subcode)));
    send(request, &fields)
}
