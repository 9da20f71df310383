//! The archive's end.

use crate::world::{World, ZONE, at};
use chrono::{TimeDelta, Utc};
use rollcall_engine::SyncHow;
use rollcall_engine::api::{EmployeeQuery, ErrorCode, PauseChoice, PersonEdit, Place, PlanTab, WhichPeople};

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_lets_people_go_once_a_day_and_never_on_the_day_that_was_decided() {
    let world = World::new().await;
    world.ready("Contoso", at("2026-11-21T11:00:00Z")).await;
    let engine = &world.engine;
    let person = engine.employees(EmployeeQuery::default(), 0, 1).await.unwrap().rows.remove(0);
    let archive = PersonEdit { place: Some(Place::Archive), ..PersonEdit::default() };
    engine.edit_person(&person.email, archive).await.unwrap();
    let pause = PersonEdit { pause: Some(PauseChoice::Pause), ..PersonEdit::default() };
    let resume = PersonEdit { pause: Some(PauseChoice::Resume), ..PersonEdit::default() };
    let (now, later) = (Utc::now(), Utc::now() + TimeDelta::days(31));
    assert_eq!(engine.clear_archive((later, ZONE)).await.unwrap(), 0, "unless a number is set, for good");

    let few = engine.keep_archive(Some(3), (now, ZONE)).await.unwrap_err();
    assert_eq!(few.code, ErrorCode::InvalidArchiveDays, "too few to notice a mistake");
    engine.keep_archive(Some(30), (now, ZONE)).await.unwrap();
    assert_eq!(engine.archive_keeping().await.unwrap().days, Some(30), "remembered");
    assert_eq!(engine.clear_archive((now, ZONE)).await.unwrap(), 0, "not on this day");
    assert_eq!(engine.clear_archive((now + TimeDelta::days(1), ZONE)).await.unwrap(), 0, "too early");
    let paused = engine.edit_people(WhichPeople::All, pause).await.unwrap();
    let resumed = engine.edit_people(WhichPeople::All, resume).await.unwrap();
    assert_eq!(engine.clear_archive((now + TimeDelta::days(2), ZONE)).await.unwrap(), 0, "too early still");
    assert!(engine.take_edit_back(resumed.back.unwrap()).await.is_ok(), "and edits can be taken back");
    assert_eq!(engine.clear_archive((later, ZONE)).await.unwrap(), 1, "the time is over");
    let earlier = engine.take_edit_back(paused.back.unwrap()).await.unwrap_err();
    assert_eq!(earlier.code, ErrorCode::EditOutdated, "and nothing of them stays in memory");
    assert_eq!(engine.clear_archive((later, ZONE)).await.unwrap(), 0, "and nobody else's");
    let archived = EmployeeQuery { archived: true, ..EmployeeQuery::default() };
    assert_eq!(engine.employees(archived, 0, 9).await.unwrap().total, 0, "gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn old_runs_become_numbers_once_a_day_and_say_so_when_they_are_to_be_undone() {
    let world = World::new().await;
    let connection = world.ready("Contoso", at("2026-11-21T11:00:00Z")).await;
    let engine = &world.engine;
    let first = engine.history(0, 1).await.unwrap().remove(0);
    world.company.next_day();
    engine.sync(connection, SyncHow::default()).await.unwrap();
    let page = engine.run_rows(first.run, PlanTab::Add, 0, 3).await.unwrap();
    assert_eq!((page.total, page.rows.len()), (first.counts.add, 3), "everybody it added");
    let (soon, late) = (Utc::now() + TimeDelta::days(399), Utc::now() + TimeDelta::days(401));
    assert_eq!(engine.thin_history((soon, ZONE)).await.unwrap(), 0, "kept for more than a year");
    assert_eq!(engine.thin_history((late, ZONE)).await.unwrap(), 1, "then as numbers");
    let page = engine.run_rows(first.run, PlanTab::Add, 0, 3).await.unwrap();
    assert_eq!((page.total, page.rows.len()), (0, 0), "nobody, however they were looked at before");
    let told = engine.run(first.run).await.unwrap();
    assert_eq!((told.run.counts, told.changes.len()), (first.counts, 0), "what it did, but not to whom");
    let refused = engine.undo(first.run).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::SummaryOnly, "and it says why it stays");
    assert_eq!(engine.thin_history((late, ZONE)).await.unwrap(), 0, "once");
}
