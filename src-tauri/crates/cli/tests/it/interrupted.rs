//! Runs that are interrupted: Ctrl-C, a line that is cut, a computer that sleeps. Afterwards the list is
//! as before, or the run went on to its end.

use crate::world::{NAME, Said, World, finish};
use rollcall_sample::{Effect, Fault};
use serde_json::Value;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

const PROMISED: Duration = Duration::from_secs(2);

/// The day after a first sync: there is something to do.
async fn synced() -> World {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    world.company.next_day();
    world
}

/// A call of `rollcall` that waits at a fault.
struct Waiting(Child);

impl Waiting {
    async fn at(world: &World, fault: Fault, mut command: Command) -> Self {
        let fault = world.company.faults().add(fault);
        let mut child = command.spawn().unwrap();
        while world.company.faults().struck(fault) == 0 {
            assert_eq!(child.try_wait().unwrap(), None, "the fault is on its way");
            tokio::time::sleep(Duration::from_millis(5)).await; // until the program has come so far
        }
        Self(child)
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.0.id().to_string()]).status().unwrap();
        assert!(sent.success(), "it is still there for {name}");
    }

    async fn ends(self) -> Said {
        tokio::task::spawn_blocking(move || finish(self.0)).await.unwrap()
    }
}

async fn next_run_works(world: &World) {
    world.company.faults().clear();
    let run = world.rollcall(&["sync", NAME, "--json"]).await.expect(0, "the next run");
    assert_eq!(run.json()["result"], "applied", "brings what is new: {run:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_ends_any_stage_within_two_seconds_and_changes_nothing() {
    let world = synced().await;
    let before = world.employees().await;
    world.company.faults().add(Fault::new("/v1.0/users?", Effect::PageSize(50)));
    for (stage, place, effect, command) in [
        ("token", "/oauth2/v2.0/token", Effect::Hang, "sync"),
        ("first answer", "/v1.0/organization", Effect::Hang, "sync"),
        ("paging", "$skiptoken", Effect::Hang, "sync"),
        ("half a page", "$skiptoken", Effect::HangBody, "sync"),
        ("back-off", "$skiptoken", Effect::throttled("60"), "sync"),
        ("groups", "/v1.0/groups", Effect::Hang, "sync"),
        ("preview", "/v1.0/users?", Effect::Hang, "preview"),
    ] {
        if stage == "token" {
            world.company.entra().expire_access_tokens();
        }
        let waiting =
            Waiting::at(&world, Fault::new(place, effect).once(), world.command(&[command, NAME, "--json"]))
                .await;
        let asked = Instant::now();
        waiting.signal("INT");
        let said = waiting.ends().await.expect(1, stage);
        assert!(asked.elapsed() < PROMISED, "{stage}: {:?}", asked.elapsed());
        let json = said.json();
        let run = json.get("error").unwrap_or(&json);
        assert_eq!(run["code"], "stopped", "{stage}: {said:?}");
        for words in ["Stopped.", "Nothing was changed."] {
            assert!(said.stderr.contains(words), "{stage}: {}", said.stderr);
        }
        assert_eq!(world.employees().await, before, "{stage}: the list is as before");
    }
    next_run_works(&world).await;
}

/// This test is the other program: it has the database's write lock, which is waited for fifteen seconds.
#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_ends_the_wait_for_another_programs_write() {
    let world = synced().await;
    let before = world.employees().await;
    for (stage, place, command) in [
        ("its first page", "/v1.0/users?", "sync"),
        ("its end", "/v1.0/groups?", "sync"),
        ("a preview", "/v1.0/users?", "preview"),
    ] {
        let other = rusqlite::Connection::open(world.data_dir().join("rollcall.sqlite")).unwrap();
        let held = Fault::new(place, Effect::Delay(Duration::from_millis(200))).once();
        let waiting = Waiting::at(&world, held, world.command(&[command, NAME, "--json"])).await;
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        // Long enough to arrive at the lock; whoever is still on the way has to stop as soon.
        tokio::time::sleep(Duration::from_secs(1)).await;
        let asked = Instant::now();
        waiting.signal("INT");
        let said = waiting.ends().await.expect(1, stage);
        assert!(asked.elapsed() < PROMISED, "{stage}: {:?}", asked.elapsed());
        let json = said.json();
        assert_eq!(json["error"]["code"], "stopped", "{stage}: {said:?}");
        drop(other);
        assert_eq!(world.employees().await, before, "{stage}: the list is as before");
    }
    next_run_works(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_at_any_moment_leaves_the_list_as_before_or_after() {
    let world = synced().await;
    let before = world.employees().await;
    for delay in [20, 60, 100, 130, 160, 200, 250] {
        let waiting = Waiting(world.command(&["sync", NAME, "--json"]).spawn().unwrap());
        tokio::time::sleep(Duration::from_millis(delay)).await; // a moment picked at random, not a wait for something
        let _too_late_when_it_has_ended = Command::new("kill")
            .args(["-s", "INT", &waiting.0.id().to_string()])
            .stderr(std::process::Stdio::null())
            .status();
        let said = waiting.ends().await;
        let now = world.employees().await;
        match said.code {
            0 => assert!(now != before, "after {delay} ms: it was through: {said:?}"),
            1 => {
                assert_eq!(said.json()["error"]["code"], "stopped", "after {delay} ms: {said:?}");
                assert_eq!(now, before, "after {delay} ms: nothing was changed");
            }
            // Before the program could hear it, the system's own answer to Ctrl-C.
            _ => assert_eq!((said.code, &now), (-1, &before), "after {delay} ms: {said:?}"),
        }
        if now != before {
            break;
        }
    }
    world.rollcall(&["sync", NAME]).await.expect(0, "and the next run works");
    assert_eq!(world.json(&["sync", NAME]).await["result"], "no_changes", "to the end");
}

/// As when the network changes its address, or a VPN drops and is there again.
#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_cut_for_a_moment_is_no_trouble() {
    let mut world = synced().await;
    for place in ["/v1.0/users?", "/v1.0/groups"] {
        let sync = world.command(&["sync", NAME, "--json"]);
        let waiting = Waiting::at(&world, Fault::new(place, Effect::Hang).once(), sync).await;
        world.company.unplug().await;
        world.company.plug_in().await.unwrap();
        let said = waiting.ends().await.expect(0, place);
        assert_eq!(said.json()["result"], "applied", "{place}: it went on where it was: {said:?}");
        world.company.next_day();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_stays_cut_fails_the_run_and_the_next_one_is_fine() {
    let mut world = synced().await;
    let before = world.employees().await;
    world.company.faults().add(Fault::new("/v1.0/users?", Effect::PageSize(50)));
    let sync = world.command(&["sync", NAME, "--json"]);
    let waiting = Waiting::at(&world, Fault::new("$skiptoken", Effect::Hang).once(), sync).await;
    world.company.unplug().await;
    let said = waiting.ends().await.expect(1, "nobody there");
    assert_eq!(said.json()["error"]["code"], "offline", "says so: {said:?}");
    assert_eq!(world.employees().await, before, "half a directory changes nothing");
    world.company.plug_in().await.unwrap();
    next_run_works(&world).await;
}

/// The whole program stands still in the middle of a run while its clocks go on, as a suspended virtual
/// machine's do. When it wakes, what it waited for is long gone.
#[cfg(target_os = "linux")]
async fn sleeps_ten_minutes(world: &World, meanwhile: impl AsyncFnOnce()) -> Said {
    let clock = world.file("clock", "+0\n");
    let mut sync = world.command(&["sync", NAME, "--json"]);
    // `$LIB` is the linker's own word for where libraries are.
    sync.env("LD_PRELOAD", "/usr/$LIB/faketime/libfaketimeMT.so.1");
    sync.env("FAKETIME_TIMESTAMP_FILE", &clock).env("FAKETIME_NO_CACHE", "1");
    let waiting = Waiting::at(world, Fault::new("/v1.0/users?", Effect::Hang).once(), sync).await;
    waiting.signal("STOP");
    std::fs::write(&clock, "+600\n").unwrap();
    meanwhile().await;
    waiting.signal("CONT");
    let said = waiting.ends().await;
    let run = said.json();
    let slept = seconds(&run["finished_at"]) - seconds(&run["started_at"]);
    assert!(slept >= 600, "ten minutes had passed for it: {slept} s");
    said
}

#[cfg(target_os = "linux")]
fn seconds(time: &Value) -> i64 {
    chrono::DateTime::parse_from_rfc3339(time.as_str().unwrap()).unwrap().timestamp()
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_run_goes_on_after_ten_minutes_of_sleep() {
    let world = synced().await;
    let silence = sleeps_ten_minutes(&world, async || ()).await.expect(0, "whoever it asked says nothing");
    assert_eq!(silence.json()["result"], "applied", "it asked again: {silence:?}");
    world.company.next_day();
    let cut = async || {
        world.company.faults().clear(); // Whoever hangs loses the connection.
        world.company.entra().expire_access_tokens();
    };
    let cut = sleeps_ten_minutes(&world, cut).await.expect(0, "its line and its token are gone");
    assert_eq!(cut.json()["result"], "applied", "it asked again, with a new one: {cut:?}");
}
