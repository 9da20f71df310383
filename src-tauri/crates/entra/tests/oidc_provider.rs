//! Sign-in and renewal against a certified OpenID provider, `oidc-provider`, which is stricter than
//! Entra: PKCE is required, refresh tokens rotate, and one that is presented twice ends the grant.
//!
//! Needs Node.js and the packages of `tests/peers`; without them the tests fail.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)] // a helper that cannot go on fails its test

mod provider;

use chrono::{TimeDelta, Utc};
use provider::{At, Provider, browse, http};
use rollcall_entra::{
    KeySource, Prompt, ResponseMode, SignInError, SignInRequest, SignedIn, TokenError, TokenKeeper, Trouble,
    Vault, begin,
};
use rollcall_people::ConnectionId;
use secrecy::ExposeSecret;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use url::Url;

const ONE: ConnectionId = ConnectionId(1);
/// Set in a process that a test started to kill it: where its data lies, and the provider.
const DATA: &str = "ROLLCALL_VICTIM_DATA";
const PROVIDER: &str = "ROLLCALL_VICTIM_PROVIDER";

/// Whoever signs in opens the address that `page` makes of the attempt's.
async fn sign_in_at(request: SignInRequest, page: impl Fn(&Url) -> String) -> Result<SignedIn, SignInError> {
    let attempt = begin(http(), request).await?;
    let address = page(attempt.url());
    let person = tokio::spawn(async move { browse(&address).await });
    let ended = attempt.finish(CancellationToken::new()).await;
    person.await.unwrap();
    ended
}

async fn sign_in(request: SignInRequest) -> Result<SignedIn, SignInError> {
    sign_in_at(request, Url::to_string).await
}

fn vault(dir: &Path) -> Vault {
    Vault::open(dir, KeySource::File(dir.join("key"))).unwrap()
}

fn keeper(dir: &Path, at: &At) -> TokenKeeper {
    TokenKeeper::new(http(), vault(dir), ONE, at.target())
}

/// A sign-in that is stored in a data directory.
async fn signed_in() -> (Provider, TempDir) {
    let (provider, dir) = (Provider::start(), TempDir::new().unwrap());
    let signed_in = sign_in(provider.at.request()).await.unwrap();
    vault(dir.path()).put(ONE, &signed_in.tokens).unwrap();
    (provider, dir)
}

#[tokio::test]
async fn signing_in_works_in_both_response_modes_and_with_or_without_a_tenant() {
    let provider = Provider::start();
    let at = &provider.at;
    for response_mode in [ResponseMode::FormPost, ResponseMode::Query] {
        for tenant in [None, Some(at.tenant.clone())] {
            let signed_in = sign_in(SignInRequest { response_mode, tenant, ..at.request() }).await.unwrap();
            assert_eq!(
                (signed_in.tenant.as_str(), signed_in.object.as_str(), signed_in.account.as_str()),
                (at.tenant.as_str(), at.account.as_str(), "abeli@contoso.example"),
                "{response_mode:?}: who it is, by the checked id token"
            );
            assert!(signed_in.tokens.is_renewable(), "{response_mode:?}: with a refresh token");
            assert!(
                signed_in.granted.iter().any(|scope| scope == "GroupMember.Read.All"),
                "{response_mode:?}: {:?}",
                signed_in.granted
            );
        }
    }
    assert_eq!(provider.stats().await.redeemed, 4, "each code once");
}

#[tokio::test]
async fn a_sign_in_without_a_refresh_token_is_good_and_says_so() {
    let provider = Provider::start();
    let signed_in =
        sign_in(SignInRequest { prompt: Some(Prompt::SelectAccount), ..provider.at.request() }).await;
    let tokens = signed_in.unwrap().tokens;
    assert!(!tokens.is_renewable(), "this provider gives none without asking the person for consent");
    assert!(!tokens.access().expose_secret().is_empty(), "usable now");
}

#[tokio::test]
async fn the_proof_of_the_code_is_needed() {
    let provider = Provider::start();
    let without = |url: &Url| {
        let mut bare = url.clone();
        let kept = url.query_pairs().filter(|(name, _)| !name.starts_with("code_challenge"));
        bare.query_pairs_mut().clear().extend_pairs(kept);
        bare.to_string()
    };
    let ended = sign_in_at(provider.at.request(), without).await;
    assert!(
        matches!(ended, Err(SignInError::Service(Trouble::AppRegistration(_)))),
        "without a challenge the provider refuses, and we hear it: {ended:?}"
    );
    let foreign = |url: &Url| {
        let others = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"; // RFC 7636, appendix B
        let swap = |(name, value): (_, _)| {
            if name == "code_challenge" { (name, others.into()) } else { (name, value) }
        };
        let mut swapped = url.clone();
        swapped.query_pairs_mut().clear().extend_pairs(url.query_pairs().map(swap));
        swapped.to_string()
    };
    let ended = sign_in_at(provider.at.request(), foreign).await;
    assert!(matches!(ended, Err(SignInError::CodeRejected(_))), "a foreign challenge: {ended:?}");
    assert_eq!(provider.stats().await.redeemed, 0, "neither became tokens");
}

