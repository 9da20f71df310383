//! Who runs when.

use crate::world::{World, ZONE, at};
use chrono::{DateTime, TimeDelta, Utc};
use rollcall_engine::api::{
    CloudChoice, ConnectRequest, ConnectionState, ErrorCode, RunResult, RunTrigger, Turn,
};
use rollcall_engine::{SignInHow, SyncHow};
use rollcall_sample::browser;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_day_has_one_run_and_sleep_one_catch_up() {
    let world = World::new().await;
    let never = world.connect("Never synced").await;
    let noon = at("2026-11-21T11:00:00Z");
    let id = world.ready("Contoso", noon).await;
    assert_eq!(world.at(noon + TimeDelta::hours(14)).await, [], "02:00 is too early");
    let on_time = [(id, RunTrigger::Scheduled, RunResult::NoChanges)];
    assert_eq!(
        world.at(at("2026-11-22T02:00:00Z")).await,
        on_time,
        "03:00 in Berlin; {never} was never synced"
    );
    assert_eq!(world.at(at("2026-11-22T02:01:00Z")).await, [], "once");
    world.company.next_day();
    let caught = [(id, RunTrigger::CatchUp, RunResult::Applied)];
    assert_eq!(world.at(at("2026-11-25T07:30:00Z")).await, caught, "after three nights asleep");
    assert_eq!(world.at(at("2026-11-25T07:31:00Z")).await, [], "one, not three");
    let shown = world.engine.schedule(at("2026-11-25T07:31:00Z"), ZONE).await.unwrap();
    let shown = shown.connections.iter().find(|shown| shown.connection == id).unwrap();
    assert_eq!(shown.next_run.as_deref(), Some("2026-11-26T02:00:00Z"), "the next night is normal");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_service_is_tried_again_and_then_left_for_the_day() {
    let world = World::new().await;
    let noon = at("2026-11-21T11:00:00Z");
    let id = world.ready("Contoso", noon).await;
    let World { engine, company, dir: _dir, .. } = world;
    drop(company);
    let night = at("2026-11-22T02:00:00Z");
    let mut tries = Vec::new();
    for minute in (0..180).step_by(5) {
        let turns = engine.run_due(night + TimeDelta::minutes(minute), ZONE).await.unwrap();
        for (ran, turn) in turns {
            let Ok(Turn::Ran(run)) = turn else { panic!("{turn:?}") };
            assert_eq!((ran, run.result), (id, RunResult::Failed), "nobody answers");
            assert_eq!(run.error.unwrap().code, ErrorCode::Offline, "and it says so");
            tries.push(minute);
        }
    }
    assert_eq!(tries, [0, 5, 20, 65], "a few times, further and further apart");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_fails_keeps_no_other_from_its_run() {
    let world = World::new().await;
    let noon = at("2026-11-21T11:00:00Z");
    let gone = World::new().await;
    let good = world.ready("Good", noon).await;
    let request = ConnectRequest {
        name: Some("Gone".to_owned()),
        cloud: CloudChoice::Custom,
        login_url: Some(gone.company.login_url()),
        graph_url: Some(gone.company.graph_url()),
        ..ConnectRequest::default()
    };
    let how = SignInHow { open_browser: false, timeout: Duration::from_secs(60) };
    let started = world.engine.begin_sign_in(request, how).await.unwrap();
    let visit = browser::sign_in(&started.url, browser::Visit::default());
    let (visited, connection) = tokio::join!(visit, world.engine.await_sign_in(started.attempt));
    visited.unwrap();
    let bad = connection.unwrap().id;
    world.engine.sync(bad, SyncHow::default()).await.unwrap();
    world.engine.run_due(noon, ZONE).await.unwrap();
    drop(gone);
    let mut results = world.at(at("2026-11-22T02:00:00Z")).await;
    results.sort_by_key(|(id, ..)| *id);
    let expected = [
        (good, RunTrigger::Scheduled, RunResult::NoChanges),
        (bad, RunTrigger::Scheduled, RunResult::Failed),
    ];
    assert_eq!(results, expected, "each on its own");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_switch_turned_off_and_a_changed_time_are_obeyed() {
    let world = World::new().await;
    let id = world.ready("Contoso", Utc::now()).await;
    let day = TimeDelta::days(1);
    world.engine.switch_schedule(id, false).await.unwrap();
    assert_eq!(world.at(Utc::now() + day * 2).await, [], "off");
    let state = || async { world.engine.connection(id).await.unwrap().state };
    assert_eq!(state().await, ConnectionState::Paused, "and the connection says so");
    world.engine.switch_schedule(id, true).await.unwrap();
    assert_eq!(state().await, ConnectionState::Connected, "resumed");
    world.engine.set_schedule_time("18:45").await.unwrap();
    let shown = world.engine.schedule(Utc::now(), ZONE).await.unwrap();
    let next: DateTime<Utc> = shown.connections[0].next_run.as_deref().unwrap().parse().unwrap();
    assert_eq!(next.with_timezone(&ZONE).format("%H:%M").to_string(), "18:45", "the new time");
    assert_eq!(world.at(next - TimeDelta::minutes(1)).await, [], "not a minute earlier");
    assert_eq!(world.at(next).await.len(), 1, "then");
}
