//! Who signed in: the claims of an id token, checked.
//!
//! The signature is not verified: the token came straight from the token endpoint over TLS, for
//! which OpenID Connect Core 1.0, section 3.1.3.7 (6), lets server validation take its place.
//! Plain http is possible for custom clouds alone, and those are this machine itself.

use crate::IdTokenProblem::{Audience, Expired, Issuer, Malformed, NoIdentity, Nonce};
use crate::discovery::Endpoints;
use crate::{IdTokenProblem, SignInError};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use rollcall_people::{ObjectId, TenantId};
use serde::Deserialize;

/// The tenant of all personal Microsoft accounts. Source: Microsoft, "ID token claims reference" (`tid`).
const PERSONAL_ACCOUNTS: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// What the token must say.
pub(crate) struct Expected<'a> {
    pub(crate) client_id: &'a str,
    pub(crate) nonce: &'a str,
    pub(crate) endpoints: &'a Endpoints,
    pub(crate) now: Now,
}

/// The time to judge by. The server's own clock where it told it; a local clock can be a day off
/// without keeping anyone from signing in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Now {
    Server(DateTime<Utc>),
    Local(DateTime<Utc>),
}

/// A believed identity.
#[derive(Debug)]
pub(crate) struct Identity {
    pub(crate) tenant: TenantId,
    pub(crate) object: ObjectId,
    /// The user principal name, or whatever name the token has for the account.
    pub(crate) account: String,
    pub(crate) name: Option<String>,
}

/// Source: Microsoft, "ID token claims reference". Everything may be absent.
#[derive(Deserialize)]
struct Claims {
    aud: Option<String>,
    nonce: Option<String>,
    tid: Option<String>,
    oid: Option<String>,
    iss: Option<String>,
    exp: Option<f64>,
    preferred_username: Option<String>,
    upn: Option<String>,
    email: Option<String>,
    name: Option<String>,
    /// Who vouches for the account; another tenant, or `live.com`, for guests.
    idp: Option<String>,
    /// Optional claim: 1 for guests.
    acct: Option<u8>,
}

pub(crate) fn check(token: &str, expected: &Expected<'_>) -> Result<Identity, SignInError> {
    let claims = decode(token).ok_or(SignInError::IdToken(Malformed))?;
    let given = |value: &Option<String>| value.as_deref().filter(|v| !v.is_empty()).map(str::to_owned);
    let problem = |p: IdTokenProblem| SignInError::IdToken(p);
    if claims.aud.as_deref() != Some(expected.client_id) {
        return Err(problem(Audience));
    }
    if claims.nonce.as_deref() != Some(expected.nonce) {
        return Err(problem(Nonce));
    }
    let tenant = TenantId::new(&given(&claims.tid).ok_or(problem(NoIdentity))?);
    let object = ObjectId::new(&given(&claims.oid).ok_or(problem(NoIdentity))?);
    if claims.iss != Some(expected.endpoints.issuer_for(&tenant)) {
        return Err(problem(Issuer));
    }
    if claims.exp.is_none_or(|exp| expected.now.is_past(exp)) {
        return Err(problem(Expired));
    }
    if tenant.as_str() == PERSONAL_ACCOUNTS {
        return Err(SignInError::PersonalAccount);
    }
    if claims.is_guest_of(&tenant) {
        return Err(SignInError::GuestAccount { tenant });
    }
    let account = [&claims.preferred_username, &claims.upn, &claims.email].into_iter().find_map(given);
    Ok(Identity { tenant, object, account: account.unwrap_or_default(), name: given(&claims.name) })
}

fn decode(token: &str) -> Option<Claims> {
    let mut parts = token.split('.');
    let (_header, payload, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    let json = BASE64_URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&json).ok()
}

impl Claims {
    /// Accounts of the tenant itself have no `idp`, or one that names the tenant.
    fn is_guest_of(&self, tenant: &TenantId) -> bool {
        let elsewhere = |idp: &String| !idp.to_ascii_lowercase().contains(tenant.as_str());
        self.acct == Some(1) || self.idp.as_ref().is_some_and(elsewhere)
    }
}

