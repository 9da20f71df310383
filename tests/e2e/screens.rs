//! A picture of every screen, in light and dark, in English and German, to be looked at.

use crate::stage::App;
use crate::world::World;

const LOOKS: [(&str, &str); 4] = [("light", "en"), ("dark", "en"), ("light", "de"), ("dark", "de")];

/// In the order of the rail, which is that of their keys.
const SCREENS: [&str; 9] = [
    "connections",
    "preview",
    "rules",
    "departments",
    "mapping",
    "employees",
    "organisation",
    "history",
    "settings",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_shows_in_every_look() {
    let world = World::synced().await;
    world.company.next_day();
    let app = world.open().await;
    app.press("Preview changes").await;
    app.sees("to remove").await;
    for (theme, language) in LOOKS {
        app.looks(theme, language).await;
        for (index, screen) in SCREENS.iter().enumerate() {
            app.keys(&format!("Ctrl+{}", index + 1)).await;
            app.screenshot(&format!("{theme}-{language}-{screen}")).await;
            nothing_is_cut_off(&app, screen).await;
        }
        app.keys("Ctrl+6").await;
        app.click("//*[@role='row'][@row-index='0']//*[@col-id='display_name']").await;
        app.screenshot(&format!("{theme}-{language}-person")).await;
    }
    app.close().await;
}

/// The window itself never scrolls sideways.
async fn nothing_is_cut_off(app: &App, screen: &str) {
    let wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(app.ask(wider).await, 0, "{screen} fits the window");
}
