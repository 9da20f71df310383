//! The OpenID provider document and the signing keys (OpenID Connect Discovery 1.0, RFC 7517).

use super::authority::{Authority, tenant_id};
use crate::http::{Answer, Call};
use crate::state::State;
use axum::http::StatusCode;
use serde_json::json;

pub(super) fn document(state: &State, call: &Call, tenant: &str, authority: Authority) -> Answer {
    let base = &call.origin;
    // Like Entra: an address for many tenants has a placeholder where tokens have the id.
    let (path, id) = match authority {
        Authority::Tenant(index) => {
            let id = tenant_id(&state.tenants, Some(index));
            (id, id)
        }
        _ => (tenant, "{tenantid}"),
    };
    let body = json!({
        "issuer": format!("{base}/{id}/v2.0"),
        "authorization_endpoint": format!("{base}/{path}/oauth2/v2.0/authorize"),
        "token_endpoint": format!("{base}/{path}/oauth2/v2.0/token"),
        "jwks_uri": format!("{base}/{path}/discovery/v2.0/keys"),
        "end_session_endpoint": format!("{base}/{path}/oauth2/v2.0/logout"),
        "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"],
        "response_modes_supported": ["query", "fragment", "form_post"],
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "code_challenge_methods_supported": ["S256"],
        "claims_supported": ["sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "ver"],
        "request_uri_parameter_supported": false,
        "http_logout_supported": true,
        "tenant_region_scope": null,
        "cloud_instance_name": "sample",
    });
    Answer::json(StatusCode::OK, &body)
}

pub(super) fn keys(state: &State) -> Answer {
    Answer::json(StatusCode::OK, &json!({ "keys": [state.signing_key.public_jwk()] }))
}
