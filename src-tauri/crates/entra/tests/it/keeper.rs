//! Renewing tokens when all goes well: once, sealed first, and never with an old refresh token.

use crate::peer::{Peer, Scripted, http};
use chrono::{DateTime, TimeDelta, Utc};
use rollcall_entra::{ClockCheck, KeySource, TokenError, TokenKeeper, TokenSet, Vault};
use rollcall_people::ConnectionId;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use std::time::Duration;
use tempfile::TempDir;
use tokio::task::JoinSet;

pub(crate) const ONE: ConnectionId = ConnectionId(1);

/// A connection that signed in at a certain time; its access token lasts an hour.
pub(crate) struct Signed {
    pub(crate) peer: Peer,
    pub(crate) dir: TempDir,
    pub(crate) vault: Vault,
    pub(crate) keeper: TokenKeeper,
    pub(crate) at: DateTime<Utc>,
}

impl Signed {
    pub(crate) async fn start() -> Self {
        let peer = Peer::start().await;
        let dir = TempDir::new().unwrap();
        let at = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let vault = open(&dir);
        let refresh = Some(peer.grant().into());
        vault.put(ONE, &TokenSet::new("access-0".into(), refresh, TimeDelta::hours(1), at)).unwrap();
        let keeper = TokenKeeper::new(http(), vault.clone(), ONE, peer.target());
        Self { peer, dir, vault, keeper, at }
    }

    /// What another start of the program would have: everything anew but the data directory.
    pub(crate) fn restarted(&self) -> TokenKeeper {
        TokenKeeper::new(http(), open(&self.dir), ONE, self.peer.target())
    }

    pub(crate) fn expired(&self) -> DateTime<Utc> {
        self.at + TimeDelta::hours(1)
    }
}

fn open(dir: &TempDir) -> Vault {
    Vault::open(&dir.path().join("data"), KeySource::File(dir.path().join("key"))).unwrap()
}

pub(crate) fn text(token: &Result<SecretString, TokenError>) -> &str {
    token.as_ref().expect("there is a token").expose_secret()
}

#[tokio::test]
async fn a_fresh_token_needs_no_request() {
    let signed = Signed::start().await;
    assert_eq!(text(&signed.keeper.access_token(signed.at).await), "access-0", "as stored");
    assert!(signed.peer.requests().is_empty(), "nobody was asked");
}

#[tokio::test]
async fn a_hundred_renewals_never_present_an_old_token() {
    let signed = Signed::start().await;
    let mut now = signed.at;
    for n in 1..=100 {
        now += TimeDelta::hours(2);
        assert_eq!(text(&signed.keeper.access_token(now).await), format!("access-{n}"), "renewal {n}");
    }
    let presented: Vec<_> = signed.peer.requests().iter().map(|r| r["refresh_token"].clone()).collect();
    let expected: Vec<_> = (0..100).map(|n| format!("refresh-{n}")).collect();
    assert_eq!(presented, expected, "each one once, in order");
}

#[tokio::test]
async fn the_new_token_is_sealed_before_it_is_used() {
    let signed = Signed::start().await;
    let access = signed.keeper.access_token(signed.expired()).await;
    assert_eq!(text(&access), "access-1", "renewed");
    let later = signed.expired() + TimeDelta::hours(2);
    assert_eq!(
        text(&signed.restarted().access_token(later).await),
        "access-2",
        "a restart goes on from the newest"
    );
    assert_eq!(signed.peer.requests()[1]["refresh_token"], "refresh-1", "which was on disk");
}

#[tokio::test]
async fn many_callers_share_one_renewal() {
    let signed = Signed::start().await;
    let mut callers = JoinSet::new();
    for _ in 0..20 {
        let (keeper, now) = (signed.keeper.clone(), signed.expired());
        callers.spawn(async move { keeper.access_token(now).await.unwrap().expose_secret().to_owned() });
    }
    let got = callers.join_all().await;
    assert_eq!(got, vec!["access-1"; 20], "all have the same new one");
    assert_eq!(signed.peer.requests().len(), 1, "manual run, schedule and window ask once");
}