impl Now {
    /// Whether `exp` (seconds since 1970) lies behind, with room for clocks that differ.
    fn is_past(self, exp: f64) -> bool {
        let (now, skew) = match self {
            Self::Server(now) => (now, TimeDelta::minutes(5)),
            Self::Local(now) => (now, TimeDelta::hours(25)),
        };
        exp < (now - skew).timestamp() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const NOW: i64 = 1_795_000_000;

    fn endpoints() -> Endpoints {
        serde_json::from_value(json!({
            "authorization_endpoint": "https://login.microsoftonline.com/a",
            "token_endpoint": "https://login.microsoftonline.com/t",
            "issuer": "https://login.microsoftonline.com/{tenantid}/v2.0",
        }))
        .unwrap()
    }

    fn token(change: &Value) -> String {
        let mut claims = json!({
            "aud": "client", "nonce": "n", "tid": "t-1", "oid": "O-1", "exp": NOW + 3600,
            "iss": "https://login.microsoftonline.com/t-1/v2.0", "name": "Abe", "preferred_username": "abe@contoso.example",
        });
        claims.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        format!("e30.{}.c2ln", BASE64_URL_SAFE_NO_PAD.encode(claims.to_string()))
    }

    fn judged(token: &str) -> Result<Identity, SignInError> {
        let now = Now::Server(DateTime::from_timestamp(NOW, 0).unwrap());
        check(token, &Expected { client_id: "client", nonce: "n", endpoints: &endpoints(), now })
    }

    #[test]
    fn a_proper_token_says_who_signed_in() {
        let who = judged(&token(&json!({}))).unwrap();
        assert_eq!((who.tenant.as_str(), who.object.as_str()), ("t-1", "o-1"), "tenant and object id");
        assert_eq!(
            (who.account.as_str(), who.name.as_deref()),
            ("abe@contoso.example", Some("Abe")),
            "the account"
        );
    }

    #[test]
    fn each_wrong_claim_is_named() {
        for (change, problem) in [
            (json!({"aud": "another"}), Audience),
            (json!({"nonce": null}), Nonce),
            (json!({"nonce": "m"}), Nonce),
            (json!({"tid": null}), NoIdentity),
            (json!({"oid": ""}), NoIdentity),
            (json!({"iss": "https://login.microsoftonline.com/t-2/v2.0"}), Issuer),
            (json!({"iss": "https://login.example/t-1/v2.0"}), Issuer),
            (json!({"exp": NOW - 3600}), Expired),
            (json!({"exp": null}), Expired),
        ] {
            let refused = judged(&token(&change));
            assert!(matches!(refused, Err(SignInError::IdToken(p)) if p == problem), "{change}: {refused:?}");
        }
    }

    #[test]
    fn garbage_is_malformed() {
        for text in ["", "a.b", "a.%%%.c", "e30.bm90IGpzb24.c2ln"] {
            assert!(matches!(judged(text), Err(SignInError::IdToken(Malformed))), "{text:?} is no token");
        }
    }

    #[test]
    fn personal_accounts_and_guests_are_refused_by_names_of_their_own() {
        let personal = json!({"tid": PERSONAL_ACCOUNTS, "iss": format!("https://login.microsoftonline.com/{PERSONAL_ACCOUNTS}/v2.0")});
        assert!(matches!(judged(&token(&personal)), Err(SignInError::PersonalAccount)), "no tenant to read");
        for guest in [json!({"idp": "https://sts.windows.net/other/"}), json!({"acct": 1})] {
            assert!(
                matches!(judged(&token(&guest)), Err(SignInError::GuestAccount { .. })),
                "not the tenant's own"
            );
        }
        let own = json!({"idp": "https://sts.windows.net/t-1/", "acct": 0});
        assert!(judged(&token(&own)).is_ok(), "the tenant's own accounts may name it as well");
    }

    #[test]
    fn a_local_clock_a_day_off_is_forgiven() {
        let now = Now::Local(DateTime::from_timestamp(NOW + 86_400, 0).unwrap());
        let expected = Expected { client_id: "client", nonce: "n", endpoints: &endpoints(), now };
        assert!(check(&token(&json!({})), &expected).is_ok(), "the wrong clock is ours, not the token's");
    }
}
