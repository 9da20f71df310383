//! Entra ID v2.0: who signs in, who consents, and which tokens they get.
//! Border: the endpoints by path; each has a file of its own.
//! Source: "Microsoft identity platform and OAuth 2.0 authorization code flow", learn.microsoft.com.

mod admin_consent;
mod authority;
mod authorize;
mod client;
mod discovery;
mod errors;
mod grants;
mod markup;
mod pages;
mod reply;
mod request;
mod scopes;
mod signing;
mod switches;
mod token;

pub use client::{CLIENT_ID, GRAPH_TOOLS_CLIENT_ID};
pub(crate) use grants::{Grants, Session};
pub(crate) use signing::SigningKey;
pub use switches::Entra;

use crate::faults::Effect;
use crate::http::{Answer, Call};
use crate::state::State;
use authority::Authority;
use axum::http::{Method, StatusCode};

pub(crate) fn answer(state: &State, call: &Call, effects: &[Effect]) -> Answer {
    let segments = call.segments();
    let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
    let [tenant, rest @ ..] = parts.as_slice() else { return not_found() };
    let endpoint = rest.join("/");
    let Some(authority) = Authority::find(&state.tenants, tenant) else {
        return errors::unknown_tenant(state, tenant, endpoint.ends_with("authorize"));
    };
    match (&call.method, endpoint.as_str()) {
        (&Method::GET, "v2.0/.well-known/openid-configuration") => {
            discovery::document(state, call, tenant, authority)
        }
        (&Method::GET, "discovery/v2.0/keys") => discovery::keys(state),
        (&Method::GET, "oauth2/v2.0/authorize") => authorize::begin(state, call, authority),
        (&Method::POST, "login") => authorize::account_chosen(state, call, authority),
        (&Method::POST, "consent") => authorize::consent_decided(state, call, authority),
        (&Method::POST, "oauth2/v2.0/token") => token::redeem(state, call, authority, effects),
        (&Method::GET, "v2.0/adminconsent") => admin_consent::begin(state, call, authority),
        (&Method::GET, "oauth2/v2.0/logout") => pages::signed_out(),
        _ => not_found(),
    }
}

fn not_found() -> Answer {
    Answer::new(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", "Nothing is here.\n")
}
