//! From the start of the process to what a person waits for.

use rollcall_tests::stage::{App, Machine};
use rollcall_tests::world::World;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A window, and the milliseconds until `there` (an expression of the page) held. The driver's part (its
/// own connection to the new window) is in them, so it was at most this.
pub(crate) async fn timed(world: &World, machine: Machine, there: &str) -> (App, f64) {
    let app = world.open_on(machine).await;
    let asked = Instant::now();
    let ask = format!("return {there} ? performance.timeOrigin + performance.now() : 0");
    loop {
        let at = app.ask(&ask).await.as_f64().unwrap_or_default();
        if at > 0.0 {
            return (app, at - began());
        }
        assert!(asked.elapsed() < Duration::from_secs(60), "`{there}` holds");
    }
}

/// When the app's process began, in milliseconds of the epoch; exact to 10 ms.
fn began() -> f64 {
    let app = std::env::var("ROLLCALL_DESKTOP").unwrap();
    let app = fs::canonicalize(app).unwrap();
    let processes = fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path());
    let ours = processes.filter(|process| fs::read_link(process.join("exe")).is_ok_and(|exe| exe == app));
    let newest = ours.filter_map(|process| ticks(&process)).max().unwrap();
    let uptime = fs::read_to_string("/proc/uptime").unwrap();
    let uptime: f64 = uptime.split(' ').next().unwrap().parse().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64();
    (now - uptime + newest as f64 / 100.0) * 1000.0
}

/// Hundredths of a second after the boot.
fn ticks(process: &Path) -> Option<u64> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    stat.rsplit_once(") ")?.1.split(' ').nth(19)?.parse().ok()
}
