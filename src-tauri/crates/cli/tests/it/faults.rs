//! Servers and people that misbehave, and processes that die: the list is as before or after.

use crate::world::{NAME, Said, World};
use rollcall_sample::browser::{Decision, Visit};
use rollcall_sample::{Effect, FABRIKAM_ACCOUNT, Fault};
use serde_json::json;
use std::process::Stdio;
use std::time::Duration;

async fn synced() -> World {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    world.company.next_day();
    world
}

/// The run fails with this code, and the list is what it was.
async fn fails_with(world: &World, code: i32, error: &str) -> Said {
    let before = world.employees().await;
    let said = world.rollcall(&["sync", NAME, "--json"]).await.expect(code, error);
    let value = said.json();
    assert_eq!(value["result"], "failed", "{value}");
    assert_eq!(value["error"]["code"], error, "{value}");
    assert_eq!(world.employees().await, before, "{error}: the list is unchanged");
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_sign_in_leaves_no_connection() {
    let world = World::new().await;
    let said = world.connect(NAME, Visit { decision: Decision::Cancel, ..Visit::default() }).await;
    said.expect(4, "the person said no");
    assert_eq!(world.json(&["connections"]).await, json!([]), "nothing was kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_nobody_finishes_times_out() {
    let world = World::new().await;
    let (login, graph) = (world.company.login_url(), world.company.graph_url());
    let args = ["connect", NAME, "--cloud", "custom", "--login-url", &login, "--graph-url", &graph];
    let said = world.rollcall(&[&args[..], &["--no-browser", "--timeout", "1", "--json"]].concat()).await;
    let said = said.expect(4, "timed out");
    assert_eq!(said.json()["error"]["code"], "sign_in_timed_out", "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_for_another_tenant_is_refused_and_changes_nothing() {
    let world = World::connected().await;
    let before = world.json(&["connections"]).await;
    let visit = Visit { account: Some(FABRIKAM_ACCOUNT.to_owned()), ..Visit::default() };
    // Entra keeps other organisations' accounts away from a tenant's own address. Somebody who
    // comes by the general one gets a code that is no good at this connection's tenant.
    let any = |url: &str| url.replace(world.company.tenant_id(), "organizations");
    let said = world.sign_in_at(&["signin", NAME, "--json"], visit, any).await.expect(1, "refused");
    assert_eq!(said.json()["error"]["code"], "code_rejected", "{said:?}");
    assert_eq!(world.json(&["connections"]).await, before, "nothing changed");
    world.rollcall(&["preview", NAME]).await.expect(0, "the old sign-in still works");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_gone_is_said_and_changes_nothing() {
    let mut world = synced().await;
    let replacement = rollcall_sample::SampleCompany::start().await.unwrap();
    std::mem::replace(&mut world.company, replacement).stop().await;
    fails_with(&world, 1, "offline").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn malformed_answers_fail_the_run_cleanly() {
    let cases =
        [(Effect::Malformed, "bad_answer"), (Effect::Html, "bad_answer"), (Effect::Truncated, "offline")];
    for (effect, error) in cases {
        let world = synced().await;
        world.company.faults().add(Fault::new("/v1.0/users", effect));
        fails_with(&world, 1, error).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_throttle_is_waited_out() {
    let world = synced().await;
    world.company.faults().add(Fault::new("/v1.0/users", Effect::throttled("0.3")).once());
    let sync = world.json(&["sync", NAME]).await;
    assert_eq!(sync["result"], "applied", "one 429 is ordinary: {sync}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endless_throttle_fails_at_once_and_says_when_to_try_again() {
    let world = synced().await;
    world.company.faults().add(Fault::new("/v1.0/users", Effect::throttled("900")));
    let said = fails_with(&world, 1, "server_busy").await;
    assert!(said.stderr.contains("15 minutes"), "the message names the time: {}", said.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_sign_in_asks_for_a_new_one_and_keeps_the_list() {
    let world = synced().await;
    world.company.entra().revoke_sessions();
    world.company.entra().expire_access_tokens();
    fails_with(&world, 4, "sign_in_needed").await;
    let shown = world.json(&["connections"]).await;
    assert_eq!(shown[0]["state"], "sign_in_needed", "the connection shows it");
    let since = shown[0]["problem_since"].as_str().map(str::to_owned);
    assert!(since.is_some(), "and since when: {shown}");
    fails_with(&world, 4, "sign_in_needed").await;
    let again = world.json(&["connections"]).await;
    assert_eq!(again[0]["problem_since"].as_str(), since.as_deref(), "which the next night does not change");
    world.sign_in(&["signin", NAME], Visit::default()).await.expect(0, "signing in again mends it");
    world.rollcall(&["sync", NAME]).await.expect(0, "and the list catches up");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_directory_is_held_even_when_removals_are_allowed() {
    let world = synced().await;
    let before = world.employees().await;
    world.company.faults().add(Fault::new("/v1.0/users", Effect::NoUsers));
    for args in [&["sync", NAME, "--json"][..], &["sync", NAME, "--allow-removals", "--full", "--json"]] {
        let said = world.rollcall(args).await.expect(3, "held");
        assert_eq!(said.json()["result"], "held", "{said:?}");
        assert_eq!(world.employees().await, before, "nobody left");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_that_may_not_be_read_leave_the_users_working() {
    let world = World::connected().await;
    world.company.faults().add(Fault::new("/v1.0/groups", Effect::forbidden()));
    let sync = world.json(&["sync", NAME]).await;
    assert_eq!(sync["result"], "applied", "no rule needs groups: {sync}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runs_at_once_are_one_run_and_exit_code_five() {
    let world = synced().await;
    world.company.faults().add(Fault::new("/v1.0/users", Effect::Delay(Duration::from_secs(3))));
    let first = world.command(&["sync", NAME]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    world.until_locked().await;
    world.rollcall(&["sync", NAME]).await.expect(5, "another run is active");
    let mut first = first;
    let status = tokio::task::spawn_blocking(move || first.wait().unwrap()).await.unwrap();
    assert!(status.success(), "the first run finished: {status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_the_list_is_as_before_or_after() {
    let world = synced().await;
    let before = world.employees().await;
    for delay in [0, 20, 40, 60, 80, 100, 150, 200, 300] {
        let mut child =
            world.command(&["sync", NAME]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        tokio::time::sleep(Duration::from_millis(delay)).await; // a moment picked at random, not a wait for something
        let _ = child.kill();
        let _ = child.wait();
        let now = world.employees().await;
        let runs = world.json(&["history"]).await.as_array().unwrap().len();
        let expected = if now == before { runs == 1 } else { runs >= 2 };
        assert!(expected, "after {delay} ms: the list and the history agree ({runs} runs)");
    }
    world.rollcall(&["sync", NAME]).await.expect(0, "and the next run works");
    assert_eq!(world.json(&["sync", NAME]).await["result"], "no_changes", "to the end");
}
