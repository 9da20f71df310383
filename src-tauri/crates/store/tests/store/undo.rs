//! Taking runs back.

use crate::support::{add, adds, change, fixture, later, retitle};
use rollcall_people::{Field, ReasonCode, Status};
use rollcall_plan::ChangeKind;
use rollcall_store::{PeopleGo, PersonEdit, RunId, RunResult, RunTrigger, StoreError};

#[test]
fn an_undone_run_leaves_the_list_as_it_was() {
    let f = fixture();
    f.sync(adds(3, "Clerk"));
    let before = f.store.employees().unwrap();
    let mut changes = retitle(&before[..1], "Chief");
    changes.push(change(ChangeKind::Remove, 1, Some(before[1].id), before[1].record.clone()));
    changes.push(add(7, "Newcomer"));
    let run = f.sync(changes);
    assert_ne!(f.store.employees().unwrap(), before, "the run did something");
    let undone = f.store.undo(run, later(5)).unwrap();
    assert_eq!(f.store.employees().unwrap(), before, "every field, status and owner");
    assert_eq!(undone.kept, [], "nobody was edited in between");
    let record = f.store.run(undone.run).unwrap().unwrap().record;
    assert_eq!((record.trigger, record.result), (RunTrigger::Undo, RunResult::Applied), "a run of its own");
    assert_eq!(
        (record.counts.update, record.counts.restore, record.counts.remove),
        (1, 1, 1),
        "that says what it did"
    );
    let events = f.store.employee_events(before[0].id, 1).unwrap();
    assert_eq!(events[0].reason.code, ReasonCode::Undone, "each person's history says why");
}

#[test]
fn the_dates_of_edits_by_hand_stay_through_runs_and_come_back_with_an_undo() {
    let f = fixture();
    f.sync(adds(2, "Clerk"));
    let [seen, other] = <[_; 2]>::try_from(f.store.employees().unwrap()).unwrap();
    assert!(seen.pinned_at.is_empty(), "nobody edited anything");
    let mut edited = seen.clone();
    edited.record.fields.set(Field::Fax, Some("1"));
    edited.pinned.insert(Field::Fax);
    edited.department_by_hand = true;
    edited.date_pins(&seen, later(1));
    let edit = PersonEdit { record: Some((seen, edited.clone())), ..Default::default() };
    f.store.edit_person(&edit, later(1)).unwrap();
    let now = || f.store.employees().unwrap().remove(0);
    assert_eq!(now(), edited, "the field's date and the departments' are kept");
    f.sync(retitle(&[now()], "Chief"));
    assert_eq!(now().pinned_at, edited.pinned_at, "a run leaves them alone");
    let gone = f.sync(vec![
        change(ChangeKind::Remove, 1, Some(other.id), other.record.clone()),
        change(ChangeKind::Remove, 0, Some(edited.id), now().record),
    ]);
    let mut reset = now();
    assert_eq!((reset.status, &reset.pinned_at), (Status::Archived, &edited.pinned_at), "so does leaving");
    f.store.undo(gone, later(5)).unwrap();
    assert_eq!(
        (now().status, now().pinned_at),
        (Status::Active, edited.pinned_at.clone()),
        "and coming back"
    );
    reset = now();
    reset.pinned.clear();
    reset.date_pins(&now(), later(6));
    let edit = PersonEdit { record: Some((now(), reset)), ..Default::default() };
    f.store.edit_person(&edit, later(6)).unwrap();
    assert_eq!(now().pinned_at.fields.len(), 0, "what is given back loses its date");
    assert_eq!(now().pinned_at.department, Some(later(1)), "and nothing else does");
}

#[test]
fn people_edited_since_are_kept_and_named() {
    let f = fixture();
    f.sync(adds(2, "Clerk"));
    let run = f.sync(retitle(&f.store.employees().unwrap(), "Chief"));
    let people = f.store.employees().unwrap();
    f.sync(retitle(&people[..1], "President"));
    let undone = f.store.undo(run, later(5)).unwrap();
    assert_eq!(undone.kept, [people[0].id], "later work is not thrown away");
    let titles: Vec<_> = f.store.employees().unwrap();
    let title = |n: usize| titles[n].record.fields.get(Field::JobTitle);
    assert_eq!((title(0), title(1)), (Some("President"), Some("Clerk")), "the other one is back");
}

