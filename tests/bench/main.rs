//! What the window costs with 100,000 people, measured in the real one: the page itself takes the
//! times, from the keystroke or click to the frame that shows the answer.
//!
//! Run it with `cargo xtask bench ui`, which builds the app for release. `ROLLCALL_PEOPLE` sets
//! another number of people.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a program that prints, and may stop")]

mod page;
mod starting;

use page::{Page, Times};
use rollcall_sample::SampleCompany;
use rollcall_tests::stage::Machine;
use rollcall_tests::world::World;

const PEOPLE: usize = 100_000;
const GROUPS: usize = 200;

/// Starts of the full list; the median counts.
const STARTS: usize = 5;

const FIRST_SCREEN: &str = "document.body.innerText.includes('People')";
const ROWS: &str = "!!document.querySelector('[row-index=\"0\"] [col-id=email]')?.textContent";

#[tokio::main]
async fn main() {
    let people = std::env::var("ROLLCALL_PEOPLE").ok().and_then(|text| text.parse().ok()).unwrap_or(PEOPLE);
    println!("| {people} people | median | worst |\n|---|---|---|");
    let company = SampleCompany::builder().users(people).groups(GROUPS).start().await.unwrap();
    let world = World::with(company).await;
    first_import(&world).await;
    the_list(&world).await;
}

/// A window over an empty list, which everything is imported into.
async fn first_import(world: &World) {
    let (app, start) = starting::timed(world, Machine::start(), FIRST_SCREEN).await;
    row("floor: the first start, to the first screen, with an empty list", &Times::one(start));
    let page = Page::new(&app);
    page.draws().await;
    page.hear_progress().await;
    row(
        "longest stall while a first preview is read and planned",
        &page.stall_until("Not imported", "F5").await,
    );
    println!("| progress events in the busiest second | {} | |", page.busiest_second().await);
    row("switch of the tab in Preview", &page.tabs().await);
    app.keys("Ctrl+3").await;
    app.sees("What this does").await;
    row("counts after an edit of a rule", &page.counts().await);
    app.close().await;
}

/// Windows over the full list, which open where the last one was closed.
async fn the_list(world: &World) {
    world.sync().await;
    let (mut app, start) = starting::timed(world, Machine::start(), FIRST_SCREEN).await;
    row("start to the first screen", &Times::one(start));
    let page = Page::new(&app);
    page.draws().await;
    row("the first visit to Employees, to its rows", &page.open_employees().await);
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let (again, start) = starting::timed(world, app.close().await, ROWS).await;
        starts.push(start);
        app = again;
    }
    row("start to the first rows of Employees", &Times::from(serde_json::json!(starts)));
    let page = Page::new(&app);
    page.draws().await;
    row("a block of 200 rows, core and bridge", &page.blocks().await);
    row("key in the search to the rows found", &page.search().await);
    row("jump in the list to its rows", &page.jumps().await);
    row("frame while scrolling", &page.scroll().await);
    app.close().await;
}

fn row(what: &str, times: &Times) {
    println!("| {what} | {:.0} ms | {:.0} ms |", times.median(), times.worst());
}
