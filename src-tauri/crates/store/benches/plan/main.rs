//! What plans cost: 100,000 people and 50 rules, from the database and back into it, beside plain
//! programs that do the least of the same. Run it with `cargo xtask bench plan`.
//!
//! Every row is measured in a process of its own, so that its peak memory is its own too. With a
//! directory as its argument it makes the databases there; with a row's name and that directory it does
//! that row alone, to be looked at under a profiler.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a program that prints, and may stop")]

mod floors;
mod measure;
mod rows;
mod world;

use rows::{ROWS, Row};
use std::path::Path;
use std::process::Command;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.as_slice() {
        [dir] if !dir.starts_with('-') => world::prepare(Path::new(dir)),
        [row, dir] => {
            let row = ROWS.iter().find(|known| known.what == row).unwrap();
            println!("{}", (row.work)(Path::new(dir)));
        }
        _ => table(),
    }
}

fn table() {
    let dir = tempfile::tempdir().unwrap();
    world::prepare(dir.path());
    println!("{} people, {} rules; CPU and wall time: best of up to 5\n", world::PEOPLE, world::RULES);
    println!("| | CPU | wall | peak memory |\n|---|---|---|---|");
    for row in ROWS {
        println!("| {} | {} |", row.what, alone(row, dir.path()));
    }
}

fn alone(row: &Row, dir: &Path) -> String {
    let mut process = Command::new(std::env::current_exe().unwrap());
    let output = process.arg(row.what).arg(dir).output().unwrap();
    assert!(output.status.success(), "{}: {}", row.what, String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
