//! Connect, preview, sync, employees, export, history.

use crate::world::{NAME, World};
use rollcall_sample::browser::Visit;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn preview_twice_shows_the_same_plan_and_changes_nothing() {
    let world = World::connected().await;
    let first = world.json(&["preview", NAME]).await;
    let second = world.json(&["preview", NAME]).await;
    assert_eq!(first["plan"], second["plan"], "an unchanged world gives the same plan");
    assert_eq!(first["changes"], second["changes"], "row by row");
    assert!(
        first["counts"]["add"].as_u64().unwrap() > 100,
        "most of 160 people would come in: {}",
        first["counts"]
    );
    assert_eq!(world.employees().await, json!([]), "a preview changes no employee");
    assert_eq!(world.json(&["history"]).await, json!([]), "and is no run");
}

#[tokio::test(flavor = "multi_thread")]
async fn sync_applies_what_the_preview_showed_and_a_second_sync_changes_nothing() {
    let world = World::connected().await;
    let preview = world.json(&["preview", NAME]).await;
    let sync = world.json(&["sync", NAME]).await;
    assert_eq!(sync["result"], "applied", "{sync}");
    assert_eq!(sync["counts"], preview["counts"], "the counts come from the same plan");
    let employees = world.employees().await;
    assert_eq!(sorted(&employees, "email"), sorted(&preview["changes"], "email"), "exactly the people shown");
    let again = world.json(&["sync", NAME]).await;
    assert_eq!(again["result"], "no_changes", "{again}");
    assert_eq!(world.employees().await, employees, "not a byte differs");
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_of_the_directory_is_in_the_plan_with_a_reason() {
    let world = World::connected().await;
    let preview = world.json(&["preview", NAME]).await;
    let (changes, not_imported) = (rows(&preview["changes"]), rows(&preview["not_imported"]));
    assert_eq!(changes.len() + not_imported.len(), 160, "nobody is forgotten");
    for row in changes.iter().chain(not_imported) {
        let text = row["reason"]["text"].as_str().unwrap();
        assert!(!text.is_empty() && !text.contains("{{"), "a finished sentence for {row}");
    }
    let mut guests = not_imported.iter().filter(|row| row["reason"]["code"] == "skipped_by_rule").peekable();
    assert!(guests.peek().is_some(), "guests are skipped by the rule a new connection starts with");
    for guest in guests {
        let text = &guest["reason"]["text"];
        assert_eq!(text, "Not imported: guest (rule ‘Guests’).", "which says both: {guest}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_day_updates_adds_and_archives() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let before = world.employees().await;
    world.company.next_day();
    let sync = world.json(&["sync", NAME]).await;
    assert_eq!(sync["result"], "applied", "a day brings changes: {sync}");
    let (after, archived) = (world.employees().await, world.json(&["employees", "--archived"]).await);
    assert_ne!(before, after, "the list follows");
    assert_eq!(
        rows(&archived).len() as u64,
        sync["counts"]["remove"].as_u64().unwrap(),
        "leavers are archived"
    );
    let history = world.json(&["history"]).await;
    assert_eq!(rows(&history).len(), 2, "two runs: {history}");
    assert_eq!(history[0]["run"], sync["run"], "newest first");
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_takes_a_run_back_and_is_a_run_itself() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let before = world.employees().await;
    world.company.next_day();
    let run = world.json(&["sync", NAME]).await["run"].to_string();
    let undo = world.json(&["undo", &run]).await;
    assert_eq!(undo["result"], "applied", "{undo}");
    assert_eq!(world.employees().await, before, "the list is as it was");
    let twice = world.rollcall(&["undo", &run]).await.expect(1, "an undone run cannot be undone again");
    assert!(twice.stderr.contains("already"), "and it says so: {}", twice.stderr);
    assert_eq!(world.json(&["history"]).await[0]["trigger"], "undo", "undo is in the history");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_days_are_taken_back_in_one_go() {
    let world = World::connected().await;
    let first = world.json(&["sync", NAME]).await["run"].to_string();
    let before = world.employees().await;
    for day in [2, 3] {
        world.company.set_day(day);
        world.rollcall(&["sync", NAME]).await.expect(0, "the next day");
    }
    let restored = world.json(&["undo", "--to", &first]).await;
    let taken_back: Vec<_> = rows(&restored).iter().map(|run| run["result"].clone()).collect();
    assert_eq!(taken_back, ["applied", "applied"], "a run for each day: {restored}");
    assert_eq!(restored[1]["kept"], serde_json::json!([]), "nobody was edited: {restored}");
    assert_eq!(world.employees().await, before, "the list is as the first sync left it");
    let again = world.rollcall(&["undo", "--to", &first]).await.expect(0, "and stays so");
    assert!(again.stdout.contains("No later run"), "it says that there was nothing to do: {}", again.stdout);
    world.rollcall(&["undo", "--to", &first, &first]).await.expect(2, "one or the other");
}

#[tokio::test(flavor = "multi_thread")]
async fn exported_csv_holds_the_list() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let file = world.dir.path().join("people.csv");
    let to = file.display().to_string();
    world.rollcall(&["export", "--format", "csv", "--output", &to]).await.expect(0, "export");
    let text = std::fs::read_to_string(&file).unwrap();
    let employees = world.employees().await;
    assert_eq!(text.lines().count(), rows(&employees).len() + 1, "a header and a line per person");
    for person in rows(&employees) {
        assert!(text.contains(person["email"].as_str().unwrap()), "{} is there", person["email"]);
    }
}

/// What an undo took away the next sync brings again; what the undo of an undo brought is as sync had it.
#[tokio::test(flavor = "multi_thread")]
async fn only_an_undo_that_sync_would_redo_says_so() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let empty = world.rollcall(&["employees", "--archived"]).await.expect(0, "nobody left so far").stdout;
    assert_eq!(empty.trim(), "Nobody is archived.", "which needs no next step");
    let again = "The next sync would make these changes again";
    let undone = world.rollcall(&["undo", "1"]).await.expect(0, "taken back");
    assert!(undone.stderr.contains(again), "{undone:?}");
    let redone = world.rollcall(&["undo", "2"]).await.expect(0, "and taken back once more");
    assert!(!redone.stderr.contains(again), "{redone:?}");
    assert_eq!(world.json(&["sync", NAME]).await["result"], "no_changes", "nor does it");
    let undone = world.json(&["undo", "3"]).await;
    assert_eq!(undone["comes_again"], true, "away once more, said to scripts as well: {undone}");
    assert_eq!(world.json(&["sync", NAME]).await["result"], "applied", "as it does");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_format_holds_everybody() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let people = world.employees().await;
    for (format, each) in [("json", "\"email\":"), ("vcard", "BEGIN:VCARD"), ("ldif", "dn: uid=")] {
        let file = world.dir.path().join(format);
        let to = file.display().to_string();
        world.rollcall(&["export", "--format", format, "--output", &to]).await.expect(0, format);
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(text.matches(each).count(), rows(&people).len(), "{format}: one per person");
    }
    let json = std::fs::read_to_string(world.dir.path().join("json")).unwrap();
    let exported: Value = serde_json::from_str(&json).unwrap();
    for (mut person, exported) in rows(&people).iter().cloned().zip(rows(&exported)) {
        person["hire_date"] = json!(person["hire_date"].as_str().map(|date| date[..10].to_owned()));
        for (key, value) in exported.as_object().unwrap() {
            assert_eq!(value, &person[key], "{key} as `employees --json` has it, days for hire dates");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_tell_tenant_state_and_people() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let list = world.json(&["connections"]).await;
    assert_eq!(list[0]["name"], NAME, "{list}");
    assert_eq!(list[0]["state"], "connected", "{list}");
    assert_eq!(list[0]["tenant_id"], world.company.tenant_id(), "the tenant is pinned");
    assert_eq!(list[0]["people"].as_u64(), Some(rows(&world.employees().await).len() as u64), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn disconnect_keeps_archives_or_deletes_the_people_and_always_the_sign_in() {
    for (choice, active, archived) in
        [("--keep", true, false), ("--archive", false, true), ("--delete", false, false)]
    {
        let world = World::connected().await;
        world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
        world.rollcall(&["disconnect", NAME, choice]).await.expect(0, "disconnects");
        let (list, archive) = (world.employees().await, world.json(&["employees", "--archived"]).await);
        assert_eq!((!rows(&list).is_empty(), !rows(&archive).is_empty()), (active, archived), "{choice}");
        assert!(rows(&list).iter().all(|p| p["owner"] == "local"), "{choice}: nobody is owned any more");
        assert_eq!(world.json(&["connections"]).await, json!([]), "{choice}: the connection is gone");
        world.rollcall(&["preview", NAME]).await.expect(1, "its name is unknown now");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reconnecting_after_keep_links_the_same_people() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let count = rows(&world.employees().await).len();
    world.rollcall(&["disconnect", NAME, "--keep"]).await.expect(0, "disconnects");
    world.connect("Again", Visit::default()).await.expect(0, "connects again");
    let sync = world.json(&["sync", "Again"]).await;
    assert_eq!(sync["counts"]["link"].as_u64(), Some(count as u64), "linked by identity, not added: {sync}");
    assert_eq!(rows(&world.employees().await).len(), count, "nobody is doubled");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduled_run_waits_for_the_first_sync_by_hand() {
    let world = World::connected().await;
    let held = world.rollcall(&["sync", "--all", "--scheduled", "--json"]).await.expect(3, "held");
    assert_eq!(held.json()[0]["result"], "held", "{held:?}");
    assert_eq!(world.employees().await, json!([]), "nothing was applied");
    world.rollcall(&["sync", NAME]).await.expect(0, "by hand");
    world.rollcall(&["sync", "--all", "--scheduled"]).await.expect(0, "now it runs");
}

#[tokio::test(flavor = "multi_thread")]
async fn skipped_people_are_left_out_this_time_only() {
    let world = World::connected().await;
    let preview = world.json(&["preview", NAME]).await;
    let skipped = preview["changes"][0]["object_id"].as_str().unwrap();
    let sync = world.json(&["sync", NAME, "--skip", skipped]).await;
    assert_eq!(
        sync["counts"]["add"].as_u64().unwrap() + 1,
        preview["counts"]["add"].as_u64().unwrap(),
        "{sync}"
    );
    let run = world.json(&["history", &sync["run"].to_string()]).await;
    assert_eq!((&sync["passed_over"], rows(&run["passed_over"]).len()), (&json!(1), 1), "{run}");
    let told = &run["passed_over"][0];
    assert_eq!((&told["object_id"], &told["reason"]["code"]), (&json!(skipped), &json!("skipped_this_time")));
    let text = world.rollcall(&["history", &sync["run"].to_string()]).await.expect(0, "in words").stdout;
    assert!(text.contains("Left as they are:"), "whom it left out: {text}");
    let next = world.json(&["sync", NAME]).await;
    assert_eq!(next["counts"]["add"], 1, "the next run brings that person: {next}");
}

fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("a list, got {value}"))
}

fn sorted(list: &Value, key: &str) -> Vec<String> {
    let mut values: Vec<_> = rows(list).iter().map(|row| row[key].as_str().unwrap().to_owned()).collect();
    values.sort();
    values
}