#[tokio::test]
async fn a_hundred_renewals_never_present_an_old_token() {
    let (provider, dir) = signed_in().await;
    let mut seen = BTreeSet::new();
    for renewal in 1..=100 {
        // Opened anew each time, as by another process: it knows only what was sealed.
        let keeper = keeper(dir.path(), &provider.at);
        let refused = keeper.access_token(Utc::now()).await.unwrap();
        let renewed = keeper.after_unauthorized(&refused, Utc::now()).await;
        let renewed = renewed.unwrap_or_else(|error| panic!("renewal {renewal}: {error:?}"));
        assert!(seen.insert(renewed.expose_secret().to_owned()), "renewal {renewal} gave a new token");
    }
    let stats = provider.stats().await;
    assert_eq!((stats.refreshed, stats.refused, stats.revoked), (100, 0, 0), "the grant lives: {stats:?}");
}

#[tokio::test]
async fn an_old_token_would_have_ended_the_grant() {
    let (provider, dir) = signed_in().await;
    let old = vault(dir.path()).get(ONE).unwrap().unwrap();
    let later = Utc::now() + TimeDelta::hours(2);
    keeper(dir.path(), &provider.at).access_token(later).await.unwrap();
    vault(dir.path()).put(ONE, &old).unwrap();
    let ended = keeper(dir.path(), &provider.at).access_token(later).await;
    assert!(matches!(ended, Err(TokenError::Service(Trouble::SignInNeeded(_)))), "{ended:?}");
    assert!(provider.stats().await.revoked > 0, "this provider is as strict as the test above needs it");
}

#[tokio::test]
async fn whoever_asks_at_once_shares_one_renewal() {
    let (provider, dir) = signed_in().await;
    let (desktop, command_line) = (keeper(dir.path(), &provider.at), keeper(dir.path(), &provider.at));
    let later = Utc::now() + TimeDelta::hours(2);
    let mut asking = JoinSet::new();
    for caller in 0..20 {
        let keeper = if caller % 2 == 0 { desktop.clone() } else { command_line.clone() };
        asking.spawn(async move { keeper.access_token(later).await.unwrap().expose_secret().to_owned() });
    }
    let given: BTreeSet<_> = asking.join_all().await.into_iter().collect();
    assert_eq!(given.len(), 1, "all have the same token");
    let stats = provider.stats().await;
    assert_eq!((stats.refreshed, stats.refused), (1, 0), "twenty callers, two keepers, one request");
}

/// What the process that gets killed does.
async fn renew_in(data: &Path, at: &str) {
    let at = serde_json::from_str(at).unwrap();
    let later = Utc::now() + TimeDelta::hours(2);
    let renewed = keeper(data, &at).access_token(later).await;
    panic!("it was to be killed before this: {:?}", renewed.map(|_| ()));
}

fn start_victim(test: &str, dir: &Path, at: &At) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact"])
        .env(DATA, dir)
        .env(PROVIDER, serde_json::to_string(at).unwrap())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_between_receiving_and_sealing_it_asks_to_sign_in_and_stops() {
    if let (Some(data), Ok(at)) = (std::env::var_os(DATA), std::env::var(PROVIDER)) {
        return renew_in(data.as_ref(), &at).await;
    }
    let (provider, dir) = signed_in().await;
    provider.hold().await;
    let mut victim = start_victim(
        "killed_between_receiving_and_sealing_it_asks_to_sign_in_and_stops",
        dir.path(),
        &provider.at,
    );
    provider.until(|stats| stats.waiting == 1).await;
    // The grant has rotated. Whoever holds the vault's lock keeps the victim from sealing.
    let vault_lock = File::open(dir.path().join("sign-ins.lock")).unwrap();
    vault_lock.lock().unwrap();
    let answered = provider.stats().await.answered;
    provider.release().await;
    provider.until(|stats| stats.answered > answered).await;
    victim.kill().unwrap();
    assert!(!victim.wait().unwrap().success(), "it died with the new token in its hands");
    drop(vault_lock);

    let later = Utc::now() + TimeDelta::hours(2);
    for attempt in 1..=5 {
        let ended = keeper(dir.path(), &provider.at).access_token(later).await;
        assert!(
            matches!(ended, Err(TokenError::Service(Trouble::SignInNeeded(_)))),
            "attempt {attempt}: a person is asked: {ended:?}"
        );
    }
    let stats = provider.stats().await;
    assert_eq!((stats.refreshed, stats.refused), (1, 1), "the old token was tried once, never in a loop");

    assert!(vault(dir.path()).set_aside().is_none(), "the sealed file is whole");
    let again = sign_in(provider.at.request()).await.unwrap();
    vault(dir.path()).put(ONE, &again.tokens).unwrap();
    let renewed = keeper(dir.path(), &provider.at).access_token(later).await;
    assert!(renewed.is_ok(), "signing in again heals it: {renewed:?}");
}
