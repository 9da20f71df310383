//! The sign-in pages and the token endpoint, from the outside.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

mod support;

use rollcall_sample::browser::{self, Decision, Page, Visit};
use rollcall_sample::{
    CLIENT_ID, Effect, FABRIKAM_ACCOUNT, Fault, GRAPH_TOOLS_CLIENT_ID, GUEST_ACCOUNT, PERSONAL_ACCOUNT,
    SampleCompany,
};
use serde_json::{Value, json};
use std::time::Duration;
use support::*;

const NON_ADMIN: &str = "jonas.weber@contoso-sample.example";

async fn company() -> SampleCompany {
    SampleCompany::start().await.unwrap()
}

fn deciding(decision: Decision) -> Visit {
    Visit { account: None, decision }
}

async fn refresh(company: &SampleCompany, token: &Value) -> (u16, Value) {
    let token = token["refresh_token"].as_str().unwrap();
    let fields = [
        ("grant_type", "refresh_token"),
        ("client_id", CLIENT_ID),
        ("refresh_token", token),
        ("scope", SCOPES),
    ];
    token_request(company, "organizations", &fields).await
}

#[tokio::test]
async fn discovery_names_endpoints_of_the_callers_own_origin() {
    let company = company().await;
    let document =
        |tenant: &str| format!("{}/{tenant}/v2.0/.well-known/openid-configuration", company.login_url());
    let many: Value = client().get(document("organizations")).send().await.unwrap().json().await.unwrap();
    assert_eq!(
        many["issuer"],
        format!("{}/{{tenantid}}/v2.0", company.login_url()),
        "many tenants, one placeholder"
    );
    let one: Value =
        client().get(document("contoso-sample.example")).send().await.unwrap().json().await.unwrap();
    let token_endpoint = one["token_endpoint"].as_str().unwrap();
    assert!(
        token_endpoint.contains(company.tenant_id()),
        "a domain leads to its tenant's id: {token_endpoint}"
    );
    let unknown = client().get(document("nobody.example")).send().await.unwrap();
    assert_eq!(unknown.status(), 400, "an unknown tenant is refused");
    assert_eq!(unknown.json::<Value>().await.unwrap()["error_codes"], json!([90_002]), "by its number");
}

#[tokio::test]
async fn the_id_token_carries_the_nonce_and_ids() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    let part = admin.tokens["id_token"].as_str().unwrap().split('.').nth(1).unwrap().to_owned();
    let claims = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, part).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    let (_, me) = admin.ask("/me").await;
    assert_eq!(
        (&claims["nonce"], &claims["aud"]),
        (&json!("a-nonce"), &json!(CLIENT_ID)),
        "bound to the request"
    );
    assert_eq!(
        (&claims["tid"], &claims["oid"]),
        (&json!(company.tenant_id()), &me["id"]),
        "tenant and person"
    );
    assert_eq!(admin.access_token().len(), 2_931, "tokens are as long as real ones");
}

#[tokio::test]
async fn cancelling_comes_back_with_the_state() {
    let company = company().await;
    for decision in [Decision::Cancel, Decision::CancelAtSignIn] {
        let answer = visit(&company, "organizations", deciding(decision)).await;
        assert_eq!(field(&answer, "error"), "access_denied", "{decision:?} is the person's no");
        assert_eq!(
            (field(&answer, "error_subcode"), field(&answer, "state")),
            ("cancel", "a-state"),
            "{decision:?}"
        );
    }
}

#[tokio::test]
async fn a_query_answer_is_given_when_asked_for() {
    let company = company().await;
    let listener = Listener::open().await;
    let url = authorize_url(&company, "common", &listener.redirect_uri, &[("response_mode", "query")]);
    let (outcome, answer) = tokio::join!(browser::sign_in(&url, Visit::default()), listener.answer());
    assert_eq!(outcome.unwrap().text, "done", "the browser ends at the application");
    assert!(!field(&answer, "code").is_empty(), "the code came in the query: {answer:?}");
}

#[tokio::test]
async fn failures_that_cannot_be_told_to_the_application_stay_in_the_browser() {
    let company = company().await;
    let (localhost, client_id, redirect) = ("http://localhost:1/", "client_id", "redirect_uri");
    for (extra, number) in [
        ((client_id, "00000000-0000-4000-a000-000000000000"), "AADSTS700016"),
        ((redirect, "http://127.0.0.1:1/"), "AADSTS50011"),
        ((redirect, "http://localhost:1/<script>"), "AADSTS50011"),
    ] {
        let url = authorize_url(&company, "organizations", localhost, &[extra]);
        let outcome = browser::sign_in(&url, Visit::default()).await.unwrap();
        assert!(outcome.text.contains(number), "{extra:?} shows {number}");
        assert!(!outcome.text.contains("<script>"), "what is echoed is escaped");
        assert!(
            outcome.address.starts_with(&company.login_url()),
            "nothing was delivered: {}",
            outcome.address
        );
    }
}

