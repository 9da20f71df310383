//! A process killed in the middle leaves the list as before or as after.

use crate::support::{Fixture, fixture, read};
use rollcall_people::{Field, TextAttribute};
use rollcall_store::Store;
use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

/// Steps after which the victim is killed: inside the pages, the swap and the apply of two rounds.
const MOMENTS: std::ops::RangeInclusive<usize> = 1..=10;

#[test]
fn a_kill_at_any_step_leaves_before_or_after() {
    kill_at_each(MOMENTS, &[]);
}

/// The same inside the changes, the merge and the apply of the rounds that follow a full one.
#[test]
fn a_kill_while_changes_are_merged_leaves_before_or_after() {
    kill_at_each(6..=15, &["changes"]);
}

fn kill_at_each(moments: std::ops::RangeInclusive<usize>, more: &[&str]) {
    for step in moments {
        let f = fixture();
        let path = f.dir.path().join("rollcall.db");
        let steps = run_and_kill(&path, f.connection.0, step, more);
        let killed_in = steps.last().map(String::as_str).unwrap_or_default();
        let store = Store::open(&path).unwrap_or_else(|error| panic!("killed in {killed_in}: {error}"));
        store.check().unwrap();
        let f = Fixture { store, ..f };
        assert_whole_list(&f, killed_in);
        assert_whole_directory(&f, killed_in);
        let again = read(&f.store, f.connection, &crate::support::people(3, "after"));
        assert_eq!(again.users, 3, "killed in {killed_in}: the next read finds no leftovers");
    }
}

/// Lets the victim say `steps` lines and kills it while it does what the last one announced.
fn run_and_kill(path: &Path, connection: i64, steps: usize, more: &[&str]) -> Vec<String> {
    let mut victim = Command::new(env!("CARGO_BIN_EXE_store-victim"))
        .args([path.as_os_str(), connection.to_string().as_ref()])
        .args(more)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    let said = lines.take(steps).map(Result::unwrap).collect();
    victim.kill().unwrap();
    victim.wait().unwrap();
    said
}

fn assert_whole_list(f: &Fixture, killed_in: &str) {
    let employees = f.store.employees().unwrap();
    let titles: BTreeSet<_> = employees.iter().map(|e| e.record.fields.get(Field::JobTitle)).collect();
    assert!(matches!(employees.len(), 0 | 200), "killed in {killed_in}: all people or none");
    assert!(titles.len() <= 1, "killed in {killed_in}: one run's titles, not {titles:?}");
    let changes = f.store.last_run(f.connection).unwrap().map(|run| f.store.run_changes(run.id).unwrap());
    assert_eq!(changes.map_or(0, |c| c.len()), employees.len(), "killed in {killed_in}: the history agrees");
}

fn assert_whole_directory(f: &Fixture, killed_in: &str) {
    let users = f.directory().map_or_else(Vec::new, |directory| directory.users);
    let titles: BTreeSet<_> = users.iter().map(|user| user.text(TextAttribute::JobTitle)).collect();
    assert!(matches!(users.len(), 0 | 200), "killed in {killed_in}: a directory is whole");
    assert!(titles.len() <= 1, "killed in {killed_in}: and of one read, not {titles:?}");
}
