//! Automatic syncs: the switches, the schedule, and what the system's scheduler is told.

use crate::world::{NAME, World, run};
use serde_json::{Value, json};

async fn synced() -> World {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync by hand");
    world
}

async fn show(world: &World) -> Value {
    world.json(&["schedule", "show"]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_switch_is_locked_until_a_first_sync_by_hand() {
    let world = World::connected().await;
    let before = show(&world).await;
    assert_eq!(before["at"], "03:00", "unless somebody chose another time: {before}");
    let locked = &before["connections"][0];
    assert_eq!((&locked["locked"], &locked["next_run"]), (&json!(true), &Value::Null), "{before}");
    world.rollcall(&["schedule", "set", NAME, "--on"]).await.expect(3, "locked");
    world.rollcall(&["sync", NAME]).await.expect(0, "by hand");
    let after = show(&world).await;
    assert_eq!(after["connections"][0]["locked"], false, "{after}");
    assert!(after["connections"][0]["next_run"].is_string(), "on by itself: {after}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_switched_off_takes_no_turn() {
    let world = synced().await;
    world.rollcall(&["schedule", "set", NAME, "--off"]).await.expect(0, "switches off");
    world.company.next_day();
    let asked = world.company.log().len();
    let said = world.rollcall(&["sync", "--all", "--scheduled"]).await.expect(0, "nothing to do");
    assert!(said.stdout.contains("off"), "one line says why: {}", said.stdout);
    let said = world.rollcall(&["sync", "--all", "--scheduled", "--json"]).await.expect(0, "in JSON too");
    assert_eq!(said.json()[0]["result"], "off", "{said:?}");
    assert_eq!(world.company.log().len(), asked, "nobody was asked anything");
    world.rollcall(&["sync", NAME]).await.expect(0, "by hand it goes on");
    world.rollcall(&["schedule", "set", NAME, "--on"]).await.expect(0, "switches on");
    let said = world.rollcall(&["sync", NAME, "--scheduled", "--json"]).await.expect(0, "takes its turn");
    assert_eq!(said.json()["trigger"], "scheduled", "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn once_a_day_is_once_a_day() {
    let world = synced().await;
    let turn = ["sync", "--all", "--scheduled", "--once-a-day", "--json"];
    let first = world.rollcall(&turn).await.expect(0, "the first of today");
    assert_eq!(first.json()[0]["result"], "no_changes", "{first:?}");
    let second = world.rollcall(&turn).await.expect(0, "nothing to do");
    assert_eq!(second.json()[0]["result"], "done_today", "{second:?}");
    assert_eq!(world.json(&["history"]).await.as_array().unwrap().len(), 2, "no third run");
    assert!(show(&world).await["connections"][0]["last_day"].is_string(), "it is remembered");
    let said = world.rollcall(&["sync", "--all", "--once-a-day"]).await;
    said.expect(2, "only of automatic syncs");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_holds_for_schedulers_outside_and_can_be_ended() {
    let world = synced().await;
    let said = world.rollcall(&["schedule", "pause"]).await.expect(0, "pauses");
    assert!(said.stdout.contains("Paused until"), "shown: {}", said.stdout);
    assert!(show(&world).await["paused_until"].is_string(), "in JSON too");
    let said = world.rollcall(&["sync", "--all", "--scheduled"]).await.expect(0, "nothing to do");
    assert!(said.stdout.contains("paused"), "one line says why: {}", said.stdout);
    let turn = world.rollcall(&["sync", NAME, "--scheduled", "--json"]).await.expect(0, "in JSON too");
    assert_eq!(turn.json()["result"], "paused", "{turn:?}");
    world.rollcall(&["sync", NAME]).await.expect(0, "by hand it goes on");
    world.rollcall(&["schedule", "resume"]).await.expect(0, "ends it");
    assert_eq!(show(&world).await["paused_until"], Value::Null, "no pause any more");
    let turn = world.rollcall(&["sync", NAME, "--scheduled", "--json"]).await.expect(0, "takes its turn");
    assert_eq!(turn.json()["trigger"], "scheduled", "{turn:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_run_keeps_the_turn_open() {
    let world = synced().await;
    let dir = world.data_dir().join("locks");
    let lock = std::fs::File::create(dir.join("connection-1.lock")).unwrap();
    lock.lock().unwrap();
    world
        .rollcall(&["sync", "--all", "--scheduled", "--once-a-day"])
        .await
        .expect(5, "another run is active");
    drop(lock);
    let said = world.rollcall(&["sync", "--all", "--scheduled", "--once-a-day", "--json"]).await;
    assert_eq!(said.expect(0, "free").json()[0]["result"], "no_changes", "its turn was not used up");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_is_local_and_checked() {
    let world = synced().await;
    world.rollcall(&["schedule", "set", "--at", "18:45"]).await.expect(0, "a time of day");
    let mut command = world.command(&["schedule", "show", "--json"]);
    command.env("TZ", "Asia/Kathmandu");
    let shown = run(command).await.expect(0, "shows").json();
    assert_eq!((&shown["at"], &shown["zone"]), (&json!("18:45"), &json!("Asia/Kathmandu")), "{shown}");
    let next = shown["connections"][0]["next_run"].as_str().unwrap();
    assert!(next.ends_with("T13:00:00Z"), "18:45 in Kathmandu is 13:00 in UTC: {next}");
    let said = world.rollcall(&["schedule", "set", "--at", "25:00", "--json"]).await.expect(1, "no time");
    assert_eq!(said.json()["error"]["code"], "invalid_time", "{said:?}");
    for wrong in [&["schedule", "set"][..], &["schedule", "set", NAME], &["schedule", "set", "--on"]] {
        world.rollcall(wrong).await.expect(2, "wrong usage");
    }
}

/// `systemctl` is one of the test's own, on a path of its own: it takes down what it is asked.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn the_systems_scheduler_is_told_and_untold() {
    use std::os::unix::fs::PermissionsExt;
    let world = synced().await;
    let bin = world.dir.path().join("bin");
    std::fs::create_dir(&bin).unwrap();
    let asked = world.dir.path().join("asked");
    let systemctl = bin.join("systemctl");
    std::fs::write(&systemctl, format!("#!/bin/sh\necho \"$@\" >> {}\n", asked.display())).unwrap();
    std::fs::set_permissions(&systemctl, std::fs::Permissions::from_mode(0o755)).unwrap();
    let call = async |args: &[&str]| {
        let mut command = world.command(args);
        command.env("PATH", &bin).env("XDG_CONFIG_HOME", world.dir.path().join("config"));
        run(command).await
    };
    let shown = call(&["schedule", "show", "--json"]).await.expect(0, "shows").json();
    assert_eq!(shown["timer"]["installed"], false, "shown, not written: {shown}");
    let installed = call(&["schedule", "install", "--json"]).await.expect(0, "installs").json();
    assert_eq!(installed["timer"]["installed"], true, "{installed}");
    for file in installed["timer"]["files"].as_array().unwrap() {
        let text = std::fs::read_to_string(file["path"].as_str().unwrap()).unwrap();
        assert_eq!(file["text"], text, "what is shown is what is written");
    }
    let service = installed["timer"]["files"][0]["text"].as_str().unwrap();
    let line = service.lines().find(|line| line.starts_with("ExecStart=")).unwrap();
    for word in ["--scheduled", "--once-a-day", "--data-dir", "--key-file"] {
        assert!(line.contains(&format!("\"{word}\"")), "{word} is in {line}");
    }
    call(&["schedule", "remove"]).await.expect(0, "removes");
    assert_eq!(call(&["schedule", "show", "--json"]).await.json()["timer"]["installed"], false, "gone");
    let asked = std::fs::read_to_string(asked).unwrap();
    let lines: Vec<_> = asked.lines().collect();
    let timer = ["--user daemon-reload", "--user enable --now rollcall-sync.timer"];
    assert_eq!(lines, [timer[0], timer[1], "--user disable --now rollcall-sync.timer"], "in this order");
}

/// The night in which Helsinki has no 03:00, for the whole program: its clock is set, not its arguments.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_night_without_its_hour_has_one_run_all_the_same() {
    let world = synced().await;
    let at = async |time: &str, args: &[&str]| {
        let command = world.command(args);
        let mut clock = std::process::Command::new("faketime");
        clock.args(["-m", time]).arg(command.get_program()).args(command.get_args());
        clock.env("TZ", "Europe/Helsinki").stdin(std::process::Stdio::null());
        clock.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        run(clock).await
    };
    let turn = ["sync", "--all", "--scheduled", "--once-a-day", "--json"];
    let evening = at("2027-03-27 20:00:00", &turn).await.expect(0, "the day before").json();
    assert_eq!(evening[0]["trigger"], "scheduled", "{evening}");
    let shown = at("2027-03-27 20:01:00", &["schedule", "show", "--json"]).await.expect(0, "shows").json();
    let next = &shown["connections"][0]["next_run"];
    assert_eq!(next, "2027-03-28T01:00:00Z", "04:00 there, the next instant that exists: {shown}");
    for (time, result) in [
        ("2027-03-28 02:59:30", "no_changes"),
        ("2027-03-28 04:00:30", "done_today"),
        ("2027-03-28 23:30:00", "done_today"),
        ("2027-03-29 03:00:00", "no_changes"),
    ] {
        let turns = at(time, &turn).await.expect(0, time).json();
        assert_eq!(turns[0]["result"], result, "{time}: one run a day, by its local date: {turns}");
    }
}
