//! Editing rules without touching the mouse.

use crate::rollcall;
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_is_written_counted_saved_and_previewed_by_keyboard_alone() {
    let world = World::synced().await;
    let app = world.open().await;
    app.sees("Contoso").await;

    app.keys("Ctrl+3").await;
    app.sees("The first rule that fits a person decides").await;
    app.keys("Ctrl+n").await;
    app.focus_is_on("Name").await;
    app.types("Service desk").await;

    app.tab_to("Field").await;
    app.keys("Ctrl+a").await;
    app.types("job ti").await;
    app.keys("Down").await;
    app.keys("Enter").await;
    app.focus_is_on("Comparison").await;
    app.pick("contains").await;
    app.focus_is_on("Value").await;
    app.types("Service Desk").await;
    app.keys("Tab").await;
    app.sees("Job title contains Service Desk.").await;
    app.find_path("//aside//*[@aria-busy='false']").await; // Counted as it stands now.
    let fits = rollcall::number_after(&app, "fits ").await;
    assert!(fits > 0, "somebody works at the service desk");

    app.tab_to("Goes to").await;
    app.pick("A department").await;
    app.tab_to("Department").await;
    app.types("Front line").await;
    app.sees("into Front line").await;
    app.screenshot("rules-by-keyboard").await;
    app.keys("Ctrl+s").await;
    app.sees("Saved. It takes effect with the next sync.").await;

    app.keys("F5").await;
    app.sees(&format!("{fits} to update")).await;
    app.screenshot("rules-previewed").await;
    app.close().await;
}
