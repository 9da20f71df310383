//! Staged reads and what becomes of them.

use crate::support::{connection, fixture, later, meta, now, object, people, person, read};
use rollcall_people::{Group, ObjectId, Part, PartState};
use rollcall_store::{ReadMeta, ReadMode, StoreError};

fn group(n: usize, name: &str) -> Group {
    Group {
        object_id: object(n),
        display_name: name.to_owned(),
        description: None,
        mail: Some("team@contoso.example".to_owned()),
        mail_enabled: Some(true),
        security_enabled: None,
        group_types: vec!["Unified".to_owned()],
    }
}

#[test]
fn what_was_read_comes_back_whole() {
    let f = fixture();
    let staged = f.store.begin_read(f.connection, now()).unwrap();
    let (users, groups) = (people(5, "Clerk"), vec![group(100, "Team"), group(101, "Empty")]);
    // Members may come before the groups and users they belong to, and be of any kind.
    let device = ObjectId::new("DEVICE-1");
    staged.members(&object(100), &[object(0), object(1), device.clone()]).unwrap();
    staged.users(&users).unwrap();
    staged.groups(&groups).unwrap();
    staged.members(&object(100), &[object(1), object(101)]).unwrap();
    staged.part(&Part::Members(object(101)), PartState::Denied).unwrap();
    let read = ReadMeta { links: Some("{\"users\":\"u\"}".to_owned()), mode: ReadMode::Delta, ..meta() };
    let info = staged.finish(&read).unwrap();
    assert_eq!((info.users, info.groups), (5, 2), "objects are counted by kind");

    let (again, directory) = f.store.directory(f.connection).unwrap().unwrap();
    assert_eq!(again, info, "head and connection agree");
    assert_eq!(again.links.as_deref(), Some("{\"users\":\"u\"}"), "the next read knows where to go on");
    let mut found = directory.users.clone();
    found.sort_by(|a, b| a.object_id.cmp(&b.object_id));
    assert_eq!(found, users, "every attribute of every user");
    let mut teams = directory.groups.clone();
    teams.sort_by(|a, b| a.object_id.cmp(&b.object_id));
    assert_eq!(teams, groups, "every attribute of every group");
    let members = [object(0), object(1), object(101), device].into();
    assert_eq!(directory.direct_members, [(object(100), members)].into(), "each member once, of any kind");
    assert!(!directory.is_complete(&Part::Members(object(101))), "what was not read says so");
    assert!(directory.is_complete(&Part::Users), "the rest is complete");
    assert_eq!(directory.verified_domains, ["contoso.example"], "domains come with it");
}

#[test]
fn a_user_that_comes_twice_is_one_and_the_last_word_counts() {
    let f = fixture();
    let page = [person(1, "Clerk"), person(2, "Clerk"), person(1, "Chief")];
    let info = read(&f.store, f.connection, &page);
    assert_eq!(info.users, 2, "an id is one person");
    let users = f.directory().unwrap().users;
    assert_eq!(users[0], person(1, "Chief"), "later pages are newer");
}

#[test]
fn members_find_their_people_whatever_came_first() {
    let f = fixture();
    let staged = f.store.begin_read(f.connection, now()).unwrap();
    let team = |n: usize| object(1_000 + n);
    for n in 0..250 {
        staged.members(&team(n), &[object(n), object(n + 1), object(n)]).unwrap();
    }
    staged.users(&people(250, "Clerk")).unwrap();
    let teams: Vec<_> = (0..250).map(|n| group(1_000 + n, "Team")).collect();
    staged.groups(&teams).unwrap();
    let info = staged.finish(&meta()).unwrap();
    assert_eq!((info.users, info.groups), (250, 250), "a member who is no user makes none");
    let members = f.directory().unwrap().direct_members;
    let expected = (0..250).map(|n| (team(n), [object(n), object(n + 1)].into()));
    assert_eq!(members, expected.collect(), "each pair once, of every group");
}

#[test]
fn an_unfinished_read_changes_nothing() {
    let f = fixture();
    read(&f.store, f.connection, &people(3, "before"));
    let staged = f.store.begin_read(f.connection, now()).unwrap();
    staged.users(&people(9, "after")).unwrap();
    assert_eq!(f.directory().unwrap().users, people(3, "before"), "not while it goes on");
    drop(staged);
    assert_eq!(f.directory().unwrap().users, people(3, "before"), "not after it was given up");
    assert_eq!(read(&f.store, f.connection, &people(4, "next")).users, 4, "and the next one starts clean");
}