#[tokio::test]
async fn two_processes_share_one_renewal() {
    let signed = Signed::start().await;
    let (desktop, command_line) = (signed.keeper.clone(), signed.restarted());
    assert_eq!(text(&command_line.access_token(signed.at).await), "access-0", "it knows the old token");
    let (one, two) =
        tokio::join!(desktop.access_token(signed.expired()), command_line.access_token(signed.expired()));
    assert_eq!((text(&one), text(&two)), ("access-1", "access-1"), "the later one finds the earlier one's");
    assert_eq!(signed.peer.requests().len(), 1, "one request among them");
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_for_all_who_were_refused() {
    let signed = Signed::start().await;
    let refused = signed.keeper.access_token(signed.at).await.unwrap();
    let (one, two) = tokio::join!(
        signed.keeper.after_unauthorized(&refused, signed.at),
        signed.keeper.after_unauthorized(&refused, signed.at)
    );
    assert_eq!((text(&one), text(&two)), ("access-1", "access-1"), "although it was not expired");
    assert_eq!(signed.peer.requests().len(), 1, "one renewal");
}

#[tokio::test]
async fn an_answer_without_a_refresh_token_keeps_the_old_one() {
    let signed = Signed::start().await;
    signed.peer.script([Scripted::Json(
        200,
        json!({"token_type": "Bearer", "access_token": "access-x", "expires_in": 3600}),
    )]);
    assert_eq!(text(&signed.keeper.access_token(signed.expired()).await), "access-x", "renewed");
    let later = signed.expired() + TimeDelta::hours(2);
    assert_eq!(
        text(&signed.keeper.access_token(later).await),
        "access-1",
        "and again, with the same refresh token"
    );
    assert_eq!(signed.peer.requests()[1]["refresh_token"], "refresh-0", "RFC 6749, section 6");
}

#[tokio::test]
async fn a_caller_that_is_stopped_does_not_lose_the_rotated_token() {
    let signed = Signed::start().await;
    signed.peer.gate.forget_permits(usize::MAX);
    let (keeper, now) = (signed.keeper.clone(), signed.expired());
    let caller = tokio::spawn(async move { keeper.access_token(now).await });
    while signed.peer.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    caller.abort();
    assert!(caller.await.unwrap_err().is_cancelled(), "the caller is gone while the service rotates");
    signed.peer.gate.add_permits(1);
    assert_eq!(text(&signed.keeper.access_token(now).await), "access-1", "the renewal went on without it");
    assert_eq!(signed.peer.requests().len(), 1, "and was not repeated");
}

#[tokio::test]
async fn a_permission_that_was_not_granted_is_not_asked_for() {
    let signed = Signed::start().await;
    signed.peer.script([Scripted::Changed(json!({"scope": "User.Read User.Read.All"}))]);
    let first = signed.keeper.access_token(signed.expired()).await;
    assert_eq!(text(&first), "access-1", "users work without groups");
    signed.keeper.access_token(signed.expired() + TimeDelta::hours(2)).await.unwrap();
    let asked = signed.peer.requests().iter().map(|r| r["scope"].clone()).collect::<Vec<_>>();
    assert_eq!(
        asked[0], "openid profile offline_access User.Read User.Read.All GroupMember.Read.All",
        "all at first"
    );
    assert_eq!(asked[1], "openid profile offline_access User.Read User.Read.All", "then what there is");
    let granted = signed.vault.get(ONE).unwrap().unwrap().granted().to_vec();
    assert!(granted.contains(&"User.Read.All".to_owned()), "and the vault knows: {granted:?}");
}

#[tokio::test]
async fn a_new_sign_in_is_noticed() {
    let signed = Signed::start().await;
    signed.keeper.access_token(signed.at).await.unwrap();
    signed.vault.put(ONE, &TokenSet::new("another".into(), None, TimeDelta::hours(1), signed.at)).unwrap();
    assert_eq!(text(&signed.keeper.access_token(signed.at).await), "another", "not the one remembered");
    signed.vault.delete(ONE).unwrap();
    let gone = signed.keeper.access_token(signed.at).await;
    assert!(matches!(gone, Err(TokenError::NoSignIn)), "signed out: {gone:?}");
}

#[tokio::test]
async fn a_wrong_clock_makes_no_storm_of_renewals() {
    let signed = Signed::start().await;
    let set_back = signed.at - TimeDelta::days(1);
    for _ in 0..5 {
        signed.keeper.access_token(set_back).await.unwrap();
    }
    assert_eq!(signed.peer.requests().len(), 1, "once, and then it counts from there");
    let ahead = signed.at + TimeDelta::days(3650);
    for _ in 0..5 {
        signed.keeper.access_token(ahead).await.unwrap();
    }
    assert_eq!(signed.peer.requests().len(), 2, "the same for the other direction");
}

#[tokio::test]
async fn each_renewal_compares_the_clocks() {
    let signed = Signed::start().await;
    assert_eq!(signed.keeper.clock(), ClockCheck::NotMeasured, "nothing was asked yet");
    signed.peer.date(signed.expired() - TimeDelta::hours(2));
    signed.keeper.access_token(signed.expired()).await.unwrap();
    let ClockCheck::Off(offset) = signed.keeper.clock() else { panic!("two hours are worth a warning") };
    assert!((offset - TimeDelta::hours(2)).abs() < TimeDelta::minutes(1), "local minus service: {offset}");
    let later = signed.expired() + TimeDelta::hours(2);
    signed.peer.date(later);
    signed.keeper.access_token(later).await.unwrap();
    assert_eq!(signed.keeper.clock(), ClockCheck::Right, "it was set right meanwhile");
}

#[tokio::test]
async fn a_short_lived_token_is_used_for_half_its_life() {
    let signed = Signed::start().await;
    signed.peer.script([Scripted::Changed(json!({"expires_in": 60}))]);
    let now = signed.expired();
    signed.keeper.access_token(now).await.unwrap();
    let soon = now + TimeDelta::from_std(Duration::from_secs(20)).unwrap();
    assert_eq!(text(&signed.keeper.access_token(soon).await), "access-1", "not renewed on every call");
}
