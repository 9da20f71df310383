//! The list as a file: what is in it, and what trouble with the disk leaves behind.

use crate::world::{NAME, World, run};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

async fn synced() -> World {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    world
}

async fn exported(world: &World, how: &[&str]) -> Vec<Value> {
    let file = world.dir.path().join("people.json");
    let to = file.display().to_string();
    world
        .rollcall(&[&["export", "--format", "json", "--output", &to], how].concat())
        .await
        .expect(0, "exports");
    let people: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    people.as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_and_people_can_be_chosen() {
    let world = synced().await;
    let all = exported(&world, &[]).await;
    let some = exported(&world, &["--columns", "email,department"]).await;
    let keys = |person: &Value| person.as_object().unwrap().len();
    assert!(some.len() == all.len() && some.iter().all(|one| keys(one) == 2), "two columns of everybody");
    let csv = world.file("people.csv", "");
    let chosen = ["export", "--format", "csv", "--columns", "email,department", "--output", &csv];
    world.rollcall(&chosen).await.expect(0, "exports");
    let text = std::fs::read_to_string(csv).unwrap();
    assert_eq!(text.lines().next(), Some("email,department"), "in the order asked for");

    let department = all.iter().find_map(|person| person["department"].as_str()).unwrap();
    let within = exported(&world, &["--department", &department.to_uppercase()]).await;
    assert!(!within.is_empty() && within.len() < all.len(), "{department}: {} people", within.len());
    let in_it = |person: &Value| person["departments"].to_string().contains(department);
    assert!(within.iter().all(in_it), "nobody from elsewhere");

    let (gone, left_alone) = (all[0]["email"].as_str().unwrap(), all[1]["email"].as_str().unwrap());
    world.rollcall(&["person", gone, "--archive"]).await.expect(0, "archives one");
    world.rollcall(&["person", left_alone, "--pause", "--set", "office=Attic"]).await.expect(0, "edits one");
    for (rows, whom) in [("archived", gone), ("paused", left_alone), ("edited", left_alone)] {
        let found = exported(&world, &["--rows", rows]).await;
        let emails: Vec<_> = found.iter().map(|person| person["email"].as_str().unwrap()).collect();
        assert_eq!(emails, [whom], "{rows}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_mistyped_is_named_and_leaves_the_file_alone() {
    let world = synced().await;
    let file = world.file("people.csv", "precious");
    for (how, code, named) in [
        (["--columns", "email,pasword"], "unknown_field", "pasword"),
        (["--department", "Salse"], "unknown_department", "Salse"),
    ] {
        let args = [&["export", "--format", "csv", "--json", "--output", &file], &how[..]].concat();
        let said = world.rollcall(&args).await.expect(1, "no such thing");
        assert_eq!(said.json()["error"]["code"], code, "{said:?}");
        assert!(said.stderr.contains(named), "{}", said.stderr);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "precious", "{how:?}: nothing was written");
    }
}

/// The command under a limit for the size of files, in KiB: the system refuses what is larger, as it
/// does when a disk is full.
#[cfg(unix)]
fn with_room_for(kib: u32, command: &Command) -> Command {
    let mut limited = Command::new("bash");
    limited.args(["-c", &format!("trap '' XFSZ; ulimit -f {kib}; exec \"$@\""), "-"]);
    limited.arg(command.get_program()).args(command.get_args());
    limited.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    limited
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fills_up_leaves_the_former_file() {
    let world = synced().await;
    for format in ["json", "csv", "vcard", "ldif"] {
        let dir = world.dir.path().join(format);
        std::fs::create_dir(&dir).unwrap();
        let file = dir.join("people");
        std::fs::write(&file, "precious").unwrap();
        let command =
            world.command(&["export", "--format", format, "--json", "--output", file.to_str().unwrap()]);
        // The database's own working file needs 32 KiB.
        let said = run(with_room_for(33, &command)).await.expect(1, "no room");
        assert_eq!(said.json()["error"]["code"], "disk_full", "{format}: {said:?}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "precious", "{format}: the last good one stays");
        assert_eq!(names(&dir), [PathBuf::from("people")], "{format}: and nothing beside it");
    }
    world.rollcall(&["employees"]).await.expect(0, "the list is well");
}

#[cfg(unix)]
fn names(dir: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into()).collect()
}
