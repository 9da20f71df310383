//! One person's field edited by hand, kept by syncs, and given back; and the list worked with by keys alone.

use crate::rollcall;
use crate::stage::App;
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_field_is_pinned_until_it_is_reset() {
    let world = World::synced().await;
    let app = world.open().await;
    open_aino(&app).await;
    app.press("Edit Job title").await;
    app.focus_is_on("Job title").await;
    app.keys("Ctrl+a").await;
    app.types("Head of Nordics").await;
    app.keys("Enter").await;
    app.sees("Job title of Aino Koskela saved.").await;
    app.sees("Edited").await;
    app.screenshot("pinned").await;

    app.press("Preview changes").await;
    app.sees("Everything is up to date").await;
    open_aino(&app).await;
    app.sees("Head of Nordics").await;
    app.press("Reset Job title to the Microsoft 365 value").await;
    app.sees("Job title of Aino Koskela follows Microsoft 365 again from the next sync on.").await;

    app.press("Preview changes").await;
    app.press("Apply 1 change").await;
    app.sees("1 change applied.").await;
    open_aino(&app).await;
    app.find_path("//dt[contains(., 'Job title')]/following-sibling::dd[contains(., 'Account Executive')]")
        .await;
    app.close().await;
}

async fn open_aino(app: &App) {
    app.go("Employees").await;
    app.fill("Search name, email, phone, department", "koskela").await;
    app.sees("1 person").await;
    app.open_row("Aino Koskela").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_worked_with_by_keyboard_alone() {
    let world = World::synced().await;
    let app = world.open().await;
    app.sees("Contoso").await;
    app.keys("Ctrl+6").await;
    let everybody = rollcall::number_before(&app, " people").await;
    app.tab_to("Tick rows").await;
    app.keys("Right").await;
    app.keys("Down").await;
    app.focus_is_on("Aino Koskela").await;
    app.types("b").await;
    app.focus_is_on("Beatrix Fuchs").await;
    app.keys("Ctrl+Home").await;
    app.focus_is_on("Aino Koskela").await;

    type_into_her_fields(&app).await;
    app.keys("Escape").await;
    app.focus_is_on("Aino Koskela").await;
    app.keys("Ctrl+z").await;
    app.sees("Taken back: ‘Job title of Aino Koskela saved.’").await;

    app.keys("Delete").await;
    app.sees("Aino Koskela is in the archive.").await;
    app.sees(&format!("{} people", everybody - 1)).await;
    app.keys("Ctrl+z").await;
    app.sees(&format!("{everybody} people")).await;

    app.keys("Ctrl+a").await;
    app.sees(&format!("{everybody} people ticked")).await;
    app.screenshot("everybody-ticked").await;
    app.keys("Ctrl+e").await;
    app.sees(&format!("All: {everybody} people")).await;
    app.close().await;
}

/// From her name, past what Microsoft 365 alone decides, to her job title.
async fn type_into_her_fields(app: &App) {
    app.keys("F2").await;
    app.focus_is_on("Name").await;
    for field in ["First name", "Last name", "Department", "Job title"] {
        app.keys("Tab").await;
        app.focus_is_on(field).await;
    }
    app.keys("Ctrl+a").await;
    app.types("Head of Nordics").await;
    app.keys("Enter").await;
    app.sees("Job title of Aino Koskela saved.").await;
    app.focus_is_on("Edit Job title").await;
}
