//! The main job once more, in German and in the dark.

use crate::world::World;
use crate::{readers, rollcall};

#[tokio::test(flavor = "multi_thread")]
async fn the_main_job_in_german_and_in_dark_colours() {
    let world = World::connected().await;
    let app = world.open().await;
    app.go("Settings").await;
    app.choose("Dark").await;
    app.click("//button[@role='combobox'][normalize-space(.)='Like the system']").await;
    app.press("Deutsch").await;
    app.sees("Änderungen gelten sofort.").await;
    let scheme = "return getComputedStyle(document.documentElement).colorScheme";
    assert_eq!(app.ask(scheme).await, "dark", "what was chosen is what is seen");

    app.press("Änderungen ansehen").await;
    let people = rollcall::number_before(&app, " neu").await;
    app.sees("nicht importiert").await;
    app.screenshot("german-preview").await;
    app.press(&format!("{people} Änderungen übernehmen")).await;
    app.sees(&format!("{people} Änderungen übernommen.")).await;
    app.press("Mitarbeiter ansehen").await;
    app.sees(&format!("{people} Personen")).await;

    let file = app.home().join("mitarbeiter.csv");
    app.press("Exportieren …").await;
    app.choose("CSV für Excel, mit Semikolon (deutschsprachiger Raum, Europa)").await;
    app.press("Speichern unter …").await;
    app.save_as("Save", &file); // The system's own dialog: the test's system speaks English.
    app.sees("Personen exportiert").await;
    assert_eq!(readers::semicolons(&file).len(), people + 1, "a header and everybody");
    app.screenshot("german-exported").await;
    app.close().await;
}
