//! The app without its window: closing and coming back, the icon beside the clock, starting with the
//! computer.

use crate::stage::{App, INSTANCE, Machine, Panel, Start, wait_until};
use crate::world::World;
use std::time::Duration;
use zbus::Connection as Bus;
use zbus::connection::Builder;

const PATIENCE: Duration = Duration::from_secs(40);

async fn opened(world: &World, machine: Machine) -> App {
    let app = App::on(machine, Start { variables: &world.variables(), ..Start::default() }).await;
    app.is_shown().await;
    app.sees("Contoso").await;
    app
}

/// The app as the computer starts it; it has its icon where there is a panel.
async fn hidden(world: &World, machine: Machine) -> App {
    App::on(machine, Start { variables: &world.variables(), args: &["--hidden"], ..Start::default() }).await
}

fn window_is(app: &App, shown: bool) {
    let what = if shown { "the window is shown" } else { "the window is hidden" };
    wait_until(what, PATIENCE, || app.machine.display.shows_window() == shown);
}

fn process(app: &App) -> u32 {
    app.machine.bus.process(INSTANCE).unwrap_or_else(|| panic!("the app runs"))
}

/// What is left of an ended process until its parent looks is none either.
fn ends(process: u32) {
    wait_until("the app ends", PATIENCE, || {
        let status = std::fs::read_to_string(format!("/proc/{process}/status"));
        status.map_or(true, |status| status.contains("State:\tZ"))
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_asks_once_and_the_icon_brings_the_window_back() {
    let world = World::synced().await;
    let machine = Machine::start();
    let panel = Panel::serve(&machine.bus.address);
    let app = opened(&world, machine).await;
    let last = panel.line("Last sync: ");
    assert!(!last.enabled && last.label.contains("today"), "said, not pressed: {last:?}");

    app.machine.display.close_window();
    app.sees("Keep Rollcall running?").await;
    app.sees("It stays as an icon beside the clock.").await;
    app.screenshot("close-question").await;
    app.press_last("Keep running").await;
    window_is(&app, false);
    panel.press_until("Open Rollcall", || app.machine.display.shows_window());
    window_is(&app, true);

    app.machine.display.close_window();
    window_is(&app, false);
    let app_process = process(&app);
    panel.press("Preview changes…");
    window_is(&app, true);
    app.sees("Everything is up to date").await;
    assert!(!app.text().await.contains("Keep Rollcall running?"), "once was enough");
    panel.press("Quit");
    ends(app_process);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desktop_without_a_panel_is_promised_no_icon() {
    let world = World::synced().await;
    let app = opened(&world, Machine::start()).await;
    app.machine.display.close_window();
    app.sees("This desktop shows no icon for it").await;
    assert!(!app.text().await.contains("as an icon"), "nothing that is not there");
    app.press_last("Keep running").await;
    window_is(&app, false);
    app.machine.start_again(&world.variables());
    window_is(&app, true);
    app.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn quitting_at_the_question_ends_the_app() {
    let world = World::synced().await;
    let app = opened(&world, Machine::start()).await;
    let process = process(&app);
    app.machine.display.close_window();
    app.press_last("Quit Rollcall").await;
    ends(process);
    let kept = std::fs::read_to_string(world.path("data/desktop.json")).unwrap();
    assert!(kept.contains(r#""when_closed": "quit""#), "and is the answer from now on: {kept}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_asked_while_nothing_syncs_by_itself() {
    let world = World::connected().await;
    let app = opened(&world, Machine::start()).await;
    let process = process(&app);
    app.machine.display.close_window();
    ends(process);
}

#[tokio::test(flavor = "multi_thread")]
async fn started_with_the_computer_it_shows_no_window_until_somebody_asks() {
    let world = World::synced().await;
    let machine = Machine::start();
    let panel = Panel::serve(&machine.bus.address);
    let app = hidden(&world, machine).await;
    // The icon knows the last sync once the list is open, the page has painted by then.
    panel.line("Last sync: today");
    app.sees("Contoso").await;
    assert!(!app.machine.display.shows_window(), "no window at login");
    let paused = || panel.menu().iter().any(|entry| entry.label == "Resume automatic sync");
    panel.press_until("Pause automatic sync until tomorrow", paused);
    assert!(!app.machine.display.shows_window(), "and none to pause");
    panel.press_until("Open Rollcall", || app.machine.display.shows_window());
    window_is(&app, true);
    app.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn starting_with_the_computer_is_a_switch() {
    let world = World::synced().await;
    let app = opened(&world, Machine::start()).await;
    let entry = app.home().join("config/autostart/Rollcall.desktop");
    app.go("Settings").await;
    app.fill("Search settings", "Start with the computer").await;
    flip(&app, "Start with the computer, without a window").await;
    wait_until("the entry", PATIENCE, || entry.exists());
    let written = std::fs::read_to_string(&entry).unwrap();
    let started = written.lines().find_map(|line| line.strip_prefix("Exec=")).unwrap();
    assert!(started.ends_with("rollcall-desktop --hidden"), "the app, without its window: {started}");
    app.screenshot("start-at-login").await;
    flip(&app, "Start with the computer, without a window").await;
    wait_until("no entry", PATIENCE, || !entry.exists());
    app.close().await;
}

async fn flip(app: &App, label: &str) {
    app.click(&format!("//label[normalize-space(.)='{label}']")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_stayed_empty_is_drawn_otherwise_the_next_time() {
    let world = World::synced().await;
    let kept = world.path("data/window.drawn");
    let app = opened(&world, Machine::start()).await;
    wait_until("its first frame is noted", PATIENCE, || !kept.exists());
    let machine = app.close().await;
    std::fs::write(&kept, "unseen").unwrap();
    let app = opened(&world, machine).await;
    wait_until("that helped, for the next starts as well", PATIENCE, || {
        std::fs::read_to_string(&kept).is_ok_and(|kept| kept.starts_with("plain "))
    });
    let log = std::fs::read_to_string(world.path("data/logs/rollcall.log")).unwrap();
    assert!(log.contains("a former window stayed empty"), "and said: {log}");
    app.close().await;
}

/// An app that still has its name and ends while it is called.
struct Ending;

#[zbus::interface(name = "org.SingleInstance.DBus")]
impl Ending {
    async fn execute_callback(&self, _args: Vec<String>, _folder: String, #[zbus(connection)] bus: &Bus) {
        let _ = bus.clone().close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_in_the_moment_in_which_the_app_ends_shows_its_window() {
    let (world, machine) = (World::synced().await, Machine::start());
    let path = format!("/{}", INSTANCE.replace('.', "/"));
    let former = Builder::address(&*machine.bus.address).and_then(|bus| bus.name(INSTANCE));
    let _until_called = former.unwrap().serve_at(path, Ending).unwrap().build().await.unwrap();
    let app = opened(&world, machine).await;
    app.close().await;
}
