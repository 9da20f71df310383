//! A night passes: the real app without its window, its clock ten seconds before 03:00, on a desktop
//! with a panel and a notification service. In the morning somebody opens the window and looks.

use crate::stage::{App, Machine, Notifications, Panel, Start, clock, needed, wait_until};
use crate::world::World;
use rollcall_engine::api::{ExportFormat, RefreshFile, RunResult, RunTrigger, RunView};
use rollcall_people::Status;
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Started ten seconds before its time, the app looks at the clock twice a minute.
const PATIENCE: Duration = Duration::from_secs(100);
/// Where it is neither night nor nearly so: there "tomorrow" is the morning after this evening.
static ZONE: LazyLock<&str> = LazyLock::new(|| {
    let hour: u32 = date_in("Europe/Berlin", "now", "+%-H").parse().unwrap();
    if (4..22).contains(&hour) { "Europe/Berlin" } else { "America/New_York" }
});
const SHORTLY_BEFORE: &str = "tomorrow 02:59:50";

struct Night {
    world: World,
    panel: Panel,
    notifications: Notifications,
    app: App,
}

/// The evening before: one sync by hand, and an admin who wants to hear of changes.
async fn evening() -> World {
    let world = World::synced().await;
    // The schedule counts from its first look.
    world.engine.schedule(SystemTime::now().into(), rollcall_engine::local_zone()).await.unwrap();
    let settings = world.path("data/desktop.json");
    std::fs::write(settings, r#"{ "notify": "changes", "language": "en" }"#).unwrap();
    world
}

impl Night {
    /// The app starts without its window when the clock in [`ZONE`] shows `start`.
    async fn falls(world: World, start: &str) -> Self {
        world.company.clear_log();
        let machine = Machine::start();
        let (panel, notifications) =
            (Panel::serve(&machine.bus.address), Notifications::serve(&machine.bus.address));
        let by = clock::ahead(machine.home(), &needed("ROLLCALL_DESKTOP"), seconds_to(start), &ZONE);
        let how = Start { variables: &world.variables(), args: &["--hidden"], by: Some(by) };
        let app = App::on(machine, how).await;
        Self { world, panel, notifications, app }
    }

    /// Waits until a person is told something, and gives what.
    fn notified(&self) -> String {
        wait_until("a notification", PATIENCE, || !self.notifications.shown().is_empty());
        self.the_one_notification()
    }

    fn the_one_notification(&self) -> String {
        let shown = self.notifications.shown();
        let [(title, text)] = &shown[..] else { panic!("one notification, not {shown:?}") };
        assert_eq!(title, "Rollcall", "whose it is");
        text.clone()
    }

    /// Newest first.
    async fn history(&self) -> Vec<RunView> {
        self.world.engine.history(0, 10).await.unwrap()
    }

    fn status(&self, login: &str) -> Option<Status> {
        let list = self.world.store().employees().unwrap();
        let one =
            list.iter().find(|employee| employee.record.email.to_string().starts_with(&format!("{login}@")));
        one.map(|employee| employee.status)
    }
}

/// Seconds from now to a local time in [`ZONE`].
fn seconds_to(local: &str) -> u64 {
    let then: u64 = date(local, "+%s").parse().unwrap();
    then - SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// A local time in [`ZONE`], written like this.
fn date(local: &str, format: &str) -> String {
    date_in(&ZONE, local, format)
}

fn date_in(zone: &str, local: &str, format: &str) -> String {
    let mut date = Command::new("date");
    date.env("TZ", zone).env("LC_ALL", "C").args(["-d", local, format]);
    String::from_utf8(date.output().unwrap().stdout).unwrap().trim().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_morning_shows_what_the_night_changed() {
    let world = evening().await;
    world.company.next_day();
    let night = Night::falls(world, SHORTLY_BEFORE).await;
    assert_eq!(night.status("hanna.vogel"), None, "she starts today");
    let text = night.notified();
    assert!(!night.app.machine.display.shows_window(), "nobody was there to see a window");

    let history = night.history().await;
    let (run, counts) = (&history[0], history[0].counts);
    assert_eq!((run.trigger, run.result), (RunTrigger::Scheduled, RunResult::Applied), "{run:?}");
    assert_eq!(history.len(), 2, "one by hand, one at night");
    let told = format!("{} added, {} updated, {} removed.", counts.add, counts.update, counts.remove);
    assert_eq!(text, format!("Contoso: {told}"), "which connection, and what became of it");
    assert_eq!(night.status("hanna.vogel"), Some(Status::Active), "the joiner of the day is there");
    assert_eq!(night.status("wolfgang.peters"), Some(Status::Archived), "the leaver is archived");

    let changes = counts.add + counts.update + counts.remove;
    let last = night.panel.line("Last sync: today 3:0");
    assert!(last.label.ends_with(&format!(", {changes} changes")), "{last:?}");
    night.panel.line("Pause automatic sync until tomorrow");

    night.panel.press_until("Open Rollcall", || night.app.machine.display.shows_window());
    let app = &night.app;
    app.is_shown().await;
    app.go("Employees").await;
    app.fill("Search name, email, phone, department", "hanna vogel").await;
    app.sees("1 person").await;
    app.open_row("Hanna Vogel").await;
    app.sees("Content Editor").await;
    app.screenshot("morning-employees").await;
    app.go("History").await;
    app.sees("on schedule").await;
    app.screenshot("morning-history").await;
    app.go("Settings").await;
    app.sees(&format!("Next: {}", date("tomorrow 03:00 next day", "+%b %-d, %Y"))).await;
    app.sees(&format!("Time zone: {}", *ZONE)).await;
    app.screenshot("morning-settings").await;
    night.the_one_notification();
    night.app.close().await;
}

/// The computer was off at 03:00.
#[tokio::test(flavor = "multi_thread")]
async fn a_night_without_the_app_is_made_up_for_at_its_start() {
    let world = evening().await;
    let list = world.path("people.csv");
    let path = list.display().to_string();
    let file = RefreshFile { path, format: ExportFormat::CsvPlain, columns: vec!["email".to_owned()] };
    world.engine.set_refresh_file(Some(file)).await.unwrap();
    world.company.next_day();
    let night = Night::falls(world, "tomorrow 08:15").await;
    let text = night.notified();
    assert!(text.starts_with("Contoso: 1 added"), "told like any other: {text}");
    let history = night.history().await;
    let run = &history[0];
    assert_eq!((run.trigger, run.result), (RunTrigger::CatchUp, RunResult::Applied), "{run:?}");
    assert_eq!((history.len(), &run.refresh_failure), (2, &None), "once");
    let written = std::fs::read_to_string(&list).unwrap();
    assert!(written.contains("hanna.vogel@"), "the file that is kept up to date knows her: {written}");
    assert!(!written.contains("wolfgang.peters@"), "and no longer who left");

    night.panel.line("Last sync: today 8:1");
    night.panel.press_until("Open Rollcall", || night.app.machine.display.shows_window());
    let app = &night.app;
    app.is_shown().await;
    app.go("Settings").await;
    app.sees(&format!("Next: {}", date("tomorrow 03:00 next day", "+%b %-d, %Y"))).await;
    night.the_one_notification();
    night.app.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_needed_at_night_opens_no_browser_and_is_told_once() {
    let world = evening().await;
    world.company.entra().revoke_sessions();
    world.company.entra().expire_access_tokens();
    let night = Night::falls(world, SHORTLY_BEFORE).await;
    let text = night.notified();
    assert!(text.ends_with("please sign in again; the automatic sync did not run."), "what to do: {text}");
    let asked = night.world.company.log().into_iter().any(|request| request.path.contains("/authorize"));
    let opened = night.app.home().join("opened").exists();
    assert!(!asked && !opened, "nobody sits there at night to sign in");
    assert_eq!(night.history().await[0].result, RunResult::Failed, "the history says so too");
    night.panel.line("Last sync: today 3:0");

    night.panel.press_until("Open Rollcall", || night.app.machine.display.shows_window());
    night.app.is_shown().await;
    night.app.sees("Sign-in needed").await;
    night.app.screenshot("morning-sign-in").await;
    night.the_one_notification();
    night.app.close().await;
}