#[tokio::test]
async fn wrong_requests_are_told_to_the_application() {
    let company = company().await;
    for (extra, error) in [
        (("scope", "openid User.Destroy"), "invalid_scope"),
        (("response_type", "token"), "unsupported_response_type"),
        (("code_challenge_method", "plain"), "invalid_request"),
        (("prompt", "none"), "login_required"),
    ] {
        let listener = Listener::open().await;
        let url = authorize_url(&company, "organizations", &listener.redirect_uri, &[extra]);
        let (_, answer) = tokio::join!(browser::sign_in(&url, Visit::default()), listener.answer());
        assert_eq!(field(&answer, "error"), error, "{extra:?}: {answer:?}");
        assert_eq!(field(&answer, "state"), "a-state", "{extra:?}: the state comes back");
    }
}

#[tokio::test]
async fn a_non_admin_needs_approval_until_an_admin_consents_for_all() {
    let company = company().await;
    let url = authorize_url(&company, "organizations", "http://localhost:1/", &[]);
    let outcome = browser::sign_in(&url, as_user(NON_ADMIN)).await.unwrap();
    assert!(outcome.text.contains("Need admin approval"), "the scopes need an administrator");

    // An admin's own consent is not the organisation's.
    SignedIn::as_admin(&company).await;
    let outcome = browser::sign_in(&url, as_user(NON_ADMIN)).await.unwrap();
    assert!(outcome.text.contains("AADSTS90094"), "still only for the admin");

    let consent = format!(
        "{}/organizations/v2.0/adminconsent?client_id={CLIENT_ID}&state=s1&scope=User.Read.All%20GroupMember.Read.All%20User.Read%20openid%20profile%20offline_access",
        company.login_url()
    );
    let listener = Listener::open().await;
    let link = format!("{consent}&redirect_uri={}", listener.redirect_uri);
    let (_, answer) = tokio::join!(browser::sign_in(&link, Visit::default()), listener.answer());
    assert_eq!(field(&answer, "admin_consent"), "True", "{answer:?}");
    assert_eq!(
        (field(&answer, "tenant"), field(&answer, "state")),
        (company.tenant_id(), "s1"),
        "{answer:?}"
    );
    SignedIn::with(&company, "organizations", as_user(NON_ADMIN)).await;
}

#[tokio::test]
async fn consent_is_asked_once() {
    let company = company().await;
    SignedIn::as_admin(&company).await;
    let url = authorize_url(&company, "organizations", "http://localhost:1/", &[]);
    let again = browser::sign_in(&url, deciding(Decision::LeaveAt(Page::Answer))).await.unwrap();
    assert!(again.text.contains("name=\"code\""), "the second sign-in leads straight back");
    let url = authorize_url(&company, "organizations", "http://localhost:1/", &[("prompt", "consent")]);
    let asked = browser::sign_in(&url, deciding(Decision::LeaveAt(Page::Consent))).await.unwrap();
    assert!(asked.text.contains("Permissions requested"), "unless it is asked for again");
}

#[tokio::test]
async fn other_kinds_of_accounts_are_told_apart() {
    let company = company().await;
    let personal = authorize_url(&company, "organizations", "http://localhost:1/", &[]);
    let outcome = browser::sign_in(&personal, as_user(PERSONAL_ACCOUNT)).await.unwrap();
    assert!(outcome.text.contains("personal account"), "organisations do not take personal accounts");

    let other = SignedIn::with(&company, "organizations", as_user(FABRIKAM_ACCOUNT)).await;
    let (_, organization) = other.ask("/organization").await;
    assert_eq!(organization["value"][0]["displayName"], "Fabrikam Sample", "another tenant answers");
    let (users, _) = other.all("/users").await;
    assert_eq!(users.len(), 6, "with its own users");

    let admin_only = [("scope", "openid profile User.Read")];
    let listener = Listener::open().await;
    let url = authorize_url(&company, company.tenant_id(), &listener.redirect_uri, &admin_only);
    let (_, mut answer) = tokio::join!(browser::sign_in(&url, as_user(GUEST_ACCOUNT)), listener.answer());
    answer.push(("redirect_uri".into(), listener.redirect_uri));
    let (status, tokens) = redeem(&company, company.tenant_id(), &answer).await;
    assert_eq!(status, 200, "a guest may sign in to read the own profile: {tokens}");
    let request = client().get(format!("{}/me?$select=userType,userPrincipalName", company.graph_url()));
    let me: Value = request
        .bearer_auth(tokens["access_token"].as_str().unwrap())
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(me["userType"], "Guest", "and is one: {me}");
}

