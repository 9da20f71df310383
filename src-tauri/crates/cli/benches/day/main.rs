//! What whole runs of `rollcall sync` cost, start of the program included: the first one of a large
//! company, and those of the days after. Prints a table. Run it with `cargo xtask bench day`.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a program that prints, and may stop"
)]

mod meter;
#[expect(dead_code, reason = "tests need more of it")]
#[path = "../../tests/it/world.rs"]
mod world;

use meter::Cost;
use rollcall_sample::{SampleCompany, browser};
use serde_json::Value;
use std::process::Stdio;
use world::{NAME, World};

/// Unless another number is given as an argument.
const USERS: usize = 100_000;
const GROUPS: usize = 2_000;

#[tokio::main(worker_threads = 2)]
async fn main() {
    let users = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(USERS);
    let company = SampleCompany::builder().users(users).groups(GROUPS).start().await.unwrap();
    let world = World::of(company);
    world.connect(NAME, browser::Visit::default()).await.expect(0, "a fresh sign-in works");
    println!("{users} users, {GROUPS} groups that no rule names\n");
    println!("| `rollcall sync` | CPU | wall | peak | requests | result |\n|---|---|---|---|---|---|");
    row(&world, "the first one; the server makes its pages meanwhile").await;
    row(&world, "the next one: nothing changed").await;
    row(&world, "once more").await;
    world.company.next_day();
    row(&world, "a day with some changes").await;
    row(&world, "the day after: nothing changed").await;
}

async fn row(world: &World, what: &str) {
    world.company.clear_log();
    let mut command = world.command(&["sync", NAME, "--json"]);
    command.stderr(Stdio::null());
    let (cost, said) = tokio::task::spawn_blocking(move || Cost::of(&mut command)).await.unwrap();
    let run: Value = serde_json::from_str(&said).unwrap();
    let requests = world.company.log().iter().filter(|one| one.path.starts_with("/v1.0/")).count();
    let counts =
        ["add", "update", "remove", "unchanged"].map(|kind| format!("{} {kind}", run["counts"][kind]));
    println!(
        "| {what} | {:.0} ms | {:.0} ms | {:.0} MB | {requests} | {} |",
        cost.cpu_ms,
        cost.wall_ms,
        cost.peak_mb,
        counts.join(", ")
    );
}
