//! Backups, and the way back from them.

use crate::support::{adds, change, fixture, later, retitle};
use rollcall_people::Field;
use rollcall_plan::ChangeKind;
use rollcall_store::{Backup, Erasure, Store, StoreError};
use rusqlite::Connection;
use std::{
    fs,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

fn names(dir: &std::path::Path, part: &str) -> usize {
    let names = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().contains(part)).count()
}

#[test]
fn a_backup_brings_back_what_was_there() {
    let f = fixture();
    f.sync(adds(3, "Clerk"));
    let (then, file) = (f.store.employees().unwrap(), f.dir.path().join("Sicherung vom Montag.rollcall"));
    assert!(f.store.back_up(&file).unwrap() > 0, "one file");
    f.sync(retitle(&then, "Chief"));
    let lost = f.store.employees().unwrap();
    let revision = f.store.revision().unwrap();
    let bytes = fs::read(&file).unwrap();

    let other = Store::open(&f.dir.path().join("rollcall.db")).unwrap();
    let backup = Backup::open(&file, f.dir.path()).unwrap();
    let aside = f.store.restore(&backup, later(9)).unwrap();
    assert_eq!(f.store.employees().unwrap(), then, "as it was then");
    assert_eq!(other.employees().unwrap(), then, "also for whoever had it open");
    assert!(f.store.revision().unwrap() > revision, "no plan from before fits any more");
    assert_eq!(fs::read(&file).unwrap(), bytes, "the backup stays as it is");
    assert_eq!(Store::open(&aside).unwrap().employees().unwrap(), lost, "what it replaced is set aside");
    drop(backup);
    assert_eq!(names(f.dir.path(), ".rollcall-restore"), 0, "no scaffolding stays behind");
    f.sync(retitle(&then, "President"));
    assert_eq!(f.store.employees().unwrap().len(), 3, "and life goes on");
}

#[test]
fn a_backup_with_pages_of_another_size_comes_back_as_well() {
    let f = fixture();
    f.sync(adds(3, "Clerk"));
    let (then, file) = (f.store.employees().unwrap(), f.dir.path().join("backup"));
    f.store.back_up(&file).unwrap();
    let copy = Connection::open(&file).unwrap();
    let size: i64 = copy.query_row("PRAGMA page_size", [], |row| row.get(0)).unwrap();
    let other = if size == 8192 { 4096 } else { 8192 };
    copy.execute_batch(&format!("PRAGMA page_size = {other}; VACUUM;")).unwrap();
    drop(copy);
    f.sync(retitle(&then, "Chief"));
    f.store.restore(&Backup::open(&file, f.dir.path()).unwrap(), later(9)).unwrap();
    assert_eq!(f.store.employees().unwrap(), then, "as it was then");
}

#[test]
fn a_backup_during_runs_is_of_one_moment() {
    let f = fixture();
    f.sync(adds(50, "round 0"));
    let (done, file) = (AtomicBool::new(false), f.dir.path().join("during.rollcall"));
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut round = 0;
            while !done.load(Ordering::Relaxed) {
                round += 1;
                f.sync(retitle(&f.store.employees().unwrap(), &format!("round {round}")));
            }
        });
        for _ in 0..10 {
            f.store.back_up(&file).unwrap();
            let titles = Connection::open(&file).unwrap();
            let count: i64 = titles
                .query_row("SELECT count(DISTINCT job_title) FROM employee", [], |row| row.get(0))
                .unwrap();
            assert_eq!(count, 1, "half a run is in no backup");
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn what_is_no_backup_changes_nothing() {
    let f = fixture();
    f.sync(adds(1, "Clerk"));
    let dir = f.dir.path();
    let good = dir.join("good");
    f.store.back_up(&good).unwrap();
    let bytes = fs::read(&good).unwrap();
    let open = |name: &str, bytes: &[u8]| {
        let path = dir.join(name);
        fs::write(&path, bytes).unwrap();
        Backup::open(&path, dir).unwrap_err()
    };
    assert!(matches!(open("letter", b"Dear Sir or Madam, and so on"), StoreError::NotABackup), "a letter");
    assert!(matches!(open("nothing", b""), StoreError::NotABackup), "an empty file");
    let mut flipped = bytes.clone();
    crate::support::damage_second_page(&mut flipped);
    assert!(matches!(open("flipped", &flipped), StoreError::Corrupt { .. }), "a damaged one");
    assert!(matches!(open("half", &bytes[..bytes.len() / 2]), StoreError::Corrupt { .. }), "half of one");
    let foreign = dir.join("foreign");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (a); PRAGMA user_version = 1").unwrap();
    let refused = Backup::open(&foreign, dir).unwrap_err();
    assert!(matches!(refused, StoreError::NotABackup), "somebody else's database: {refused:?}");
    Connection::open(&good).unwrap().pragma_update(None, "user_version", 999).unwrap();
    let refused = Backup::open(&good, dir).unwrap_err();
    assert!(matches!(refused, StoreError::Newer { found: 999, .. }), "a newer program's: {refused:?}");
    let missing = Backup::open(&dir.join("missing"), dir).unwrap_err();
    assert!(matches!(missing, StoreError::Unusable { .. }), "{missing:?}");
}

#[test]
fn a_backup_takes_the_place_of_a_damaged_database_which_is_kept() {
    let f = fixture();
    f.sync(adds(2, "Clerk"));
    let (path, file) = (f.dir.path().join("rollcall.db"), f.dir.path().join("backup"));
    let then = f.store.employees().unwrap();
    f.store.back_up(&file).unwrap();
    drop(f.store);
    let damaged = b"not a database any more".to_vec();
    fs::write(&path, &damaged).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Corrupt { .. })), "it does not open");
    let aside = Backup::open(&file, f.dir.path()).unwrap().replace_damaged(&path, later(9)).unwrap();
    assert_eq!(fs::read(aside).unwrap(), damaged, "for whoever can rescue it");
    assert_eq!(Store::open(&path).unwrap().employees().unwrap(), then, "the backup is in its place");
}

#[test]
fn erasing_somebody_removes_what_was_set_aside() {
    let f = fixture();
    f.sync(adds(2, "Clerk"));
    let file = f.dir.path().join("backup");
    f.store.back_up(&file).unwrap();
    let gone = f.store.employees().unwrap().remove(0);
    let remove = change(ChangeKind::Remove, 0, Some(gone.id), gone.record.clone());
    f.sync(vec![remove]);
    f.store.restore(&Backup::open(&file, f.dir.path()).unwrap(), later(9)).unwrap();
    assert_eq!(names(f.dir.path(), ".aside-"), 1, "set aside");
    let back = f.store.employees().unwrap().remove(0);
    assert_eq!(back.record.fields.get(Field::DisplayName), Some("Person 0000"), "here again");
    f.store.erase(&Erasure::of(&back)).unwrap();
    assert_eq!(names(f.dir.path(), ".aside-"), 0, "no file of the directory holds them");
}
