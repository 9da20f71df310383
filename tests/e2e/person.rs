//! One person's field edited by hand, kept by syncs, and given back.

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
    app.sees("Job title saved.").await;
    app.sees("Edited").await;
    app.screenshot("pinned").await;

    app.press("Preview changes").await;
    app.sees("Everything is up to date").await;
    open_aino(&app).await;
    app.sees("Head of Nordics").await;
    app.press("Reset Job title to the Microsoft 365 value").await;
    app.sees("Job title follows Microsoft 365 again from the next sync on.").await;

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
