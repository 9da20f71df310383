//! The log, as support asks for it: of one run, and as a folder.

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_run_shows_its_log_and_the_settings_lead_to_the_folder() {
    let world = World::synced().await;
    let app = world.open().await;
    world.company.next_day();
    app.go("Connections").await;
    app.press("Sync now").await;
    app.sees("Contoso: Applied").await;
    app.go("History").await;
    app.click("//main//li[1]/button").await;
    app.press("What the log says of this run").await;
    app.sees("run ended run=2 connection=1").await;
    app.sees("mode=Full requests=").await;
    app.screenshot("run-log").await;
    app.go("Settings").await;
    app.fill("Search settings", "Open logs").await;
    app.press("Open logs").await;
    let opened = app.browser().opened().await;
    assert_eq!(std::path::Path::new(&opened), world.path("data/logs"), "in the system's file manager");
    app.close().await;
}
