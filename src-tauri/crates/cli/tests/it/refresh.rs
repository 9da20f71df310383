//! The export file that is kept fresh: when it is rewritten, and what becomes of a run when it cannot be.

use crate::world::{NAME, Said, World, finish, run};
use serde_json::Value;
use std::path::PathBuf;

/// A world that synced once and keeps `shared/people.csv` fresh, with two columns.
async fn keeping_fresh() -> (World, PathBuf) {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let folder = world.dir.path().join("shared");
    std::fs::create_dir(&folder).unwrap();
    let how = ["export", "--format", "csv", "--columns", "email,office", "--keep-fresh", "--output"];
    let mut command = world.command(&[&how[..], &["shared/people.csv"]].concat());
    // Syncs are started elsewhere.
    command.current_dir(world.dir.path());
    let said = run(command).await.expect(0, "kept fresh");
    assert!(said.stdout.contains("--no-keep-fresh"), "says how that ends: {}", said.stdout);
    (world, folder.join("people.csv"))
}

fn text(file: &PathBuf) -> String {
    std::fs::read_to_string(file).unwrap()
}

/// What `export` would write now.
async fn expected(world: &World) -> String {
    let path = world.file("expected.csv", "");
    let how = ["export", "--format", "csv", "--columns", "email,office", "--output", &path];
    world.rollcall(&how).await.expect(0, "exports");
    text(&path.into())
}

