//! Work that is called off leaves everything as it was, at whatever moment.

use crate::support::{
    Fixture, adds, apply, fixture, later, meta, now, object, people, person, plan, retitle,
};
use rollcall_people::{Directory, Employee, Group, ObjectId, Person};
use rollcall_store::{ReadMeta, ReadMode, Store, StoreError, StoredRun};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Calls work off at the first moment, at the second, and so on, until it comes through; says how many
/// moments it had.
fn at_every_moment<T>(
    f: &Fixture,
    work: impl Fn(&Store) -> Result<T, StoreError>,
    intact: impl Fn(&Fixture) -> bool,
) -> usize {
    for moment in 0.. {
        let looks = AtomicUsize::new(0);
        let store = f.store.stoppable(move || looks.fetch_add(1, Ordering::Relaxed) >= moment);
        match work(&store) {
            Ok(_) => return moment,
            Err(StoreError::Stopped) => assert!(intact(f), "called off at moment {moment}"),
            Err(error) => panic!("at moment {moment}: {error}"),
        }
    }
    unreachable!("there are always more moments")
}

/// Everything a run could touch.
fn state(f: &Fixture) -> (Option<Directory>, Vec<Employee>, Vec<StoredRun>) {
    (f.directory(), f.store.employees().unwrap(), f.store.runs(9, None).unwrap())
}

fn group(n: usize) -> Group {
    Group {
        object_id: object(n),
        display_name: format!("Group {n}"),
        description: None,
        mail: None,
        mail_enabled: None,
        security_enabled: None,
        group_types: Vec::new(),
    }
}

fn read(store: &Store, f: &Fixture, title: &str) -> Result<(), StoreError> {
    let staged = store.begin_read(f.connection, now())?;
    staged.users(&people(500, title))?;
    staged.groups(&[group(5_000)])?;
    staged.members(&object(5_000), &(0..500).map(object).collect::<Vec<_>>())?;
    staged.finish(&ReadMeta { links: Some("position".to_owned()), ..meta() }).map(drop)
}

#[test]
fn a_read_that_is_called_off_leaves_the_former_directory() {
    let f = fixture();
    read(&f.store, &f, "before").unwrap();
    let before = state(&f);
    let moments = at_every_moment(&f, |store| read(store, &f, "after"), |f| state(f) == before);
    assert!(moments > 10, "inside its statements as well as between them: {moments}");
    assert!(state(&f) != before, "not called off, it comes through");
}

#[test]
fn changes_that_are_called_off_leave_the_former_directory() {
    let f = fixture();
    read(&f.store, &f, "before").unwrap();
    let before = state(&f);
    let changed: BTreeMap<ObjectId, Option<Person>> =
        (0..100).map(|n| (object(n), (n % 2 == 0).then(|| person(n, "after")))).collect();
    let merge = |store: &Store| {
        let edits = store.begin_edits(f.connection, now())?;
        edits.put_users(&changed)?;
        edits.merge(&ReadMeta { mode: ReadMode::Delta, ..meta() })
    };
    let moments = at_every_moment(&f, merge, |f| state(f) == before);
    assert!(moments > 10, "inside its statements as well as between them: {moments}");
    assert_eq!(f.directory().unwrap().users.len(), 450, "not called off, they come through");
}

#[test]
fn an_apply_that_is_called_off_leaves_the_former_list() {
    let f = fixture();
    f.sync(adds(40, "Clerk"));
    let before = state(&f);
    let changes = plan(retitle(&before.1, "Chief"));
    let moments = at_every_moment(&f, |store| apply(store, f.connection, &changes), |f| state(f) == before);
    assert!(moments > 5, "inside its statements as well as between them: {moments}");
    assert!(state(&f) != before, "not called off, it comes through");
}

#[test]
fn an_undo_that_is_called_off_leaves_the_run_as_it_is() {
    let f = fixture();
    let run = f.sync(adds(60, "Clerk"));
    let before = state(&f);
    let moments = at_every_moment(&f, |store| store.undo(run, later(5)), |f| state(f) == before);
    assert!(moments > 5, "inside its statements as well as between them: {moments}");
    assert_eq!(f.store.employees().unwrap(), [], "not called off, it comes through");
}

#[test]
fn a_stop_while_the_former_directory_is_dropped_leaves_the_rest_to_the_next_read() {
    let f = fixture();
    read(&f.store, &f, "before").unwrap();
    let generation = |store: &Store| store.directory(f.connection).unwrap().map(|(info, _)| info.generation);
    let rows = || -> usize {
        let db = rusqlite::Connection::open(f.dir.path().join("rollcall.db")).unwrap();
        db.query_row("SELECT count(*) FROM directory_object", [], |row| row.get(0)).unwrap()
    };
    let (plain, connection, before) = (f.store.clone(), f.connection, generation(&f.store));
    let swapped = move || plain.directory(connection).unwrap().map(|(info, _)| info.generation) != before;
    read(&f.store.stoppable(swapped), &f, "after").unwrap();
    assert_ne!(generation(&f.store), before, "the read counts");
    assert_eq!(rows(), 2 * 501, "what is no longer needed is still there");
    read(&f.store, &f, "again").unwrap();
    assert_eq!(rows(), 501, "the next read drops it");
}

#[test]
fn a_stop_ends_nothing_but_what_was_asked_for_with_it() {
    let f = fixture();
    let stopped = f.store.stoppable(|| true);
    assert!(matches!(stopped.employees(), Err(StoreError::Stopped)), "looking is called off as well");
    assert!(
        matches!(stopped.set_setting("language", Some("\"de\"")), Err(StoreError::Stopped)),
        "and writing"
    );
    f.sync(adds(300, "Clerk"));
    assert_eq!(f.store.employees().unwrap().len(), 300, "the same database serves everybody else");
}
