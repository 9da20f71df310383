//! Renewing tokens when it fails: what is final stops at once, what will pass costs no sign-in.

use crate::keeper::{ONE, Signed, text};
use crate::peer::Scripted;
use chrono::TimeDelta;
use reqwest::header::RETRY_AFTER;
use rollcall_entra::{TokenError, TokenSet, Trouble};
use serde_json::{Value, json};
use std::time::Duration;

/// Answers of the kinds Entra gives, by their codes.
fn invalid_grant(suberror: Option<&str>, number: u32) -> Value {
    json!({
        "error": "invalid_grant", "suberror": suberror, "error_codes": [number], "timestamp": "2026-11-20 07:57:31Z",
        "error_description": format!("AADSTS{number}: abe@contoso.example must not show up."), "trace_id": "trace-1", "correlation_id": "correlation-1",
    })
}

async fn failing(answer: Scripted) -> (Signed, TokenError) {
    let signed = Signed::start().await;
    signed.peer.script([answer]);
    let error = signed.keeper.access_token(signed.expired()).await.unwrap_err();
    (signed, error)
}

#[tokio::test]
async fn a_dead_grant_asks_for_a_sign_in_and_is_never_asked_about_again() {
    for (suberror, number) in [
        (None, 50173),
        (Some("bad_token"), 700_082),
        (Some("token_expired"), 70043),
        (Some("basic_action"), 50076),
    ] {
        let (signed, error) = failing(Scripted::Json(400, invalid_grant(suberror, number))).await;
        let TokenError::Service(Trouble::SignInNeeded(service)) = &error else {
            panic!("{number}: {error:?}")
        };
        assert_eq!(
            (service.aadsts.clone(), service.trace_id.as_deref()),
            (vec![number], Some("trace-1")),
            "details are kept"
        );
        assert!(!format!("{error:?} {error}").contains("abe@"), "the service's prose is not");
        for keeper in [signed.keeper.clone(), signed.restarted()] {
            let again = keeper.access_token(signed.expired() + TimeDelta::days(1)).await;
            assert!(matches!(again, Err(TokenError::Service(Trouble::SignInNeeded(_)))), "still: {again:?}");
        }
        assert_eq!(
            signed.peer.requests().len(),
            1,
            "{number}: one request, tomorrow and after a restart included"
        );
        assert!(signed.vault.get(ONE).unwrap().is_some_and(|t| !t.is_renewable()), "what is stored says why");
    }
}

#[tokio::test]
async fn signing_in_again_brings_a_dead_grant_back() {
    let (signed, _) = failing(Scripted::Json(400, invalid_grant(None, 50173))).await;
    let refresh = Some(signed.peer.grant().into());
    signed.vault.put(ONE, &TokenSet::new("new".into(), refresh, TimeDelta::hours(1), signed.at)).unwrap();
    assert_eq!(text(&signed.keeper.access_token(signed.expired()).await), "access-1", "renewable again");
}

#[tokio::test]
async fn revoked_consent_is_found_restored_without_a_sign_in() {
    let (signed, error) = failing(Scripted::Json(400, invalid_grant(Some("consent_required"), 65001))).await;
    assert!(
        matches!(error, TokenError::Service(Trouble::ConsentNeeded(_))),
        "an administrator can help: {error:?}"
    );
    let soon = signed.keeper.access_token(signed.expired()).await;
    assert!(matches!(soon, Err(TokenError::Service(Trouble::ConsentNeeded(_)))), "the same answer: {soon:?}");
    assert_eq!(signed.peer.requests().len(), 1, "without asking again at once");
    let later = signed.expired() + TimeDelta::minutes(2);
    assert_eq!(text(&signed.keeper.access_token(later).await), "access-1", "consent was given meanwhile");
}

#[tokio::test]
async fn a_broken_registration_is_no_dead_grant() {
    let body = json!({"error": "invalid_client", "error_codes": [7_000_218]});
    let (signed, error) = failing(Scripted::Json(401, body)).await;
    assert!(matches!(error, TokenError::Service(Trouble::AppRegistration(_))), "setup help: {error:?}");
    let later = signed.expired() + TimeDelta::minutes(2);
    assert_eq!(
        text(&signed.keeper.access_token(later).await),
        "access-1",
        "it was repaired; nothing was lost"
    );
}

