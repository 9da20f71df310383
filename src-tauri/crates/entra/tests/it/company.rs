//! The same against the sample company: real pages, consent, RS256 id tokens, rotation.

use crate::keeper::{ONE, text};
use crate::peer::http;
use chrono::{TimeDelta, Utc};
use rollcall_entra::{
    Cloud, GRAPH_COMMAND_LINE_TOOLS, KeeperTarget, KeySource, ResponseMode, SignInError, SignInRequest,
    SignedIn, TokenError, TokenKeeper, Trouble, Vault, begin,
};
use rollcall_people::TenantId;
use rollcall_sample::browser::{self, Decision, Visit};
use rollcall_sample::{CLIENT_ID, FABRIKAM_ACCOUNT, GUEST_ACCOUNT, SampleCompany};
use std::time::Duration;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

fn request(company: &SampleCompany) -> SignInRequest {
    let cloud = Cloud::custom(&company.login_url(), &company.graph_url()).unwrap();
    SignInRequest { timeout: Duration::from_secs(20), ..SignInRequest::new(cloud, CLIENT_ID) }
}

/// Starts an attempt, lets a person visit the page, and returns how it ended with what the page said.
async fn visit(request: SignInRequest, visit: Visit) -> (Result<SignedIn, SignInError>, String) {
    let attempt = begin(http(), request).await.unwrap();
    let url = attempt.url().to_string();
    let person = tokio::spawn(async move { browser::sign_in(&url, visit).await.unwrap().text });
    let ended = attempt.finish(CancellationToken::new()).await;
    (ended, person.await.unwrap())
}

fn as_account(account: &str) -> Visit {
    Visit { account: Some(account.to_owned()), ..Visit::default() }
}

#[tokio::test]
async fn an_admin_signs_in_and_reads_the_directory_of_the_tenant() {
    let company = SampleCompany::start().await.unwrap();
    for response_mode in [ResponseMode::FormPost, ResponseMode::Query] {
        for client_id in [CLIENT_ID, GRAPH_COMMAND_LINE_TOOLS] {
            let request =
                SignInRequest { response_mode, client_id: client_id.to_owned(), ..request(&company) };
            let (ended, page) = visit(request, Visit::default()).await;
            let signed_in = ended.unwrap();
            assert_eq!(signed_in.tenant.as_str(), company.tenant_id(), "{response_mode:?}: the tenant");
            assert_eq!(signed_in.account, company.admins()[0].user_principal_name, "the admin");
            assert!(
                signed_in.granted.iter().any(|s| s == "GroupMember.Read.All"),
                "groups: {:?}",
                signed_in.granted
            );
            assert!(page.contains("You are signed in"), "what the person sees last: {page}");
        }
    }
}

#[tokio::test]
async fn saying_no_at_either_page_ends_the_attempt_without_a_sign_in() {
    let company = SampleCompany::start().await.unwrap();
    for decision in [Decision::Cancel, Decision::CancelAtSignIn] {
        let (ended, page) = visit(request(&company), Visit { decision, account: None }).await;
        assert!(matches!(ended, Err(SignInError::Service(Trouble::Refused(_)))), "{decision:?}: {ended:?}");
        assert!(page.contains("You are not signed in"), "{decision:?}: {page}");
    }
}

#[tokio::test]
async fn a_person_who_closes_the_page_can_cancel_in_the_app() {
    let company = SampleCompany::start().await.unwrap();
    let attempt = begin(http(), request(&company)).await.unwrap();
    let closed = Visit { decision: Decision::LeaveAt(browser::Page::Consent), account: None };
    browser::sign_in(attempt.url().as_str(), closed).await.unwrap();
    let cancel = CancellationToken::new();
    cancel.cancel();
    let ended = attempt.finish(cancel).await;
    assert!(matches!(ended, Err(SignInError::Cancelled)), "at once: {ended:?}");
}

