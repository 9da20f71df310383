//! Reads and applies, again and again, saying each step, until somebody kills it.
//!
//! Usage: `store-victim DATABASE CONNECTION_ID [changes]`. Every round gives all people one new title;
//! with `changes` only the first one reads everything.

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
    let only_changes = args.next().is_some();
    match Store::open(Path::new(&path)) {
        Ok(store) => {
            for round in 0.. {
                let title = format!("round {round}");
                match only_changes && round > 0 {
                    true => change(&store, connection, &title),
                    false => read(&store, connection, &title),
                }
                apply(&store, connection, &title);
            }
        }
        Err(error) => say(&error.to_string()),
    }
}

fn read(store: &Store, connection: ConnectionId, title: &str) {
    if let Ok(read) = store.begin_read(connection, support::now()) {
        for page in support::people(PEOPLE, title).chunks(70) {
            say("page");
            let _stays_incomplete_after_an_error = read.users(page);
        }
        say("finish");
        let _old_directory_after_an_error = read.finish(&support::meta());
    }
}

fn change(store: &Store, connection: ConnectionId, title: &str) {
    if let Ok(edits) = store.begin_edits(connection, support::now()) {
        for page in support::people(PEOPLE, title).chunks(70) {
            say("page of changes");
            let page = page.iter().map(|user| (user.object_id.clone(), Some(user.clone()))).collect();
            let _stays_incomplete_after_an_error = edits.put_users(&page);
        }
        say("merge");
        let _old_directory_after_an_error = edits.merge(&support::meta());
    }
}

fn apply(store: &Store, connection: ConnectionId, title: &str) {
    let employees = store.employees().unwrap_or_default();
    let changes = match employees.len() {
        0 => support::adds(PEOPLE, title),
        _ => support::retitle(&employees, title),
    };
    say("apply");
    let _old_list_after_an_error = support::apply(store, connection, &support::plan(changes));
}

fn say(step: &str) {
    let _nobody_listens_any_more = writeln!(io::stdout(), "{step}");
}