#[test]
fn an_undo_can_be_undone_but_no_run_twice() {
    let f = fixture();
    let run = f.sync(adds(2, "Clerk"));
    let people = f.store.employees().unwrap();
    let undo = f.store.undo(run, later(5)).unwrap().run;
    assert_eq!(f.store.employees().unwrap(), [], "nobody was there before");
    let twice = f.store.undo(run, later(6));
    assert!(
        matches!(twice, Err(StoreError::NotUndoable(id)) if id == run),
        "it is taken back already: {twice:?}"
    );
    f.store.undo(undo, later(7)).unwrap();
    assert_eq!(f.store.employees().unwrap(), people, "the same people under the same ids");
    assert!(people.iter().all(|person| person.status == Status::Active), "in the list");
}

#[test]
fn only_runs_that_changed_people_can_be_undone() {
    let f = fixture();
    let held = f.store.record_run(&crate::support::run(f.connection, RunResult::Held), &[]).unwrap();
    assert!(matches!(f.store.undo(held, later(5)), Err(StoreError::NotUndoable(_))), "it did nothing");
    let unknown = f.store.undo(RunId(4711), later(5));
    assert!(matches!(unknown, Err(StoreError::UnknownRun(RunId(4711)))), "{unknown:?}");
}

#[test]
fn a_plan_made_before_an_undo_is_outdated() {
    let f = fixture();
    let run = f.sync(adds(1, "Clerk"));
    let before = f.store.revision().unwrap();
    f.store.undo(run, later(5)).unwrap();
    assert!(f.store.revision().unwrap() > before, "the list changed");
}

#[test]
fn what_an_undo_would_do_is_known_before_and_changes_nothing() {
    let f = fixture();
    f.sync(adds(2, "Clerk"));
    let run = f.sync(retitle(&f.store.employees().unwrap(), "Chief"));
    let people = f.store.employees().unwrap();
    f.sync(retitle(&people[..1], "President"));
    let before = (f.store.employees().unwrap(), f.store.runs(9, None).unwrap());
    let seen = f.store.undo_preview(run, later(5)).unwrap();
    assert_eq!((seen.counts.update, seen.kept), (1, vec![people[0].id]), "one is put back, one is kept");
    assert_eq!((f.store.employees().unwrap(), f.store.runs(9, None).unwrap()), before, "nothing happened");
    let undone = f.store.undo(run, later(6)).unwrap();
    let done = f.store.run(undone.run).unwrap().unwrap();
    assert_eq!(done.record.counts, seen.counts, "and then just that is done");
    assert_eq!(f.store.run(run).unwrap().unwrap().undone_by, Some(undone.run), "the run knows");
}

#[test]
fn what_a_run_did_is_read_in_pages_and_by_kind() {
    let f = fixture();
    f.sync(adds(3, "Clerk"));
    let before = f.store.employees().unwrap();
    let mut changes = retitle(&before, "Chief");
    changes.push(add(7, "Newcomer"));
    let run = f.sync(changes);
    let all = f.store.run_changes(run).unwrap();
    let positions = f.store.change_positions(run, &[ChangeKind::Add, ChangeKind::Update]).unwrap();
    assert_eq!(positions, [0, 1, 2, 3], "where the changes stand");
    assert_eq!(
        f.store.changes_at(run, &positions[1..3]).unwrap(),
        &all[1..3],
        "in the order they were applied"
    );
    let added = f.store.change_positions(run, &[ChangeKind::Add]).unwrap();
    assert_eq!(added, [3], "only those asked for");
    assert_eq!(f.store.changes_at(run, &added).unwrap()[0].kind, ChangeKind::Add, "and read so");
}

