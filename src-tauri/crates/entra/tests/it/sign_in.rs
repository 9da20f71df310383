//! The whole way from the address to open to checked tokens.

use crate::peer::{CLIENT, Form, Peer, Scripted, TENANT, http, params};
use chrono::{TimeDelta, Utc};
use reqwest::header::LOCATION;
use rollcall_entra::{
    Attempt, ClockCheck, IdTokenProblem, Prompt, ResponseMode, SignInError, SignInRequest, SignedIn, Trouble,
    begin,
};
use secrecy::ExposeSecret;
use serde_json::json;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use url::Url;

/// What a browser does with the sign-in page's last step: posts the form, and shows the page that comes back.
pub(crate) async fn post(attempt: &Url, fields: &[(&str, &str)]) -> reqwest::Response {
    let redirect = params(attempt)["redirect_uri"].clone();
    let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = http().post(redirect).header("Origin", "null");
    let request = request.header("Content-Type", "application/x-www-form-urlencoded").body(form);
    request.send().await.unwrap()
}

/// A person signs in, and everything goes well.
async fn sign_in(peer: &Peer, attempt: Attempt) -> Result<SignedIn, SignInError> {
    let code = peer.consent(attempt.url());
    let state = params(attempt.url())["state"].clone();
    post(attempt.url(), &[("code", &code), ("state", &state)]).await;
    attempt.finish(CancellationToken::new()).await
}

async fn signed_in(peer: &Peer) -> Result<SignedIn, SignInError> {
    sign_in(peer, begin(http(), peer.request()).await.unwrap()).await
}

#[tokio::test]
async fn a_sign_in_says_who_it_is_and_what_was_granted() {
    let peer = Peer::start().await;
    let signed_in = signed_in(&peer).await.unwrap();
    assert_eq!(signed_in.tenant.as_str(), TENANT, "the tenant to pin");
    assert_eq!(signed_in.account, "abeli@contoso.example", "whom the wizard shows");
    assert!(signed_in.granted.contains(&"GroupMember.Read.All".to_owned()), "groups can be read");
    assert!(signed_in.tokens.is_renewable(), "with a refresh token");
    assert_eq!(signed_in.clock, ClockCheck::Right, "the clocks agree");
    let printed = format!("{signed_in:?}");
    assert!(
        !printed.contains("access-1") && !printed.contains("refresh-1"),
        "tokens cannot be printed: {printed}"
    );
}

#[tokio::test]
async fn the_address_asks_for_code_pkce_form_post_and_the_permissions() {
    let peer = Peer::start().await;
    let attempt = begin(http(), peer.request()).await.unwrap();
    let asked = params(attempt.url());
    assert!(
        attempt.url().as_str().starts_with(&format!("{}/organizations/oauth2/v2.0/authorize?", peer.base)),
        "from discovery"
    );
    let is = |name: &str, value: &str| assert_eq!(asked.get(name).map(String::as_str), Some(value), "{name}");
    is("client_id", CLIENT);
    is("response_type", "code");
    is("response_mode", "form_post");
    is("code_challenge_method", "S256");
    is("prompt", "select_account");
    is("scope", "openid profile offline_access User.Read User.Read.All GroupMember.Read.All");
    let redirect = Url::parse(&asked["redirect_uri"]).unwrap();
    assert_eq!(
        (redirect.scheme(), redirect.host_str(), redirect.path()),
        ("http", Some("localhost"), "/"),
        "what Entra registers"
    );
    assert!(redirect.port().is_some(), "with our port");
}

#[tokio::test]
async fn the_token_request_proves_the_verifier_and_holds_no_secret() {
    let peer = Peer::start().await;
    let attempt = begin(http(), peer.request()).await.unwrap();
    let redirect = params(attempt.url())["redirect_uri"].clone();
    sign_in(&peer, attempt).await.unwrap();
    let requests = peer.requests();
    assert_eq!(requests.len(), 1, "one redemption");
    let sent: &Form = &requests[0];
    assert_eq!(sent["redirect_uri"], redirect, "the same as before");
    let verifier = &sent["code_verifier"];
    let unreserved = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    assert!((43..=128).contains(&verifier.len()) && verifier.chars().all(unreserved), "RFC 7636: {verifier}");
    assert!(
        !sent.contains_key("client_secret") && !sent.contains_key("authorization header"),
        "a public client: {sent:?}"
    );
}

#[tokio::test]
async fn every_attempt_has_randomness_of_its_own() {
    let peer = Peer::start().await;
    let first = begin(http(), peer.request()).await.unwrap();
    let second = begin(http(), peer.request()).await.unwrap();
    let (first, second) = (params(first.url()), params(second.url()));
    for name in ["state", "nonce", "code_challenge", "redirect_uri"] {
        assert_ne!(first[name], second[name], "{name} belongs to one attempt");
    }
    for name in ["state", "nonce"] {
        assert!(first[name].len() >= 22, "{name} has at least 128 bits");
    }
}

