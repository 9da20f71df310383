//! Killed while it follows the changes: what was read is as before, and the next read ends where a full one does.

use crate::world::{NAME, World};
use rollcall_sample::browser::Visit;
use rollcall_sample::{Effect, Fault, SampleCompany};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::process::Stdio;
use std::time::Duration;

/// More than a page of people, whose changes are followed from the second read on.
async fn followed() -> World {
    let world = World::of(SampleCompany::builder().users(1_100).groups(30).start().await.unwrap());
    world.connect(NAME, Visit::default()).await.expect(0, "connects");
    rules(&world, "Group 1").await;
    world.rollcall(&["sync", NAME]).await.expect(0, "the first sync reads everything");
    world
}

/// By which one more group is needed, whose members are then read by themselves.
async fn rules(world: &World, group: &str) {
    let who = json!({ "all": [{ "field": "memberOf", "op": "member_of", "value": group }] });
    let team = json!({ "name": "A team", "who": who, "then": { "import": { "department": "Team" } } });
    let file = json!({ "version": 1, "rules": [team], "otherwise": { "import": { "department": "Main" } } });
    let file = world.file("rules.json", &file.to_string());
    world.rollcall(&["rules", NAME, "import", &file]).await.expect(0, "the group is known");
}

/// The directory and its position, row by row.
fn directory(world: &World) -> Vec<String> {
    let file = Connection::open(world.data_dir().join("rollcall.sqlite")).unwrap();
    let mut rows = Vec::new();
    for sql in [
        "SELECT json_array(read_at, edition, links, user_count, group_count) FROM directory WHERE current",
        "SELECT json_array(object_id, kind, quote(data)) FROM directory_object JOIN directory USING (generation) WHERE current ORDER BY object_id",
        "SELECT json_array(group_key, member_key) FROM directory_member JOIN directory USING (generation) WHERE current ORDER BY group_key, member_key",
        "SELECT json_array(part, state) FROM directory_part JOIN directory USING (generation) WHERE current ORDER BY part",
    ] {
        let mut query = file.prepare(sql).unwrap();
        let found = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.extend(found.map(Result::unwrap));
    }
    rows
}

async fn kill_when_struck(world: &World, place: &str) {
    let fault = world.company.faults().add(Fault::new(place, Effect::Hang));
    let mut sync =
        world.command(&["sync", NAME]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while world.company.faults().struck(fault) == 0 {
        assert_eq!(sync.try_wait().unwrap(), None, "{place} is asked for");
        tokio::time::sleep(Duration::from_millis(5)).await; // until the program is there
    }
    sync.kill().unwrap();
    sync.wait().unwrap();
    world.company.faults().remove(fault);
}

/// What following the changes leads to is what a full read finds: the same plan.
async fn assert_as_read_anew(world: &World, when: &str) {
    let followed = world.json(&["preview", NAME]).await;
    let anew = world.json(&["preview", NAME, "--full"]).await;
    assert_eq!(followed["plan"], anew["plan"], "{when}: {} and {}", followed["counts"], anew["counts"]);
    assert_eq!(anew["counts"]["add"], 0, "{when}: and nothing is left to do: {}", anew["counts"]);
}

async fn sync(world: &World) -> Value {
    let run = world.rollcall(&["sync", NAME, "--json"]).await.expect(0, "the next run works").json();
    assert_eq!(run["read"]["mode"], "delta", "and follows the changes: {run}");
    run
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_between_requests_nothing_was_read() {
    let world = followed().await;
    world.company.faults().add(Fault::new("delta", Effect::PageSize(3)));
    for (day, place) in
        ["users/delta?$deltatoken", "users/delta?$skiptoken", "groups/delta?$deltatoken", "$batch"]
            .iter()
            .enumerate()
    {
        rules(&world, &format!("Group {}", day + 2)).await;
        world.company.set_day(2 + 3 * day as u32);
        let before = directory(&world);
        kill_when_struck(&world, place).await;
        assert!(
            directory(&world) == before,
            "killed at {place}: the directory and its position are as before"
        );
        sync(&world).await;
        assert!(directory(&world) != before, "and the next read brought the changes");
    }
    assert_as_read_anew(&world, "after four kills").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_the_next_run_ends_where_a_full_read_does() {
    let world = followed().await;
    for (day, delay) in [30, 60, 90, 120, 160, 200].into_iter().enumerate() {
        world.company.set_day(2 + day as u32);
        let mut child =
            world.command(&["sync", NAME]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        tokio::time::sleep(Duration::from_millis(delay)).await; // a moment picked at random, not a wait for something
        let _ = child.kill();
        let _ = child.wait();
        sync(&world).await;
    }
    assert_as_read_anew(&world, "after kills at six moments").await;
}
