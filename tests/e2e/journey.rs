//! launch, Connect, Preview, Apply, Export.

use crate::stage::App;
use crate::{readers, rollcall};
use rollcall_sample::browser::Visit;

/// The sample company has this many users, on every day.
const PEOPLE: usize = 160;

#[tokio::test(flavor = "multi_thread")]
async fn the_main_job_from_launch_to_an_exported_list() {
    let app = App::start().await;
    app.sees("Connect your Microsoft 365").await;
    app.screenshot("start").await;

    rollcall::begin_connecting(&app).await;
    app.screenshot("connect").await;
    let page = rollcall::sign_in(&app, Visit::default()).await;
    assert_eq!(page.status, 200, "the browser ends on a friendly page: {}", page.text);
    let to_add = first_summary(&app).await;

    app.press(&format!("Import {to_add} people")).await;
    app.sees(&format!("{to_add} changes applied.")).await;
    app.screenshot("applied").await;

    see_the_list(&app, to_add).await;
    export_both(&app, to_add).await;
    a_second_preview_finds_nothing(&app).await;
    a_day_passes(&app).await;
    app.close().await;
}

/// Gives how many people would come in.
async fn first_summary(app: &App) -> usize {
    app.sees("Would import").await;
    app.screenshot("choices").await;
    app.press("Next").await;
    app.sees("New: imported like everyone else").await;
    app.sees("Adjust rules first").await;
    app.screenshot("first-preview").await;
    let to_add = rollcall::number_before(app, " to add").await;
    let left_out = rollcall::number_before(app, " not imported").await;
    assert_eq!(to_add + left_out, PEOPLE, "everybody is either imported or told why not");
    to_add
}

async fn see_the_list(app: &App, people: usize) {
    app.press("See employees").await;
    app.sees(&format!("{people} people")).await;
    app.screenshot("employees").await;
}

async fn export_both(app: &App, people: usize) {
    let (xlsx, csv) = (app.home().join("employees of today.xlsx"), app.home().join("employees.csv"));
    rollcall::ask_for_export(app, "Excel workbook (.xlsx)").await;
    app.screenshot("export").await;
    rollcall::save_export(app, &xlsx).await;
    app.screenshot("exported").await;
    rollcall::export(app, "CSV, plain UTF-8 (for other programs)", &csv).await;

    let (book, text) = (readers::xlsx(&xlsx), readers::csv(&csv));
    assert_eq!(book.len(), people + 1, "a header and everybody in the workbook");
    assert_eq!(text.len(), people + 1, "a header and everybody in the text file");
    let emails = |rows: &readers::Rows| rows.iter().flatten().filter(|cell| cell.contains('@')).count();
    assert!(emails(&book) >= people, "everybody in the list has an address");
}

async fn a_second_preview_finds_nothing(app: &App) {
    app.press("Preview changes").await;
    app.sees("Everything is up to date").await;
    app.screenshot("up-to-date").await;
}

async fn a_day_passes(app: &App) {
    app.press("Next day").await;
    app.sees("Day 2").await;
    app.press("Preview changes").await;
    app.sees("to remove").await;
    app.screenshot("next-day").await;
}
