//! A night passes: the real app without its window, its clock ten seconds before 03:00, and the
//! desktop's notification service. What stays is looked at in the morning.

use crate::stage::{Browser, Bus, Display, Notifications, Process, wait_until};
use crate::world::World;
use rollcall_engine::api::{RunResult, RunTrigger, RunView};
use rollcall_sample::SampleCompany;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tempfile::TempDir;

/// Started ten seconds before its time, the app looks at the clock twice a minute.
const PATIENCE: Duration = Duration::from_secs(100);
const ZONE: &str = "Europe/Berlin";

struct Night {
    world: World,
    notifications: Notifications,
    _app: Process,
    _display: Display,
    _bus: Bus,
    home: TempDir,
}

impl Night {
    /// After a first sync by hand; `before` the app starts, something happens at the company.
    async fn falls(before: impl FnOnce(&SampleCompany)) -> Self {
        let world = World::synced().await;
        // The schedule counts from its first look.
        world.engine.schedule(SystemTime::now().into(), rollcall_engine::local_zone()).await.unwrap();
        let settings = world.path("data/desktop.json");
        std::fs::write(settings, r#"{ "notify": "changes", "language": "en" }"#).unwrap();
        before(&world.company);
        world.company.clear_log();
        let home = tempfile::tempdir().unwrap();
        let (bus, display) = (Bus::start(home.path()), Display::start());
        let notifications = Notifications::serve(&bus.address);
        let app = app(&world, home.path(), &bus, &display);
        Self { world, notifications, _app: app, _display: display, _bus: bus, home }
    }

    fn notified(&self) {
        wait_until("a notification", PATIENCE, || !self.notifications.shown().is_empty());
    }

    /// What was shown, and the history, newest first.
    async fn morning(&self) -> (Vec<(String, String)>, Vec<RunView>) {
        (self.notifications.shown(), self.world.engine.history(0, 10).await.unwrap())
    }
}

fn app(world: &World, home: &Path, bus: &Bus, display: &Display) -> Process {
    let mut app = Command::new(std::env::var_os("ROLLCALL_DESKTOP").unwrap());
    app.arg("--hidden").env("LD_PRELOAD", clock()).env("FAKETIME", format!("+{}s", until_three()));
    app.env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    app.env("TZ", ZONE).env("DISPLAY", &display.name).env("DBUS_SESSION_BUS_ADDRESS", &bus.address);
    app.env("ROLLCALL_DATA_DIR", world.path("data")).env("ROLLCALL_KEY_FILE", world.path("key"));
    app.env("PATH", Browser::install(home).path()).env("HOME", home).env("XDG_RUNTIME_DIR", home);
    app.env("GDK_BACKEND", "x11").env("LANG", "C.UTF-8").env_remove("WAYLAND_DISPLAY");
    Process::start(app.stdout(Stdio::null()))
}

/// The library behind `faketime`. That program itself refuses to start when one with its process id
/// was killed before.
fn clock() -> PathBuf {
    let libraries = ["lib", "lib64"].map(|dir| Path::new("/usr").join(dir));
    let below = libraries.iter().filter_map(|dir| dir.read_dir().ok()).flatten().flatten();
    let dirs = libraries.iter().cloned().chain(below.map(|entry| entry.path()));
    let mut found = dirs.map(|dir| dir.join("faketime/libfaketimeMT.so.1"));
    found
        .find(|library| library.exists())
        .unwrap_or_else(|| panic!("the package faketime brings its library"))
}

/// Seconds from now to ten seconds before the next day's 03:00.
fn until_three() -> u64 {
    let date = ["-d", &format!("TZ=\"{ZONE}\" tomorrow 02:59:50"), "+%s"];
    let output = Command::new("date").args(date).output().unwrap();
    let then: u64 = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
    then - SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_the_night_are_in_the_list_and_told_once() {
    let night = Night::falls(|company| company.set_day(30)).await;
    night.notified();
    let (shown, history) = night.morning().await;
    let (run, counts) = (&history[0], history[0].counts);
    assert_eq!((run.trigger, run.result), (RunTrigger::Scheduled, RunResult::Applied), "{run:?}");
    assert_eq!(history.len(), 2, "one by hand, one at night");
    let [(title, text)] = &shown[..] else { panic!("one notification, not {shown:?}") };
    assert_eq!(title, "Rollcall", "whose it is");
    assert!(text.starts_with("Contoso: "), "which connection: {text}");
    let removed = format!("{} removed", counts.remove);
    assert!(counts.remove == 0 || text.contains(&removed), "the counts of the run: {text}, {counts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_needed_at_night_opens_no_browser_and_is_told_once() {
    let night = Night::falls(|company| {
        company.entra().revoke_sessions();
        company.entra().expire_access_tokens();
    })
    .await;
    night.notified();
    let asked = night.world.company.log().into_iter().any(|request| request.path.contains("/authorize"));
    let opened = night.home.path().join("opened").exists();
    assert!(!asked && !opened, "nobody sits there at night to sign in");
    let (shown, history) = night.morning().await;
    let [(_, text)] = &shown[..] else { panic!("one notification, not {shown:?}") };
    assert!(text.ends_with("please sign in again; the automatic sync did not run."), "what to do: {text}");
    assert_eq!(history[0].result, RunResult::Failed, "the history says so too");
}
