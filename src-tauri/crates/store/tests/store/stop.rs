//! Work that is called off leaves everything as it was, at whatever moment.

use crate::support::{
    Fixture, adds, apply, fixture, later, meta, now, object, people, person, plan, retitle,
};
use rollcall_people::{Directory, Employee, Group, ObjectId, Person};
use rollcall_store::{ReadMeta, ReadMode, Store, StoreError, StoredRun};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{path::Path, thread};

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

/// Another program that is writing.
fn writing_elsewhere(path: &Path) -> rusqlite::Connection {
    let other = rusqlite::Connection::open(path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    other
}

/// Writes as soon as the lock is free. Tells each time it looks whether to go on, which it does until told not to.
fn writer(f: &Fixture) -> (thread::JoinHandle<Result<(), StoreError>>, Receiver<()>, Arc<AtomicBool>) {
    let (looked, looks) = mpsc::channel();
    let stop: Arc<AtomicBool> = Arc::default();
    let stopped = stop.clone();
    let store = f.store.stoppable(move || {
        let _nobody_counts = looked.send(());
        stopped.load(Ordering::Relaxed)
    });
    (thread::spawn(move || store.set_setting("language", Some("\"de\""))), looks, stop)
}

/// It is waiting, not on its way to.
fn waits(looks: &Receiver<()>) {
    (0..10).for_each(|_| looks.recv_timeout(Duration::from_secs(60)).unwrap());
}

#[test]
fn a_wait_for_another_programs_write_is_called_off_within_two_seconds() {
    let f = fixture();
    let _other = writing_elsewhere(&f.dir.path().join("rollcall.db"));
    let (writer, looks, stop) = writer(&f);
    waits(&looks);
    let asked = Instant::now();
    stop.store(true, Ordering::Relaxed);
    let ended = writer.join().unwrap();
    assert!(asked.elapsed() < Duration::from_secs(2), "after {:?}", asked.elapsed());
    assert!(matches!(ended, Err(StoreError::Stopped)), "it was called off, not given up: {ended:?}");
}

#[test]
fn another_programs_write_is_waited_for() {
    let f = fixture();
    let other = writing_elsewhere(&f.dir.path().join("rollcall.db"));
    let (writer, looks, _stop) = writer(&f);
    waits(&looks);
    other.execute_batch("COMMIT").unwrap();
    writer.join().unwrap().unwrap();
    assert_eq!(f.store.setting("language").unwrap().as_deref(), Some("\"de\""), "then it is our turn");
}

#[test]
fn a_wait_for_another_thread_is_called_off_as_well() {
    let f = fixture();
    let ((begun, began), (go_on, may)) = (mpsc::channel(), mpsc::channel::<()>());
    let may = Mutex::new(may);
    let slow = f.store.stoppable(move || {
        begun.send(()).unwrap();
        may.lock().unwrap().recv().is_err()
    });
    let slow = thread::spawn(move || slow.set_setting("language", None));
    began.recv().unwrap();
    let (writer, looks, stop) = writer(&f);
    waits(&looks);
    stop.store(true, Ordering::Relaxed);
    assert!(matches!(writer.join().unwrap(), Err(StoreError::Stopped)), "while the other one still writes");
    drop(go_on);
    assert!(matches!(slow.join().unwrap(), Err(StoreError::Stopped)), "which was not hurried by it");
}

#[test]
fn what_a_stop_leaves_behind_is_tidied_up_only_where_nobody_is_in_the_way() {
    let f = fixture();
    let path = f.dir.path().join("rollcall.db");
    let stopped: Arc<AtomicBool> = Arc::default();
    let asked = stopped.clone();
    let store = f.store.stoppable(move || asked.load(Ordering::Relaxed));
    for in_the_way in [false, true] {
        stopped.store(false, Ordering::Relaxed);
        let staged = store.begin_read(f.connection, now()).unwrap();
        staged.users(&people(5, "half")).unwrap();
        let other = in_the_way.then(|| writing_elsewhere(&path));
        stopped.store(true, Ordering::Relaxed);
        let begun = Instant::now();
        drop(staged);
        assert!(begun.elapsed() < Duration::from_secs(2), "nobody is waited for: {:?}", begun.elapsed());
        drop(other);
        let db = rusqlite::Connection::open(&path).unwrap();
        let left: usize = db.query_row("SELECT count(*) FROM directory", [], |row| row.get(0)).unwrap();
        assert_eq!(left, usize::from(in_the_way), "the stopped read is dropped: {}", !in_the_way);
    }
}
