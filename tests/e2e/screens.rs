//! A picture of every screen, in light, dark and high contrast, in three languages, wide and as narrow as the
//! window goes, to be looked at.

use crate::stage::App;
use crate::world::World;

/// Theme, language and width.
const LOOKS: [(&str, &str, u32); 5] = [
    ("light", "en", 1280),
    ("dark", "en", 1280),
    ("light", "de", 1280),
    ("dark", "de", 1280),
    ("contrast", "fr", 720),
];

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
    for (theme, language, width) in LOOKS {
        app.resize(width, 820).await;
        app.looks(theme, language).await;
        let look =
            if width < 1280 { format!("narrow-{theme}-{language}") } else { format!("{theme}-{language}") };
        for (index, screen) in SCREENS.iter().enumerate() {
            app.keys(&format!("Ctrl+{}", index + 1)).await;
            app.screenshot(&format!("{look}-{screen}")).await;
            nothing_is_cut_off(&app, screen).await;
        }
        app.keys("Ctrl+6").await;
        app.click("//*[@role='row'][@row-index='0']//*[@col-id='display_name']").await;
        app.screenshot(&format!("{look}-person")).await;
    }
    app.close().await;
}

/// The window itself never scrolls sideways, and no cell of a table breaks a word.
async fn nothing_is_cut_off(app: &App, screen: &str) {
    let wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(app.ask(wider).await, 0, "{screen} fits the window");
    assert_eq!(app.ask(BROKEN_WORDS).await, serde_json::json!([]), "{screen} shows words in one piece");
}

/// The words of table cells that stand in more than one line.
const BROKEN_WORDS: &str = r"
    const broken = [];
    for (const cell of document.querySelectorAll('[role=gridcell]')) {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        for (let text; (text = texts.nextNode()); ) {
            for (const { 0: word, index } of text.data.matchAll(/[\p{L}\d]+/gu)) {
                const place = document.createRange();
                place.setStart(text, index);
                place.setEnd(text, index + word.length);
                const lines = new Set([...place.getClientRects()].map(({ top }) => Math.round(top)));
                if (lines.size > 1) broken.push(word);
            }
        }
    }
    return broken";
