//! The admin consent endpoint: an administrator grants scopes for the whole organisation.
//! Source: "Admin consent on the Microsoft identity platform", learn.microsoft.com.

use super::authority::{Authority, tenant_id};
use super::authorize;
use super::request::{AuthorizeRequest, Purpose};
use crate::http::{Answer, Call, encode_query};
use crate::state::State;

pub(super) fn begin(state: &State, call: &Call, authority: Authority) -> Answer {
    match authorize::read(state, call, authority, &call.query, Purpose::AdminConsent) {
        Ok(attempt) => attempt.choose_account(),
        Err(answer) => *answer,
    }
}

pub(super) fn granted(state: &State, request: &AuthorizeRequest, tenant: Option<usize>) -> Answer {
    let scopes: Vec<String> =
        request.scopes.iter().map(|name| format!("https://graph.microsoft.com/{name}")).collect();
    let (scope, tenant) = (scopes.join(" "), tenant_id(&state.tenants, tenant));
    back(request, &[("admin_consent", "True"), ("tenant", tenant), ("scope", &scope)])
}

pub(super) fn declined(request: &AuthorizeRequest, description: &str) -> Answer {
    back(
        request,
        &[("admin_consent", "True"), ("error", "consent_required"), ("error_description", description)],
    )
}

/// This endpoint always answers in the query.
fn back(request: &AuthorizeRequest, fields: &[(&str, &str)]) -> Answer {
    let state = request.state.as_deref().map(|state| ("state", state));
    let query = encode_query(fields.iter().copied().chain(state));
    Answer::redirect(&format!("{}?{query}", request.redirect_uri))
}
