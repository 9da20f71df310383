//! What a person hears of the nights: enough, and only once.

use crate::world::{World, ZONE, at};
use chrono::{DateTime, Days, TimeDelta, Utc};
use rollcall_engine::api::{ConnectionState, ErrorCode, RunResult};
use rollcall_engine::{News, Notice};

/// 03:00 in Berlin, so many nights after the first.
fn night(n: u64) -> DateTime<Utc> {
    at("2026-11-22T02:00:00Z") + Days::new(n)
}

async fn ready() -> (World, rollcall_people::ConnectionId) {
    let world = World::new().await;
    let id = world.ready("Contoso", at("2026-11-21T11:00:00Z")).await;
    (world, id)
}

/// The code of the only notice, which is about trouble.
#[track_caller]
fn trouble(told: &[Notice]) -> ErrorCode {
    match told {
        [Notice { news: News::Held(why) | News::Failed(why), .. }] => why.code,
        other => panic!("one notice of trouble, not {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_are_told_once_and_a_quiet_night_is_quiet() {
    let (world, _) = ready().await;
    world.at(night(0)).await;
    assert!(world.told().is_empty(), "nothing changed, nothing to tell");
    world.company.next_day();
    world.at(night(1)).await;
    let told = world.told();
    let [Notice { connection, news: News::Applied(counts) }] = &told[..] else { panic!("{told:?}") };
    assert_eq!(connection, "Contoso", "which connection it was");
    assert!(counts.add + counts.update + counts.remove > 0, "and what it did: {counts:?}");
    world.at(night(1) + TimeDelta::minutes(1)).await;
    assert!(world.told().is_empty(), "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_run_is_told_once_until_it_was_settled() {
    let (mut world, id) = ready().await;
    world.hold_removals(id).await;
    world.company.next_day();
    assert_eq!(world.at(night(0)).await[0].2, RunResult::Held, "the limit holds it");
    assert_eq!(trouble(&world.told()), ErrorCode::Held, "and says so");
    let waiting = world.engine.connection(id).await.unwrap().last_run.unwrap();
    assert_eq!(waiting.result, RunResult::Held, "the app shows that it waits");
    world.restart();
    assert_eq!(world.at(night(1)).await[0].2, RunResult::Held, "still");
    assert!(world.told().is_empty(), "night after night says nothing new");
    let how = rollcall_engine::SyncHow { allow_removals: true, ..Default::default() };
    assert_eq!(world.engine.sync(id, how).await.unwrap().result, RunResult::Applied, "allowed by hand");
    world.company.set_day(30);
    world.at(night(2)).await;
    assert_eq!(trouble(&world.told()), ErrorCode::Held, "the next time is news again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_is_needed_opens_no_browser_and_is_told_once() {
    let (world, id) = ready().await;
    world.company.entra().revoke_sessions();
    world.company.entra().expire_access_tokens();
    world.company.clear_log();
    assert_eq!(world.at(night(0)).await[0].2, RunResult::Failed, "no sign-in, no run");
    assert_eq!(trouble(&world.told()), ErrorCode::SignInNeeded, "one notice");
    let opened = world.company.log().into_iter().any(|request| request.path.contains("/authorize"));
    assert!(!opened, "nobody sits there at night to sign in");
    let state = world.engine.connection(id).await.unwrap().state;
    assert_eq!(state, ConnectionState::SignInNeeded, "the app shows it");
    world.at(night(1)).await;
    assert!(world.told().is_empty(), "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_service_is_told_once_after_the_last_try() {
    let (world, _) = ready().await;
    let World { engine, company, dir: _dir, heard } = world;
    drop(company);
    for n in 0..2 {
        for minute in (0..90).step_by(5) {
            engine.run_due(night(n) + TimeDelta::minutes(minute), ZONE).await.unwrap();
            let told = heard.lock().unwrap().len();
            let expected = usize::from(n == 1 || minute >= 65);
            assert_eq!(told, expected, "night {n}, minute {minute}: the last try is after 65");
        }
    }
    assert_eq!(trouble(&heard.lock().unwrap()), ErrorCode::Offline, "and it says why");
}
