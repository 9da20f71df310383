//! The schedule on a real engine and a real tenant, with clocks of the test's choosing.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop the test")]

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::{Europe::Berlin, Tz};
use rollcall_engine::api::{
    CloudChoice, ConnectRequest, ConnectionId, ConnectionState, ErrorCode, RunResult, RunTrigger, Turn,
};
use rollcall_engine::{Engine, Options, Secrets, SignInHow, SyncHow};
use rollcall_sample::{SampleCompany, browser};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

const ZONE: Tz = Berlin;

struct World {
    engine: Engine,
    company: SampleCompany,
    _dir: TempDir,
}

impl World {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let options = Options {
            data_dir: dir.path().join("data"),
            secrets: Secrets::KeyFile(dir.path().join("key")),
            listener: Arc::new(|_| {}),
        };
        Self {
            engine: Engine::open(options).unwrap(),
            company: SampleCompany::start().await.unwrap(),
            _dir: dir,
        }
    }

    async fn connect(&self, name: &str) -> ConnectionId {
        let request = ConnectRequest {
            name: Some(name.to_owned()),
            cloud: CloudChoice::Custom,
            login_url: Some(self.company.login_url()),
            graph_url: Some(self.company.graph_url()),
            ..ConnectRequest::default()
        };
        let how = SignInHow { open_browser: false, timeout: Duration::from_secs(60) };
        let started = self.engine.begin_sign_in(request, how).await.unwrap();
        let visit = browser::sign_in(&started.url, browser::Visit::default());
        let (visited, connection) = tokio::join!(visit, self.engine.await_sign_in(started.attempt));
        visited.unwrap();
        connection.unwrap().id
    }

    /// Synced by hand, and looked at once, so that its schedule has begun.
    async fn ready(&self, name: &str, now: DateTime<Utc>) -> ConnectionId {
        let id = self.connect(name).await;
        self.engine.sync(id, SyncHow::default()).await.unwrap();
        self.engine.run_due(now, ZONE).await.unwrap();
        id
    }

    /// Who ran at this instant, and how.
    async fn at(&self, now: DateTime<Utc>) -> Vec<(ConnectionId, RunTrigger, RunResult)> {
        let turns = self.engine.run_due(now, ZONE).await.unwrap();
        let ran = |(id, turn)| match turn {
            Ok(Turn::Ran(run)) => (id, run.trigger, run.result),
            other => panic!("{id} did not run: {other:?}"),
        };
        turns.into_iter().map(ran).collect()
    }
}

fn at(time: &str) -> DateTime<Utc> {
    time.parse().unwrap()
}

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
    let World { engine, company, _dir } = world;
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