#[test]
fn going_back_to_a_run_takes_back_all_that_came_after_it() {
    let f = fixture();
    f.sync(adds(3, "Clerk"));
    let then = f.sync(retitle(&f.store.employees().unwrap(), "Chief"));
    let before = f.store.employees().unwrap();
    f.sync(retitle(&before, "President"));
    let people = f.store.employees().unwrap();
    let mut changes = retitle(&people[..2], "Emperor");
    changes.push(change(ChangeKind::Remove, 2, Some(people[2].id), people[2].record.clone()));
    changes.push(add(7, "Newcomer"));
    f.sync(changes);

    let outlook = f.store.undo_to_preview(then, later(5)).unwrap();
    assert_eq!(f.store.runs(9, None).unwrap().len(), 4, "looking changes nothing");
    let restored = f.store.undo_to(then, later(6)).unwrap();
    assert_eq!(f.store.employees().unwrap(), before, "as the run left it");
    assert_eq!((outlook.runs.len(), outlook.counts), (2, restored.counts), "and as it was announced");
    let counts = restored.counts;
    assert_eq!(
        (counts.update, counts.restore, counts.remove),
        (2, 1, 1),
        "each person once, though two runs touched them"
    );
    let newest = f.store.runs(2, None).unwrap();
    assert!(newest.iter().all(|run| run.record.trigger == RunTrigger::Undo), "one entry for each");
    let again = f.store.undo_to(then, later(7)).unwrap();
    assert_eq!(again.runs, [], "nothing is left to take back");
}

#[test]
fn going_back_keeps_who_was_edited_since_and_can_be_taken_back_itself() {
    let f = fixture();
    let then = f.sync(adds(2, "Clerk"));
    f.sync(retitle(&f.store.employees().unwrap(), "Chief"));
    let edited = f.store.employees().unwrap().remove(0);
    let mut after = edited.clone();
    after.record.fields.set(Field::JobTitle, Some("By hand"));
    let edit = PersonEdit { record: Some((edited.clone(), after)), ..PersonEdit::default() };
    f.store.edit_person(&edit, later(3)).unwrap();
    let before = f.store.employees().unwrap();
    let last = f.store.runs(1, None).unwrap()[0].id;
    let restored = f.store.undo_to(then, later(5)).unwrap();
    assert_eq!((restored.kept, restored.counts.unchanged), (vec![edited.id], 1), "kept and counted");
    assert_ne!(f.store.employees().unwrap(), before, "the other one is back");
    f.store.undo_to(last, later(6)).unwrap();
    assert_eq!(f.store.employees().unwrap(), before, "forth again, to the state from which it began");
}

#[test]
fn what_the_next_sync_would_do_again_is_known_of_chains_of_undos_and_of_walks_back() {
    let f = fixture();
    let first = f.sync(adds(2, "Clerk"));
    let mut last = f.sync(retitle(&f.store.employees().unwrap(), "Chief"));
    for (n, again) in [true, false, true, false].into_iter().enumerate() {
        let seen = f.store.undo_preview(last, later(5)).unwrap();
        let undone = f.store.undo(last, later(5)).unwrap();
        assert_eq!((seen.comes_again, undone.comes_again), (again, again), "{n} undos below it");
        last = undone.run;
    }
    let seen = f.store.undo_to_preview(first, later(6)).unwrap();
    assert_eq!((seen.runs.len(), seen.comes_again), (1, true), "in the end, the work of a sync");
    f.store.undo(last, later(6)).unwrap();
    let seen = f.store.undo_to_preview(last, later(7)).unwrap();
    assert_eq!((seen.runs.len(), seen.comes_again), (1, false), "that brings it back");
    let seen = f.store.undo_to_preview(first, later(7)).unwrap();
    assert_eq!((seen.runs.len(), seen.comes_again), (0, false), "and this does nothing");
}

#[test]
fn nobody_brings_again_what_no_sync_made() {
    let f = fixture();
    f.sync(adds(2, "Clerk"));
    let run = f.sync(retitle(&f.store.employees().unwrap(), "Chief"));
    f.sync(retitle(&f.store.employees().unwrap(), "President"));
    assert!(!f.store.undo_preview(run, later(5)).unwrap().comes_again, "everybody is kept as is");
    let last = f.store.runs(1, None).unwrap()[0].id;
    assert!(f.store.undo_preview(last, later(5)).unwrap().comes_again, "which a sync did");
    f.store.disconnect(f.connection, PeopleGo::Keep, later(5)).unwrap();
    assert!(!f.store.undo_preview(last, later(6)).unwrap().comes_again, "the connection is gone");
}