/// An administrator follows the link that the wizard gives out.
async fn consent_for_everyone(company: &SampleCompany) {
    let attempt = begin(http(), request(company)).await.unwrap();
    let consent = Visit { decision: Decision::AcceptForOrganization, account: None };
    let page = browser::sign_in(attempt.admin_consent_url().as_str(), consent).await.unwrap();
    assert!(page.text.contains("The consent was recorded"), "{}: {}", page.address, page.text);
}

#[tokio::test]
async fn accounts_from_elsewhere_are_told_apart() {
    let company = SampleCompany::start().await.unwrap();
    let pinned = SignInRequest { tenant: Some(company.tenant_id().to_owned()), ..request(&company) };
    let (fabrikam, _) = visit(request(&company), as_account(FABRIKAM_ACCOUNT)).await;
    let signed_in = fabrikam.expect("a work account of another company is one all the same");
    assert_eq!(
        signed_in.tenant.as_str(),
        company.fabrikam_tenant_id(),
        "and its tenant shows where it belongs"
    );
    consent_for_everyone(&company).await;
    let (guest, _) = visit(pinned, as_account(GUEST_ACCOUNT)).await;
    assert!(matches!(guest, Err(SignInError::GuestAccount { .. })), "a guest: {guest:?}");
}

#[tokio::test]
async fn after_an_administrators_consent_everyone_can_sign_in() {
    let company = SampleCompany::start().await.unwrap();
    let employee = company.admins().last().unwrap().user_principal_name.clone();
    consent_for_everyone(&company).await;
    let (ended, _) = visit(request(&company), as_account(&employee)).await;
    assert_eq!(ended.unwrap().account, employee, "without being an administrator");
}

/// A stored sign-in of the sample company.
struct Connection {
    company: SampleCompany,
    vault: Vault,
    keeper: TokenKeeper,
    _dir: TempDir,
}

async fn connected() -> Connection {
    let company = SampleCompany::start().await.unwrap();
    company.entra().set_reuse_ends_the_grant(true);
    let request = request(&company);
    let cloud = request.cloud.clone();
    let signed_in = visit(request, Visit::default()).await.0.unwrap();
    let dir = TempDir::new().unwrap();
    let vault = Vault::open(dir.path(), KeySource::File(dir.path().join("key"))).unwrap();
    vault.put(ONE, &signed_in.tokens).unwrap();
    let target = KeeperTarget {
        cloud,
        tenant: TenantId::new(company.tenant_id()),
        client_id: CLIENT_ID.to_owned(),
        extra_scopes: Vec::new(),
    };
    let keeper = TokenKeeper::new(http(), vault.clone(), ONE, target);
    Connection { company, vault, keeper, _dir: dir }
}

#[tokio::test]
async fn rotation_holds_where_reuse_ends_the_grant() {
    let connection = connected().await;
    for renewal in 0..10 {
        let now = Utc::now();
        let refused = connection.keeper.access_token(now).await.unwrap();
        let renewed = connection.keeper.after_unauthorized(&refused, now).await;
        assert!(renewed.is_ok(), "renewal {renewal}: {renewed:?}");
    }
}

#[tokio::test]
async fn a_changed_password_asks_for_a_sign_in_and_signing_in_heals_it() {
    let connection = connected().await;
    connection.company.entra().revoke_sessions();
    let later = Utc::now() + TimeDelta::hours(2);
    let dead = connection.keeper.access_token(later).await;
    assert!(matches!(dead, Err(TokenError::Service(Trouble::SignInNeeded(_)))), "{dead:?}");
    let again = visit(request(&connection.company), Visit::default()).await.0.unwrap();
    connection.vault.put(ONE, &again.tokens).unwrap();
    assert!(!text(&connection.keeper.access_token(later).await).is_empty(), "renewable again");
}

#[tokio::test]
async fn revoked_consent_is_told_from_a_revoked_sign_in() {
    let connection = connected().await;
    connection.company.entra().revoke_consent();
    let refused = connection.keeper.access_token(Utc::now() + TimeDelta::hours(2)).await;
    assert!(matches!(refused, Err(TokenError::Service(Trouble::ConsentNeeded(_)))), "{refused:?}");
}