#[tokio::test]
async fn hints_and_challenges_reach_the_sign_in_page() {
    let peer = Peer::start().await;
    let request = SignInRequest {
        tenant: Some(TENANT.to_owned()),
        prompt: Some(Prompt::Login),
        login_hint: Some("abe@contoso.example".to_owned()),
        claims: Some(r#"{"access_token":{}}"#.to_owned()),
        extra_scopes: vec!["Mail.Read".to_owned()],
        ..peer.request()
    };
    let attempt = begin(http(), request).await.unwrap();
    let asked = params(attempt.url());
    assert!(attempt.url().path().starts_with(&format!("/{TENANT}/")), "the pinned tenant's own page");
    assert_eq!(
        (asked["prompt"].as_str(), asked["login_hint"].as_str()),
        ("login", "abe@contoso.example"),
        "hints"
    );
    assert_eq!(asked["claims"], r#"{"access_token":{}}"#, "the challenge is passed on unchanged");
    assert!(asked["scope"].ends_with(" Mail.Read"), "with a feature's permission");
    let consent = attempt.admin_consent_url();
    assert!(
        consent.path().ends_with("/v2.0/adminconsent") && consent.as_str().contains("Mail.Read"),
        "{consent}"
    );
    assert!(sign_in(&peer, attempt).await.is_ok(), "the tenant asked for is the one that signed in");
}

#[tokio::test]
async fn a_provider_without_form_post_may_answer_in_the_address() {
    let peer = Peer::start().await;
    let request = SignInRequest { response_mode: ResponseMode::Query, ..peer.request() };
    let attempt = begin(http(), request).await.unwrap();
    let asked = params(attempt.url());
    assert_eq!(asked["response_mode"], "query", "asked for");
    let answer = Url::parse_with_params(
        &asked["redirect_uri"],
        [("code", peer.consent(attempt.url())), ("state", asked["state"].clone())],
    );
    http().get(answer.unwrap()).send().await.unwrap();
    assert!(attempt.finish(CancellationToken::new()).await.is_ok(), "and accepted");
}

#[tokio::test]
async fn saying_no_is_told_from_a_failure() {
    let peer = Peer::start().await;
    let attempt = begin(http(), peer.request()).await.unwrap();
    let state = params(attempt.url())["state"].clone();
    let page =
        post(attempt.url(), &[("error", "access_denied"), ("error_subcode", "cancel"), ("state", &state)])
            .await;
    assert!(page.text().await.unwrap().contains("You are not signed in"), "the page says so too");
    let ended = attempt.finish(CancellationToken::new()).await;
    assert!(matches!(ended, Err(SignInError::Service(Trouble::Refused(_)))), "back to the start: {ended:?}");
    assert!(peer.requests().is_empty(), "nothing was redeemed");
}

#[tokio::test]
async fn missing_consent_of_an_administrator_has_a_code_of_its_own() {
    let peer = Peer::start().await;
    let attempt = begin(http(), peer.request()).await.unwrap();
    let state = params(attempt.url())["state"].clone();
    let told = [
        ("error", "consent_required"),
        ("error_description", "AADSTS65001: x Trace ID: t-1"),
        ("state", &state),
    ];
    post(attempt.url(), &told).await;
    let Err(SignInError::Service(Trouble::ConsentNeeded(error))) =
        attempt.finish(CancellationToken::new()).await
    else {
        panic!("an administrator can help")
    };
    assert_eq!((error.aadsts, error.trace_id.as_deref()), (vec![65001], Some("t-1")), "details for support");
}

#[tokio::test]
async fn an_answer_of_another_issuer_is_rejected() {
    let peer = Peer::start().await;
    for (iss, good) in
        [("https://login.example/x/v2.0".to_owned(), false), (format!("{}/{TENANT}/v2.0", peer.base), true)]
    {
        let attempt = begin(http(), peer.request()).await.unwrap();
        let (code, state) = (peer.consent(attempt.url()), params(attempt.url())["state"].clone());
        post(attempt.url(), &[("code", &code), ("state", &state), ("iss", &iss)]).await;
        let ended = attempt.finish(CancellationToken::new()).await;
        match good {
            true => assert!(ended.is_ok(), "{iss} is the right one: {ended:?}"),
            false => assert!(matches!(ended, Err(SignInError::ForeignIssuer)), "{iss}: {ended:?}"),
        }
    }
    assert_eq!(peer.requests().len(), 1, "the foreign answer's code went nowhere");
}

#[tokio::test]
async fn a_code_that_is_not_accepted_is_tried_once() {
    let peer = Peer::start().await;
    let attempt = begin(http(), peer.request()).await.unwrap();
    let state = params(attempt.url())["state"].clone();
    post(attempt.url(), &[("code", "someone-elses"), ("state", &state)]).await;
    let ended = attempt.finish(CancellationToken::new()).await;
    assert!(
        matches!(&ended, Err(SignInError::CodeRejected(e)) if e.aadsts == [70008]),
        "start over: {ended:?}"
    );
    assert_eq!(peer.requests().len(), 1, "no loop");
}

#[tokio::test]
async fn token_answers_come_in_many_spellings() {
    let peer = Peer::start().await;
    peer.script([Scripted::Changed(json!({
        "expires_in": "3599", "token_type": "bearer", "refresh_token": null, "client_info": "e30",
        "scope": "https://graph.microsoft.com/User.Read.All openid https%3A%2F%2Fgraph.microsoft.com%2Fuser.read",
    }))]);
    let signed_in = signed_in(&peer).await.unwrap();
    assert_eq!(signed_in.granted, ["User.Read.All", "openid", "User.Read"], "any order, plain or as URIs");
    assert!(!signed_in.tokens.is_renewable(), "no refresh token: no scheduled sync, and the caller can tell");
    assert_eq!(signed_in.tokens.access().expose_secret(), "access-1", "usable now");
}

#[tokio::test]
async fn an_answer_that_is_no_bearer_token_is_not_used() {
    let peer = Peer::start().await;
    for change in [json!({"token_type": "pop"}), json!({"access_token": null}), json!({"access_token": 5})] {
        peer.script([Scripted::Changed(change.clone())]);
        let ended = signed_in(&peer).await;
        assert!(matches!(ended, Err(SignInError::Service(Trouble::BadAnswer { .. }))), "{change}: {ended:?}");
    }
    peer.script([Scripted::Changed(json!({"id_token": null}))]);
    let ended = signed_in(&peer).await;
    assert!(
        matches!(ended, Err(SignInError::IdToken(IdTokenProblem::Missing))),
        "nobody signed in: {ended:?}"
    );
}

#[tokio::test]
async fn an_account_of_another_tenant_is_told_by_its_tenant() {
    let peer = Peer::start().await;
    let fabrikam = "11111111-2222-3333-4444-555555555555";
    peer.claims(json!({"tid": fabrikam, "iss": format!("{}/{fabrikam}/v2.0", peer.base)}));
    let request = SignInRequest { tenant: Some(TENANT.to_owned()), ..peer.request() };
    let ended = sign_in(&peer, begin(http(), request).await.unwrap()).await;
    assert!(
        matches!(&ended, Err(SignInError::WrongTenant { tenant, .. }) if tenant.as_str() == fabrikam),
        "{ended:?}"
    );
}

#[tokio::test]
async fn a_wrong_clock_is_measured_and_survived() {
    let peer = Peer::start().await;
    for hours in [2, -24] {
        peer.date(Utc::now() - TimeDelta::hours(hours));
        let ClockCheck::Off(offset) = signed_in(&peer).await.unwrap().clock else {
            panic!("hours off is worth a warning")
        };
        let error = (offset - TimeDelta::hours(hours)).abs();
        assert!(error < TimeDelta::minutes(2), "local minus service is {hours} hours, not {offset}");
    }
}

#[tokio::test]
async fn a_captive_portal_gets_no_token_and_gives_none() {
    let (peer, portal) = (Peer::start().await, Peer::start().await);
    let elsewhere = format!("{}/{TENANT}/oauth2/v2.0/token", portal.base);
    peer.script([
        Scripted::Raw(307, vec![(LOCATION, elsewhere)], String::new()),
        Scripted::Raw(200, vec![], "<html>Welcome to the hotel</html>".to_owned()),
    ]);
    for _ in 0..2 {
        let ended = signed_in(&peer).await;
        assert!(
            matches!(ended, Err(SignInError::Service(Trouble::Transient { .. }))),
            "try again later: {ended:?}"
        );
    }
    assert!(portal.requests().is_empty(), "the code was not sent after the redirect");
}

#[tokio::test]
async fn cancelling_ends_the_wait_at_once() {
    let peer = Peer::start().await;
    let attempt = begin(http(), peer.request()).await.unwrap();
    let cancel = CancellationToken::new();
    let waiting = tokio::spawn(attempt.finish(cancel.clone()));
    cancel.cancel();
    let ended = tokio::time::timeout(Duration::from_secs(1), waiting).await.expect("at once").unwrap();
    assert!(matches!(ended, Err(SignInError::Cancelled)), "{ended:?}");
}

#[tokio::test]
async fn a_browser_that_never_answers_times_out() {
    let peer = Peer::start().await;
    let request = SignInRequest { timeout: Duration::from_millis(50), ..peer.request() };
    let ended = begin(http(), request).await.unwrap().finish(CancellationToken::new()).await;
    assert!(matches!(ended, Err(SignInError::TimedOut)), "{ended:?}");
}

#[tokio::test]
async fn cancelling_works_during_the_redemption_too() {
    let peer = Peer::start().await;
    let attempt = begin(http(), peer.request()).await.unwrap();
    let held = peer.gate.forget_permits(usize::MAX);
    let (code, state) = (peer.consent(attempt.url()), params(attempt.url())["state"].clone());
    post(attempt.url(), &[("code", &code), ("state", &state)]).await;
    let cancel = CancellationToken::new();
    let waiting = tokio::spawn(attempt.finish(cancel.clone()));
    while peer.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    cancel.cancel();
    let ended = tokio::time::timeout(Duration::from_secs(1), waiting).await.expect("at once").unwrap();
    assert!(matches!(ended, Err(SignInError::Cancelled)), "held back by {held} permits: {ended:?}");
}
