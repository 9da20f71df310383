//! A list of 100,000 people: searched, sorted, scrolled to its end, and exported.

use crate::stage::App;
use crate::world::World;
use crate::{crowd, readers, rollcall};

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_people_are_searched_sorted_scrolled_and_exported() {
    let world = World::connected().await;
    crowd::fill(&world.store(), crowd::MANY);
    let app = world.open().await;
    app.go("Employees").await;
    app.sees("100,000 people").await;
    app.open_row(&crowd::name(0)).await;
    app.sees(&crowd::email(0)).await;

    search(&app).await;
    sort(&app).await;
    let file = app.home().join("everybody.csv");
    rollcall::export(&app, "CSV, plain UTF-8 (for other programs)", &file).await;
    app.sees("100,000 people exported").await;
    assert_eq!(readers::csv(&file).len(), crowd::MANY + 1, "a header and everybody");
    app.close().await;
}

/// Without the dots of the umlaut, as it is typed on other keyboards.
async fn search(app: &App) {
    app.fill("Search name, email, phone, department", "muller 099999").await;
    app.sees("1 person").await;
    app.sees(&crowd::name(crowd::MANY - 1)).await;
    app.screenshot("large-search").await;
    app.keys("Ctrl+a").await;
    app.keys("Delete").await;
    app.sees("100,000 people").await;
}

/// The last row comes first, and the first one is at the very end.
async fn sort(app: &App) {
    app.click("//*[@role='columnheader'][.//text()='Email']").await;
    app.sees(&crowd::email(0)).await;
    app.click("//*[@role='columnheader'][.//text()='Email']").await;
    app.sees(&crowd::email(crowd::MANY - 1)).await;
    app.open_row(&crowd::name(crowd::MANY - 1)).await;
    app.keys("End").await;
    let last = format!("//*[@role='row'][@row-index='{}']//*[@role='gridcell']", crowd::MANY - 1);
    app.find_path(&format!("{last}[contains(., 'Building')]")).await;
    app.screenshot("large-end").await;
}