async fn changing_sync(world: &World) -> Said {
    world.company.next_day();
    world.rollcall(&["sync", NAME, "--json"]).await.expect(0, "a day with changes")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_that_changes_something_rewrites_the_file() {
    let (world, file) = keeping_fresh().await;
    let before = text(&file);
    assert_eq!(before, expected(&world).await, "written when it was asked for");

    let synced = changing_sync(&world).await;
    assert_eq!(synced.json()["result"], "applied", "{synced:?}");
    assert_eq!(synced.json()["refresh_failure"], Value::Null, "{synced:?}");
    assert_ne!(text(&file), before, "the day after");
    assert_eq!(text(&file), expected(&world).await, "with the same columns");

    world.rollcall(&["undo", &synced.json()["run"].to_string()]).await.expect(0, "taken back");
    assert_eq!(text(&file), before, "an undo changes the list as well");

    world.rollcall(&["schedule", "set", NAME, "--on"]).await.expect(0, "by itself");
    let scheduled = world.rollcall(&["sync", NAME, "--scheduled", "--json"]).await.expect(0, "its turn");
    assert_eq!(scheduled.json()["result"], "applied", "what was undone comes again: {scheduled:?}");
    assert_eq!(text(&file), expected(&world).await, "and so does the file");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_else_touches_the_file() {
    let (world, file) = keeping_fresh().await;
    let mark = |text: &str| std::fs::write(&file, text).unwrap();
    mark("mine");
    let again = world.json(&["sync", NAME]).await;
    assert_eq!(again["result"], "no_changes", "{again}");
    assert_eq!(text(&file), "mine", "a sync without changes");
    world.rollcall(&["preview", NAME]).await.expect(0, "previews");
    assert_eq!(text(&file), "mine", "a preview");

    let said = world.rollcall(&["export", "--no-keep-fresh"]).await.expect(0, "no longer");
    assert!(said.stdout.contains("people.csv"), "says which file: {}", said.stdout);
    assert_eq!(changing_sync(&world).await.json()["result"], "applied", "a changing sync");
    assert_eq!(text(&file), "mine", "once it is no longer kept fresh");
    let none = world.json(&["export", "--no-keep-fresh"]).await;
    assert_eq!(none["path"], Value::Null, "there is none to forget: {none}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_written_is_reported_and_the_run_stays() {
    let (world, file) = keeping_fresh().await;
    let (folder, away) = (world.dir.path().join("shared"), world.dir.path().join("away"));
    std::fs::rename(&folder, &away).unwrap();
    let former = text(&away.join("people.csv"));

    let synced = changing_sync(&world).await;
    let (run, failure) = (synced.json()["run"].to_string(), &synced.json()["refresh_failure"]);
    assert_eq!(synced.json()["result"], "applied", "applied, exit 0: {synced:?}");
    assert_eq!(synced.json()["error"], Value::Null, "the run has no error: {synced:?}");
    assert_eq!(failure["code"], "file_not_writable", "{synced:?}");
    let warnings: Vec<_> = synced.stderr.lines().filter(|line| line.starts_with("warning: ")).collect();
    assert!(matches!(warnings[..], [one] if one.contains("people.csv")), "one line: {}", synced.stderr);
    assert_eq!(text(&away.join("people.csv")), former, "the file of before is as it was");
    let kept = world.json(&["history", &run]).await;
    assert_eq!(kept["refresh_failure"], *failure, "the history keeps it: {kept}");

    std::fs::rename(&away, &folder).unwrap();
    let next = changing_sync(&world).await;
    assert_eq!(next.json()["refresh_failure"], Value::Null, "{next:?}");
    assert!(!next.stderr.contains("warning: "), "no word of it any more: {}", next.stderr);
    assert_eq!(text(&file), expected(&world).await, "the next change mends it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_made_read_only_stays_as_it_is() {
    let (world, file) = keeping_fresh().await;
    let former = text(&file);
    let rights = std::fs::metadata(&file).unwrap().permissions();
    let mut read_only = rights.clone();
    read_only.set_readonly(true);
    std::fs::set_permissions(&file, read_only).unwrap();
    world.company.next_day();
    let all = world.rollcall(&["sync", "--all"]).await.expect(0, "applied all the same");
    assert!(all.stderr.contains("warning: ") && all.stdout.contains("applied"), "both are said: {all:?}");
    assert_eq!(text(&file), former, "nobody writes over it");

    std::fs::set_permissions(&file, rights).unwrap();
    changing_sync(&world).await;
    assert_eq!(text(&file), expected(&world).await, "until it may be written again");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_by_hand_waits_for_the_next_sync_with_changes() {
    let (world, file) = keeping_fresh().await;
    world.rollcall(&["add", "--email", "zoe@local.example"]).await.expect(0, "a local person");
    assert!(!text(&file).contains("zoe@"), "no sync yet");
    changing_sync(&world).await;
    assert!(text(&file).contains("zoe@"), "everybody of the list is in it, local people too");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_whole_list_can_be_kept_fresh() {
    let world = World::new().await;
    let file = world.file("people.csv", "precious");
    let to = ["export", "--format", "csv", "--output", &file, "--keep-fresh"];
    for some in [&["--rows", "archived"][..], &["--department", "Sales"], &["--no-keep-fresh"]] {
        world.rollcall(&[&to[..], some].concat()).await.expect(2, "does not fit together");
    }
    world.rollcall(&["export"]).await.expect(2, "what, and where to?");
    assert_eq!(std::fs::read_to_string(file).unwrap(), "precious", "nothing was written");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_at_the_file_is_waited_for() {
    let (world, file) = keeping_fresh().await;
    let former = text(&file);
    let other = std::fs::File::create(world.data_dir().join("locks/refresh.lock")).unwrap();
    other.lock().unwrap();
    world.company.next_day();
    let mut sync = world.command(&["sync", NAME, "--json"]).spawn().unwrap();
    while world.json(&["history"]).await.as_array().unwrap().len() < 2 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await; // until the run is committed
    }
    assert_eq!(sync.try_wait().unwrap(), None, "the run is done, and waits for its turn at the file");
    assert_eq!(text(&file), former, "which only one writes at a time");
    drop(other);
    let said = tokio::task::spawn_blocking(move || finish(sync)).await.unwrap().expect(0, "its turn");
    assert_eq!(said.json()["refresh_failure"], Value::Null, "no trouble: {said:?}");
    assert_eq!(text(&file), expected(&world).await, "who writes last knows what everybody did");
}
