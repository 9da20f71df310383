//! What a read costs, beside the least that any program has to do for the same answers.
//!
//! The sample company serves prepared pages from this process; each reader is a process of its own:
//! the floor (download, parse, insert, nothing else) and the engine as the command line uses it.
//! Prints a table. Run it with `cargo xtask bench read`; with a number as its argument it compares the two for
//! so many users only.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a program that prints, and may stop")]

mod company;
#[path = "../../tests/support/connect.rs"]
mod connect;
mod floor;
mod meter;
mod product;

use company::{Company, Members, Reader};
use meter::Cost;
use product::Task;
use std::path::Path;
use std::time::Duration;

const GROUPS: usize = 2_000;
const LATENCY: Duration = Duration::from_millis(100);
/// Of as many runs without latency the cheapest counts: whatever else a machine does only adds.
const ROUNDS: usize = 3;

/// Two threads, as on the machine the bars are set for.
#[tokio::main(worker_threads = 2)]
async fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["floor", graph, file] => floor::run(graph, file).await,
        ["product", dir, task] => product::run(dir, task).await,
        [users] if let Ok(users) = users.parse() => compare(users).await.close().await,
        ["memberships"] => {
            head();
            memberships().await;
        }
        _ => table().await,
    }
}

fn head() {
    println!("| {GROUPS} groups with all members | | CPU | wall | peak | requests | CPU × | wall × |");
    println!("|---|---|---|---|---|---|---|---|");
}

async fn table() {
    head();
    compare(10_000).await;
    let company = compare(100_000).await;
    later_reads(&company).await;
    company.close().await;
    memberships().await;
    let large = Company::open(500_000, GROUPS).await;
    let cost = large.read(Reader::Product(Task::Full, &large.fresh_dir(Members::All))).await;
    row("500,000 users; the server made its pages meanwhile", "Rollcall", &cost, None);
    large.close().await;
}

/// More groups, and half a million memberships in them.
async fn memberships() {
    let (users, groups) = (100_000, 5_000);
    let company = Company::open(users, groups).await;
    both(&company).await; // the server prepares its pages
    let (mut floors, mut products) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (floor, product) = both(&company).await;
        floors.push(floor);
        products.push(product);
    }
    let (floor, product) = (Cost::least(&floors), Cost::least(&products));
    assert_eq!(product.requests, fewest_requests(users, groups), "nothing is asked twice");
    assert!(product.rows[2] >= 500_000, "memberships: {}", product.rows[2]);
    rows(&format!("{users} users, {groups} groups, {} memberships", product.rows[2]), &floor, &product);
    let dir = company.fresh_dir(Members::All);
    company.read(Reader::Product(Task::Full, &dir)).await;
    let unchanged = company.read(Reader::Product(Task::Changes, &dir)).await;
    row("the same without changes, members of all groups", "Rollcall", &unchanged, None);
    company.close().await;
}

/// The organisation and two positions; pages of 999 users and groups; 20 groups a `$batch`; and what is left
/// of those groups, every hundredth, in which a twentieth of everybody is.
fn fewest_requests(users: usize, groups: usize) -> usize {
    const PAGE: usize = 999;
    let more_pages = (users / 20).div_ceil(PAGE) - 1;
    3 + users.div_ceil(PAGE) + groups.div_ceil(PAGE) + groups.div_ceil(20) + groups.div_ceil(100) * more_pages
}

/// The floor and Rollcall side by side, without and with latency.
async fn compare(users: usize) -> Company {
    let company = Company::open(users, GROUPS).await;
    both(&company).await; // the server prepares its pages
    let (mut floors, mut products, mut syncs) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (floor, product) = both(&company).await;
        floors.push(floor);
        products.push(product);
        syncs.push(company.read(Reader::Product(Task::Sync, &company.fresh_dir(Members::All))).await);
    }
    let floor = Cost::least(&floors);
    rows(&format!("{users} users"), &floor, &Cost::least(&products));
    row("", "Rollcall: read, plan and apply", &Cost::least(&syncs), Some(&floor));
    company.answer_after(LATENCY);
    let (floor, product) = both(&company).await;
    rows(&format!("{users} users, {} ms a request", LATENCY.as_millis()), &floor, &product);
    company.answer_after(Duration::ZERO);
    company
}

async fn both(company: &Company) -> (Cost, Cost) {
    let floor = company.read(Reader::Floor).await;
    let product = company.read(Reader::Product(Task::Full, &company.fresh_dir(Members::All))).await;
    assert_eq!(floor.rows, product.rows, "both hold the same users, groups and memberships");
    (floor, product)
}

async fn later_reads(company: &Company) {
    let read = async |dir: &Path, task| company.read(Reader::Product(task, dir)).await;
    let (all, ruled) = (company.fresh_dir(Members::All), company.fresh_dir(Members::OfRules));
    read(&all, Task::Full).await;
    row("100000 users, in place of a former directory", "Rollcall", &read(&all, Task::Full).await, None);
    read(&ruled, Task::Full).await;
    row(
        "no change in 100000 users, members of rules' groups",
        "Rollcall",
        &read(&ruled, Task::Changes).await,
        None,
    );
    company.next_day();
    row(
        "100 changes in 100000 users, members of rules' groups",
        "Rollcall",
        &read(&ruled, Task::Changes).await,
        None,
    );
}

fn rows(what: &str, floor: &Cost, product: &Cost) {
    row(what, "floor", floor, None);
    row("", "Rollcall", product, Some(floor));
}

fn row(what: &str, who: &str, cost: &Cost, floor: Option<&Cost>) {
    let times = |value: f64, of: fn(&Cost) -> f64| {
        floor.map_or(String::new(), |floor| format!("{:.2}", value / of(floor)))
    };
    println!(
        "| {what} | {who} | {:.0} ms | {:.0} ms | {:.0} MB | {} | {} | {} |",
        cost.cpu_ms,
        cost.wall_ms,
        cost.peak_mb,
        cost.requests,
        times(cost.cpu_ms, |floor| floor.cpu_ms),
        times(cost.wall_ms, |floor| floor.wall_ms),
    );
}