#[test]
fn a_complete_read_replaces_the_directory_at_once() {
    let f = fixture();
    let first = read(&f.store, f.connection, &people(3, "before"));
    let second = read(&f.store, f.connection, &people(2, "after"));
    assert!(second.generation > first.generation, "a plan of the first one can tell");
    assert_eq!(f.directory().unwrap().users, people(2, "after"), "nothing of the first one is left in it");
    let stored = f.store.connection(f.connection).unwrap().unwrap();
    assert_eq!(stored.directory, Some(second), "the connection shows the latest");
}

#[test]
fn a_read_that_was_overtaken_gives_up() {
    let f = fixture();
    let slow = f.store.begin_read(f.connection, now()).unwrap();
    slow.users(&people(3, "slow")).unwrap();
    let fast = f.store.begin_read(f.connection, later(1)).unwrap();
    let late = slow.users(&people(1, "late"));
    assert!(matches!(late, Err(StoreError::Outdated)), "two reads must not mix: {late:?}");
    let finish = slow.finish(&meta());
    assert!(matches!(finish, Err(StoreError::Outdated)), "nor may the older one win: {finish:?}");
    fast.users(&people(2, "fast")).unwrap();
    assert_eq!(fast.finish(&meta()).unwrap().users, 2, "the newer one is whole");
}

#[test]
fn connections_read_side_by_side() {
    let f = fixture();
    let other = f.store.insert_connection(&connection("Fabrikam"), now()).unwrap();
    let one = f.store.begin_read(f.connection, now()).unwrap();
    let two = f.store.begin_read(other, now()).unwrap();
    one.users(&people(3, "one")).unwrap();
    two.users(&people(5, "two")).unwrap();
    assert_eq!(two.finish(&meta()).unwrap().users, 5, "the same object ids, but another tenant's");
    assert_eq!(one.finish(&meta()).unwrap().users, 3, "neither disturbs the other");
    assert_eq!(f.directory().unwrap().users, people(3, "one"), "each keeps its own");
}

#[test]
fn dropped_directories_take_no_room() {
    let f = fixture();
    for round in 0..3 {
        read(&f.store, f.connection, &people(50, &format!("round {round}")));
    }
    let abandoned = f.store.begin_read(f.connection, now()).unwrap();
    abandoned.members(&object(100), &[object(1)]).unwrap();
    drop(abandoned);
    let db = rusqlite::Connection::open(f.dir.path().join("rollcall.db")).unwrap();
    let count = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM directory_object"), 50, "only the current one's people");
    assert_eq!(count("SELECT count(*) FROM directory_incoming"), 0, "nobody waits for their rows");
    assert_eq!(count("SELECT count(*) FROM directory"), 1, "only the current one's head");
}

#[test]
fn users_of_a_read_under_way_can_be_seen_until_it_ends_and_are_no_directory() {
    let f = fixture();
    let staged = f.store.begin_read(f.connection, now()).unwrap();
    staged.users(&people(3, "Clerk")).unwrap();
    staged.groups(&[group(7, "Team")]).unwrap();
    let number = staged.put_down().unwrap();
    let seen = f.store.staged_users(number).unwrap();
    assert_eq!(seen, Some(people(3, "Clerk")), "all that came so far, and no groups");
    staged.users(&people(5, "Clerk")).unwrap();
    staged.put_down().unwrap();
    assert_eq!(f.store.staged_users(number).unwrap().unwrap().len(), 5, "who comes again counts once");
    assert_eq!(f.store.directory(f.connection).unwrap(), None, "nothing is complete");
    staged.finish(&meta()).unwrap();
    assert_eq!(f.store.staged_users(number).unwrap(), None, "now it is the directory");
    let abandoned = f.store.begin_read(f.connection, now()).unwrap();
    abandoned.users(&people(1, "Clerk")).unwrap();
    let number = abandoned.put_down().unwrap();
    drop(abandoned);
    assert_eq!(f.store.staged_users(number).unwrap(), None, "and of this one nothing is left");
}
