//! Reads and applies, again and again, saying each step, until somebody kills it.
//!
//! Usage: `store-victim DATABASE CONNECTION_ID`. Every round gives all people one new title.

// Helpers of tests: part of them is not needed here, and they may fail loudly.
#[allow(dead_code, clippy::unwrap_used)]
#[path = "support.rs"]
mod support;

use rollcall_people::ConnectionId;
use rollcall_store::Store;
use std::{
    env,
    io::{self, Write},
    path::Path,
};

const PEOPLE: usize = 200;

fn main() {
    let mut args = env::args().skip(1);
    let (path, id) = (args.next().unwrap_or_default(), args.next().unwrap_or_default());
    let connection = ConnectionId(id.parse().unwrap_or_default());
    match Store::open(Path::new(&path)) {
        Ok(store) => {
            for round in 0.. {
                work(&store, connection, round);
            }
        }
        Err(error) => say(&error.to_string()),
    }
}

fn work(store: &Store, connection: ConnectionId, round: usize) {
    let title = format!("round {round}");
    if let Ok(read) = store.begin_read(connection, support::now()) {
        for page in support::people(PEOPLE, &title).chunks(70) {
            say("page");
            let _stays_incomplete_after_an_error = read.users(page);
        }
        say("finish");
        let _old_directory_after_an_error = read.finish(&support::meta());
    }
    let employees = store.employees().unwrap_or_default();
    let changes = match employees.len() {
        0 => support::adds(PEOPLE, &title),
        _ => support::retitle(&employees, &title),
    };
    say("apply");
    let _old_list_after_an_error = support::apply(store, connection, &support::plan(changes));
}

fn say(step: &str) {
    let _nobody_listens_any_more = writeln!(io::stdout(), "{step}");
}
