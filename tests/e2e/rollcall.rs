//! Rollcall's screens as a person uses them: by the words on them.

use crate::stage::App;
use rollcall_sample::browser::{self, Outcome, Visit};
use std::path::Path;

/// From the empty app into the sample company, up to the step that asks for the sign-in.
pub(crate) async fn begin_connecting(app: &App) {
    app.press("Explore with a sample company").await;
    app.sees("You are exploring the sample company").await;
    app.press("Connect the sample company").await;
    app.press("Next").await;
    app.sees("What we never do").await;
}

/// Opens the browser and plays the person in it; gives the page the browser ends on.
pub(crate) async fn sign_in(app: &App, visit: Visit) -> Outcome {
    app.press("Open browser to sign in").await;
    app.sees("Finish in your browser").await;
    let url = app.browser().opened().await;
    browser::sign_in(&url, visit).await.unwrap_or_else(|error| panic!("the browser reaches the end: {error}"))
}

/// The number before `words` on the page, such as the 12 of "12 to add".
pub(crate) async fn number_before(app: &App, words: &str) -> usize {
    app.sees(words).await;
    let text = app.text().await;
    // The driver joins texts without blanks, so the number is what digits there are.
    let before = text.split(words).next().unwrap_or_default();
    let digits = before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or_else(|_| panic!("a number stands before `{words}`: {text}"))
}

/// The number after `words` on the page, such as the 12 of "fits 12".
pub(crate) async fn number_after(app: &App, words: &str) -> usize {
    app.sees(words).await;
    let text = app.text().await;
    let numbers = text.split(words).skip(1).map(|after| after.split(|c: char| !c.is_ascii_digit()).next());
    let digits = numbers.flatten().find(|digits| !digits.is_empty()).unwrap_or_default();
    digits.parse().unwrap_or_else(|_| panic!("a number stands after `{words}`: {text}"))
}

/// Exports everybody in the format labelled `format` through the system's dialog.
pub(crate) async fn export(app: &App, format: &str, path: &Path) {
    ask_for_export(app, format).await;
    save_export(app, path).await;
}

pub(crate) async fn ask_for_export(app: &App, format: &str) {
    app.press("Export…").await;
    app.sees("Export employees").await;
    app.choose(format).await;
}

pub(crate) async fn save_export(app: &App, path: &Path) {
    app.press("Save as…").await;
    app.save_as("Save", path);
    app.sees("people exported").await;
}