#[tokio::test]
async fn a_hiccup_is_not_even_noticed() {
    let signed = Signed::start().await;
    signed.peer.script([
        Scripted::Raw(503, vec![], "<html>Service Unavailable</html>".to_owned()),
        Scripted::Json(400, json!({"error": "temporarily_unavailable"})),
    ]);
    assert_eq!(text(&signed.keeper.access_token(signed.expired()).await), "access-1", "the third try worked");
    assert_eq!(signed.peer.requests().len(), 3, "with pauses in between");
}

#[tokio::test]
async fn lasting_trouble_ends_after_three_tries_and_costs_nothing() {
    let signed = Signed::start().await;
    signed.peer.script([500, 502, 504].map(|status| Scripted::Raw(status, vec![], String::new())));
    let (one, two) = tokio::join!(
        signed.keeper.access_token(signed.expired()),
        signed.keeper.access_token(signed.expired())
    );
    for error in [one.unwrap_err(), two.unwrap_err()] {
        assert!(matches!(&error, TokenError::Service(t) if t.will_pass()), "will be tried again: {error:?}");
    }
    assert_eq!(signed.peer.requests().len(), 3, "both callers together");
    let later = signed.expired() + TimeDelta::minutes(1);
    assert_eq!(text(&signed.keeper.access_token(later).await), "access-1", "the sign-in was kept");
}

#[tokio::test]
async fn retry_after_is_obeyed_by_everyone() {
    let wait = vec![(RETRY_AFTER, "600".to_owned())];
    let (signed, error) = failing(Scripted::Raw(429, wait, String::new())).await;
    let told = |error: &TokenError| match error {
        TokenError::Service(Trouble::Transient { retry_after, .. }) => *retry_after,
        _ => None,
    };
    assert_eq!(told(&error), Some(Duration::from_secs(600)), "passed on, so that the caller can say when");
    let early = signed.keeper.access_token(signed.expired() + TimeDelta::minutes(9)).await.unwrap_err();
    assert_eq!(told(&early), Some(Duration::from_secs(600)), "the same answer");
    assert_eq!(signed.peer.requests().len(), 1, "nobody asked before it was time");
    let late = signed.expired() + TimeDelta::minutes(11);
    assert_eq!(text(&signed.keeper.access_token(late).await), "access-1", "then it works");
}

#[tokio::test]
async fn a_captive_portal_costs_no_sign_in() {
    let signed = Signed::start().await;
    let page = || Scripted::Raw(200, vec![], "<html>Welcome to the hotel</html>".to_owned());
    signed.peer.script([page(), page(), page()]);
    let error = signed.keeper.access_token(signed.expired()).await.unwrap_err();
    assert!(matches!(&error, TokenError::Service(t) if t.will_pass()), "not Entra's answer: {error:?}");
    let later = signed.expired() + TimeDelta::minutes(1);
    assert_eq!(text(&signed.keeper.access_token(later).await), "access-1", "out of the hotel");
}

#[tokio::test]
async fn an_access_token_outlives_a_dead_grant_until_it_expires() {
    let signed = Signed::start().await;
    signed.peer.script([Scripted::Json(400, invalid_grant(None, 50173))]);
    let refused = signed.keeper.access_token(signed.at).await.unwrap();
    assert!(signed.keeper.after_unauthorized(&refused, signed.at).await.is_err(), "the grant is dead");
    assert_eq!(
        text(&signed.keeper.access_token(signed.at).await),
        "access-0",
        "what is left of it may still serve"
    );
}

#[tokio::test]
async fn without_a_refresh_token_an_expired_sign_in_is_none() {
    let signed = Signed::start().await;
    signed.vault.put(ONE, &TokenSet::new("short".into(), None, TimeDelta::hours(1), signed.at)).unwrap();
    assert_eq!(text(&signed.keeper.access_token(signed.at).await), "short", "good for its hour");
    let after = signed.keeper.access_token(signed.expired()).await;
    assert!(matches!(after, Err(TokenError::NoSignIn)), "then sign in again: {after:?}");
    assert!(signed.peer.requests().is_empty(), "there was nothing to ask with");
}
