//! A run that would remove too many people: held, allowed once, and taken back.

use crate::rollcall;
use crate::world::World;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_held_run_is_allowed_once_and_undone_from_the_history() {
    let world = World::synced().await;
    world.rules(&only_sales()).await;
    let app = world.open().await;
    app.press("Preview changes").await;
    let removals = rollcall::number_before(&app, " to remove").await;
    app.sees("removals are more than your limit of").await;
    app.sees("Nothing can be applied while the removals exceed the limit").await;
    app.screenshot("held").await;

    app.press("Allow for this run").await;
    app.press(&format!("Remove {removals} people")).await;
    app.sees("They move to the archive").await;
    app.screenshot("held-confirm").await;
    app.press_in_dialog(&format!("Remove {removals} people")).await;
    app.sees(&format!("{removals} changes applied.")).await;

    app.go("History").await;
    app.click("//main//li[1]/button").await;
    app.press("Undo this sync…").await;
    app.sees(&format!("{removals} people come back")).await;
    app.sees("the next sync would make the same changes again").await;
    app.screenshot("undo").await;
    app.press("Undo this sync").await;
    app.sees("is undone.").await;
    app.go("Employees").await;
    app.sees("143 people").await;
    app.close().await;
}

/// What saving such rules in the window would ask about.
fn only_sales() -> serde_json::Value {
    let sales = json!({ "field": "department", "op": "equals", "value": "Sales" });
    let rule = json!({ "name": "Sales only", "enabled": true, "who": { "all": [sales] },
        "then": { "import": { "pattern": "{department}" } } });
    json!({ "version": 1, "rules": [rule], "otherwise": { "skip": true } })
}
