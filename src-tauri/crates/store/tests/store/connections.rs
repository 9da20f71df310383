//! Connections: names, states, and leaving.

use crate::support::{add, adds, apply, connection, department, fixture, later, now, object, plan, read};
use rollcall_people::{Owner, Status};
use rollcall_store::{Decision, Override, PeopleGo, Query, StoreError, StoredConnection};

#[test]
fn a_name_is_one_connection_in_any_spelling() {
    let f = fixture();
    let taken = f.store.insert_connection(&connection(" CONTOSO "), now());
    assert!(matches!(taken, Err(StoreError::NameTaken)), "two of a name could not be told apart: {taken:?}");
    let found = f.store.connection_by_name("contoso").unwrap().expect("found by another spelling");
    assert_eq!((found.id, found.details), (f.connection, connection("Contoso")), "all of it is kept");
    assert_eq!(found.created_at, now(), "times survive");
}

#[test]
fn a_rename_keeps_to_free_names() {
    let f = fixture();
    let other = f.store.insert_connection(&connection("Fabrikam"), now()).unwrap();
    let refused = f.store.update_connection(other, |c| c.details.name = "contoso".to_owned());
    assert!(matches!(refused, Err(StoreError::NameTaken)), "{refused:?}");
    f.store.update_connection(other, |c| c.details.name = "FABRIKAM".to_owned()).unwrap();
    let names: Vec<_> = f.store.connections().unwrap().into_iter().map(|c| c.details.name).collect();
    assert_eq!(names, ["Contoso", "FABRIKAM"], "its own name in another spelling is free");
}

#[test]
fn a_state_is_no_reason_to_plan_again_but_rules_are() {
    let f = fixture();
    let revision = f.store.revision().unwrap();
    f.store
        .update_connection(f.connection, |c| {
            c.details.state = "failed".to_owned();
            c.problem = Some("{\"code\":\"offline\"}".to_owned());
        })
        .unwrap();
    assert_eq!(f.store.revision().unwrap(), revision, "an error message changes nobody's destination");
    f.store.update_connection(f.connection, |c| c.details.config = "{\"rules\":[]}".to_owned()).unwrap();
    assert!(f.store.revision().unwrap() > revision, "rules do");
    let kept = f.store.connection(f.connection).unwrap().unwrap();
    assert_eq!(kept.details.state, "failed", "the state is kept");
    assert_eq!(kept.problem.as_deref(), Some("{\"code\":\"offline\"}"), "with its reason");
}

#[test]
fn an_unknown_connection_is_an_error() {
    let f = fixture();
    let gone = rollcall_people::ConnectionId(4711);
    let unknown = |result: Result<(), StoreError>| matches!(result, Err(StoreError::UnknownConnection(id)) if id == gone);
    assert!(unknown(f.store.update_connection(gone, |_| ())), "nothing to change");
    assert!(unknown(f.store.begin_read(gone, now()).map(drop)), "nothing to read for");
    assert!(unknown(f.store.disconnect(gone, PeopleGo::Delete, now()).map(drop)), "nothing to remove");
    assert!(unknown(f.store.inputs(gone).map(drop)), "nothing to plan");
}

#[test]
fn kept_people_become_local_and_remember_who_they_are() {
    let f = fixture();
    let run = f.sync(adds(3, "Clerk"));
    assert_eq!(
        f.store.disconnect(f.connection, PeopleGo::Keep, now()).unwrap(),
        3,
        "as many as the dialog said"
    );
    for employee in f.store.employees().unwrap() {
        assert_eq!((employee.owner, employee.status), (Owner::Local, Status::Active), "kept, and nobody's");
        assert!(employee.identity.is_some(), "reconnecting links by it");
    }
    let kept = f.store.run(run).unwrap().expect("the history outlives the connection");
    assert_eq!(
        (kept.record.connection, kept.record.connection_name.as_str()),
        (None, "Contoso"),
        "by its name"
    );
    assert_eq!(f.store.connections().unwrap(), [], "the connection is gone");
}

#[test]
fn archived_people_can_be_brought_back() {
    let f = fixture();
    f.sync(adds(2, "Clerk"));
    f.store.disconnect(f.connection, PeopleGo::Archive, later(9)).unwrap();
    let archive = Query { archived: true, ..Query::default() };
    let ids = f.store.employee_ids(&archive).unwrap();
    assert_eq!(ids.len(), 2, "both are in the archive");
    let line = f.store.employee(ids[0]).unwrap().unwrap();
    assert_eq!(line.archived_at, Some(later(9)), "since then");
    assert!(!line.employee.archived_by_hand, "reconnecting may restore them");
}