#[tokio::test]
async fn a_code_is_redeemed_once_by_whom_it_was_issued_to() {
    let company = company().await;
    let answer = visit(&company, "organizations", Visit::default()).await;
    assert_eq!(redeem(&company, "organizations", &answer).await.0, 200, "the first redemption");
    let (status, again) = redeem(&company, "organizations", &answer).await;
    assert_eq!((status, &again["error_codes"]), (400, &json!([54_005])), "the second is refused: {again}");

    for (name, value, number) in [
        ("code_verifier", "another-verifier-that-is-long-enough-for-the-standard", 501_481),
        ("redirect_uri", "http://localhost:1/", 500_112),
        ("code", "made-up", 70_000),
        ("client_secret", "secret", 700_025),
        ("client_id", GRAPH_TOOLS_CLIENT_ID, 700_005),
    ] {
        let answer = visit(&company, "organizations", Visit::default()).await;
        let fields = [
            ("grant_type", "authorization_code"),
            ("client_id", CLIENT_ID),
            ("code", field(&answer, "code")),
            ("redirect_uri", field(&answer, "redirect_uri")),
            ("code_verifier", VERIFIER),
        ];
        let fields: Vec<_> =
            fields.into_iter().filter(|(key, _)| *key != name).chain([(name, value)]).collect();
        let (status, refused) = token_request(&company, "organizations", &fields).await;
        assert_eq!((status, &refused["error_codes"]), (400, &json!([number])), "{name}: {refused}");
    }
}

#[tokio::test]
async fn an_old_code_has_expired() {
    let company = company().await;
    company.entra().set_code_lifetime(Duration::ZERO);
    let answer = visit(&company, "organizations", Visit::default()).await;
    let (_, refused) = redeem(&company, "organizations", &answer).await;
    assert_eq!(refused["error_codes"], json!([70_008]), "{refused}");
}

#[tokio::test]
async fn refresh_tokens_rotate_and_old_ones_follow_the_policy() {
    let company = company().await;
    let first = SignedIn::as_admin(&company).await.tokens;
    let (status, second) = refresh(&company, &first).await;
    assert_eq!(status, 200, "{second}");
    assert_ne!(first["refresh_token"], second["refresh_token"], "each use brings a new one");
    assert_eq!(refresh(&company, &first).await.0, 200, "the old one is tolerated by default");

    company.entra().set_reuse_ends_the_grant(true);
    let (_, refused) = refresh(&company, &first).await;
    assert_eq!(
        (&refused["error"], &refused["suberror"]),
        (&json!("invalid_grant"), &json!("bad_token")),
        "{refused}"
    );
    assert_eq!(refresh(&company, &second).await.0, 400, "reuse ended the whole sign-in");
}

#[tokio::test]
async fn dead_sign_ins_say_why() {
    let company = company().await;
    let signed_in = SignedIn::as_admin(&company).await;
    company.entra().revoke_consent();
    let (_, refused) = refresh(&company, &signed_in.tokens).await;
    assert_eq!(refused["suberror"], "consent_required", "{refused}");
    assert_eq!(signed_in.ask("/me").await.0, 401, "access tokens went with the consent");

    let signed_in = SignedIn::as_admin(&company).await;
    company.entra().revoke_sessions();
    let (_, refused) = refresh(&company, &signed_in.tokens).await;
    assert_eq!(refused["error_codes"], json!([50_173]), "{refused}");

    let signed_in = SignedIn::as_admin(&company).await;
    company.entra().set_refresh_token_lifetime(Duration::ZERO);
    let (_, refused) = refresh(&company, &signed_in.tokens).await;
    assert_eq!(refused["error_codes"], json!([700_082]), "{refused}");
}

#[tokio::test]
async fn token_answers_can_differ_in_form() {
    let company = company().await;
    for effect in [
        Effect::NoRefreshToken,
        Effect::ExpiresInText,
        Effect::ScopesAsUris,
        Effect::ScopesReduced(vec!["GroupMember.Read.All".into()]),
    ] {
        company.faults().add(Fault::new("/token", effect));
    }
    let admin = SignedIn::as_admin(&company).await;
    assert_eq!(admin.tokens["refresh_token"], Value::Null, "withheld");
    assert_eq!(admin.tokens["expires_in"], "4199", "as text");
    let scope = admin.tokens["scope"].as_str().unwrap();
    assert!(scope.contains("https://graph.microsoft.com/User.Read.All"), "as URIs: {scope}");
    assert!(!scope.contains("GroupMember"), "without the withheld one: {scope}");
    assert_eq!(admin.ask("/users").await.0, 200, "users are readable");
    assert_eq!(admin.ask("/groups").await.0, 403, "groups are not");
}

#[tokio::test]
async fn https_serves_the_same_with_its_own_certificate() {
    let company = SampleCompany::builder().https(true).start().await.unwrap();
    assert!(company.login_url().starts_with("https://127.0.0.1:"), "{}", company.login_url());
    let admin = SignedIn::as_admin(&company).await;
    assert_eq!(admin.ask("/me").await.0, 200, "sign-in and Graph work over TLS");
}
