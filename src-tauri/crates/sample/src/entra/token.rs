//! The token endpoint: codes and refresh tokens become tokens.
//! Border: RFC 6749 4.1.3 and 6, RFC 7636 4.6; what is valid is known by the grants.

use super::authority::{Authority, tenant_id};
use super::errors::TokenError;
use super::grants::Session;
use super::{client, scopes};
use crate::faults::Effect;
use crate::http::{Answer, Call, Fields};
use crate::state::State;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Sizes as real tokens have them, in characters.
const ACCESS_TOKEN_LENGTH: usize = 2_931;
const REFRESH_TOKEN_LENGTH: usize = 1_524;

pub(super) fn redeem(state: &State, call: &Call, authority: Authority, effects: &[Effect]) -> Answer {
    let form = call.form();
    match granted(state, &form, authority) {
        Ok((session, nonce)) => {
            issue(state, &call.origin, &form, &reduced(session, effects), nonce.as_deref())
        }
        Err(error) => error.answer(state),
    }
}

fn granted(
    state: &State,
    form: &Fields,
    authority: Authority,
) -> Result<(Session, Option<String>), TokenError> {
    let client = form.get("client_id").and_then(client::find);
    let client = client.ok_or_else(|| {
        TokenError::new("unauthorized_client", 700_016, "The application is not known in this directory.")
    })?;
    if form.get("client_secret").or(form.get("client_assertion")).is_some() {
        let text =
            "The client is public, so neither 'client_assertion' nor 'client_secret' should be presented.";
        return Err(TokenError::new("invalid_client", 700_025, text));
    }
    let (session, nonce) = match form.get("grant_type") {
        Some("authorization_code") => from_code(state, form)?,
        Some("refresh_token") => (from_refresh(state, form)?, None),
        _ => {
            return Err(TokenError::new(
                "unsupported_grant_type",
                70_003,
                "The grant type is not supported.",
            ));
        }
    };
    let other_tenant = matches!(authority, Authority::Tenant(tenant) if session.tenant != Some(tenant));
    if session.client != client.id || other_tenant {
        return Err(TokenError::invalid_grant(
            700_005,
            "The grant was issued to another application or tenant.",
        ));
    }
    Ok((session, nonce))
}

fn from_code(state: &State, form: &Fields) -> Result<(Session, Option<String>), TokenError> {
    let code = state.grants.use_code(required(form, "code")?, SystemTime::now())?;
    if form.get("redirect_uri") != Some(code.redirect_uri.as_str()) {
        let text = "The redirect address differs from the one the code was asked for with.";
        return Err(TokenError::invalid_grant(500_112, text));
    }
    let proof = form.get("code_verifier").map(|verifier| URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)));
    if proof != code.challenge {
        return Err(TokenError::invalid_grant(
            501_481,
            "The code verifier does not match the code challenge.",
        ));
    }
    Ok((code.session, code.nonce))
}

fn from_refresh(state: &State, form: &Fields) -> Result<Session, TokenError> {
    let session = state.grants.use_refresh(required(form, "refresh_token")?, SystemTime::now())?;
    let asked = scopes::parse(form.get("scope").unwrap_or_default()).map_err(|unknown| {
        TokenError::new("invalid_scope", 70_011, format!("The scope '{unknown}' is not valid."))
    })?;
    let session = if asked.is_empty() { session } else { Session { scopes: asked, ..session } };
    if !state.grants.has_consent(&session) {
        let text = "The user or an administrator has not consented to use the application.";
        return Err(TokenError::invalid_grant(65_001, text).with_suberror("consent_required"));
    }
    Ok(session)
}

fn required<'a>(form: &'a Fields, name: &'static str) -> Result<&'a str, TokenError> {
    let missing =
        || TokenError::new("invalid_request", 900_144, format!("The request body has no '{name}'."));
    form.get(name).filter(|value| !value.is_empty()).ok_or_else(missing)
}

fn reduced(mut session: Session, effects: &[Effect]) -> Session {
    for effect in effects {
        if let Effect::ScopesReduced(withheld) = effect {
            session.scopes.retain(|scope| !withheld.iter().any(|name| name == scope));
        }
    }
    session
}

fn issue(state: &State, base: &str, form: &Fields, session: &Session, nonce: Option<&str>) -> Answer {
    let now = SystemTime::now();
    let access = state.secrets.text(ACCESS_TOKEN_LENGTH);
    let refresh = session.scopes.contains("offline_access").then(|| state.secrets.text(REFRESH_TOKEN_LENGTH));
    state.grants.keep_tokens(access.clone(), refresh.clone(), session, now);
    let lifetime = state.grants.policy().access_token.as_secs();
    let mut body = Map::new();
    body.insert("token_type".into(), json!("Bearer"));
    body.insert("scope".into(), json!(scopes::listed(&session.scopes)));
    body.insert("expires_in".into(), json!(lifetime));
    body.insert("ext_expires_in".into(), json!(lifetime));
    body.insert("access_token".into(), json!(access));
    body.extend(refresh.map(|token| ("refresh_token".to_owned(), json!(token))));
    if session.scopes.contains("openid") {
        let claims = claims(state, base, session, nonce, now);
        body.extend(state.signing_key.sign(&claims).map(|token| ("id_token".to_owned(), json!(token))));
    }
    if form.get("client_info") == Some("1") {
        let info = json!({ "uid": session.object_id, "utid": tenant_id(&state.tenants, session.tenant) });
        body.insert("client_info".into(), json!(URL_SAFE_NO_PAD.encode(info.to_string())));
    }
    Answer::json(StatusCode::OK, &Value::Object(body))
        .with("cache-control", "no-store")
        .with("pragma", "no-cache")
}

/// Claims of an id token ("ID token claims reference", learn.microsoft.com).
fn claims(state: &State, base: &str, session: &Session, nonce: Option<&str>, now: SystemTime) -> Value {
    let tenant = tenant_id(&state.tenants, session.tenant);
    let seconds = now.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
    let pairwise = Sha256::digest(format!("{}/{}", session.client, session.object_id));
    let mut claims = json!({
        "ver": "2.0",
        "iss": format!("{base}/{tenant}/v2.0"),
        "sub": URL_SAFE_NO_PAD.encode(pairwise),
        "aud": session.client,
        "exp": seconds + 86_400,
        "iat": seconds,
        "nbf": seconds,
        "name": session.display_name,
        "preferred_username": session.user_principal_name,
        "oid": session.object_id,
        "tid": tenant,
        "aio": state.secrets.text(96),
    });
    if let Some(nonce) = nonce {
        claims["nonce"] = json!(nonce);
    }
    if session.is_guest {
        claims["idp"] = json!(format!("{base}/{}/", tenant_id(&state.tenants, Some(1))));
    }
    claims
}