#[test]
fn deleted_people_are_gone_and_their_ids_too() {
    let f = fixture();
    f.sync(adds(3, "Clerk"));
    let last = f.store.employees().unwrap().last().unwrap().id;
    f.store.disconnect(f.connection, PeopleGo::Delete, now()).unwrap();
    assert_eq!(f.store.employees().unwrap(), [], "nobody is left");
    let again = f.store.insert_connection(&connection("Contoso"), now()).unwrap();
    assert!(again > f.connection, "a connection's id is never given twice");
    read(&f.store, again, &[]);
    apply(&f.store, again, &plan(vec![add(0, "Clerk")])).unwrap();
    assert!(f.store.employees().unwrap()[0].id > last, "nor is an employee's: histories name them");
    assert_eq!(f.store.departments().unwrap(), [department("Main")], "departments stay");
}

#[test]
fn the_list_counts_everybody_but_the_archived_whoever_they_belong_to() {
    let f = fixture();
    f.sync(adds(3, "Clerk"));
    assert_eq!(f.store.employee_count().unwrap(), 3, "those of the connection");
    f.store.disconnect(f.connection, PeopleGo::Keep, now()).unwrap();
    assert_eq!(f.store.employee_count().unwrap(), 3, "also when they belong to none");
    let other = f.store.insert_connection(&connection("Fabrikam"), now()).unwrap();
    read(&f.store, other, &[]);
    apply(&f.store, other, &plan(vec![add(7, "Clerk")])).unwrap();
    f.store.disconnect(other, PeopleGo::Archive, now()).unwrap();
    assert_eq!(f.store.employee_count().unwrap(), 3, "who is archived is not in the list");
}

#[test]
fn disconnecting_leaves_another_connections_people_alone() {
    let f = fixture();
    f.sync(adds(2, "Clerk"));
    let other = f.store.insert_connection(&connection("Fabrikam"), now()).unwrap();
    f.store.disconnect(other, PeopleGo::Delete, now()).unwrap();
    assert_eq!(
        f.store.people_by_connection().unwrap().get(&f.connection),
        Some(&2),
        "they are not its people"
    );
    assert_eq!(f.directory().expect("still there").users.len(), 2, "nor its directory");
}

#[test]
fn overrides_belong_to_their_connection() {
    let f = fixture();
    let set = |decision, note: &str| Override {
        object_id: object(7),
        decision,
        note: Some(note.to_owned()),
        set_at: later(3),
    };
    let revision = f.store.revision().unwrap();
    f.store.set_override(f.connection, &set(Decision::Never, "left")).unwrap();
    f.store.set_override(f.connection, &set(Decision::Always, "back")).unwrap();
    assert_eq!(
        f.store.overrides(f.connection).unwrap(),
        [set(Decision::Always, "back")],
        "the latest word counts"
    );
    assert!(f.store.revision().unwrap() > revision, "plans depend on it");
    f.store.clear_override(f.connection, &object(7)).unwrap();
    assert_eq!(f.store.overrides(f.connection).unwrap(), [], "the rules decide again");
}

#[test]
fn a_connection_whose_sign_in_cannot_be_kept_is_not_there_either() {
    let f = fixture();
    let before = f.store.connections().unwrap();
    let refused = f.store.insert_connection_with(&connection("Fabrikam"), "[]", now(), |_| Err("no room"));
    assert_eq!(refused.unwrap(), Err("no room"), "the caller's own reason");
    let rename = |stored: &mut StoredConnection| stored.details.name = "Fabrikam".to_owned();
    let refused = f.store.update_connection_with(f.connection, rename, || Err("no room"));
    assert_eq!(refused.unwrap(), Err("no room"), "the same for one that is there");
    assert_eq!(f.store.connections().unwrap(), before, "nothing of it is stored");
    let kept =
        f.store.insert_connection_with(&connection("Fabrikam"), r#"["known"]"#, now(), |_| Ok::<_, ()>(()));
    let kept = f.store.connection(kept.unwrap().unwrap()).unwrap().unwrap();
    assert_eq!(kept.warnings, r#"["known"]"#, "with what should be known of the sign-in");
}
