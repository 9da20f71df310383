//! Edits by hand of several people at once, and taking them back.

use crate::world::World;
use rollcall_engine::api::{
    Decide, DisconnectChoice, Edited, EmployeeId, EmployeeQuery, EmployeeRow, ErrorCode, PauseChoice,
    PersonEdit, Place, PlanQuery, PlanTab, WhichPeople,
};

async fn people(world: &World) -> Vec<EmployeeRow> {
    world.engine.employees(EmployeeQuery::default(), 0, 1_000).await.unwrap().rows
}

/// Everything of them, to be compared.
async fn all(world: &World) -> serde_json::Value {
    serde_json::to_value(people(world).await).unwrap()
}

fn only(people: &[EmployeeRow]) -> WhichPeople {
    WhichPeople::Selected { ids: people.iter().map(|row| row.id).collect() }
}

fn found(search: &str) -> WhichPeople {
    WhichPeople::Filtered { query: EmployeeQuery { search: search.to_owned(), ..EmployeeQuery::default() } }
}

fn set(field: &str, value: &str) -> PersonEdit {
    PersonEdit { set: vec![(field.to_owned(), value.to_owned())], ..PersonEdit::default() }
}

fn pause() -> PersonEdit {
    PersonEdit { pause: Some(PauseChoice::Pause), ..PersonEdit::default() }
}

fn place(place: Place) -> PersonEdit {
    PersonEdit { place: Some(place), ..PersonEdit::default() }
}

async fn edit(world: &World, people: WhichPeople, edit: PersonEdit) -> Edited {
    world.engine.edit_people(people, edit).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_a_search_finds_is_edited_without_being_listed() {
    let world = World::sample(40, 1).await;
    world.sync().await;
    let everybody = people(&world).await;
    let one = &everybody[3];
    let paused = edit(&world, found(&one.email), pause()).await;
    assert_eq!(paused.people, 1, "only who is found");
    let moved = edit(&world, WhichPeople::All, set("department", "Board")).await;
    assert_eq!(moved.people, everybody.len(), "and everybody where everybody is meant");
    assert!(people(&world).await.iter().all(|row| row.department == "Board"), "all of them moved");
}

/// Who was added by hand has no account yet; their address says which one is meant.
#[tokio::test(flavor = "multi_thread")]
async fn local_people_are_found_in_the_directory_by_their_address() {
    let world = World::sample(40, 1).await;
    world.preview(world.connection, false).await;
    let accounts = world.engine.find_people(world.connection, String::new()).await.unwrap();
    let account = accounts.iter().find(|account| account.email.is_some()).unwrap();
    let email = account.email.as_ref().unwrap().to_uppercase();
    world.engine.add_person(&email, Vec::new()).await.unwrap();
    world.engine.add_person("visitor@elsewhere.example", Vec::new()).await.unwrap();
    let rows = people(&world).await;
    let never = Decide::Never { note: "by hand".to_owned() };
    let never = PersonEdit { decide: Some(never), ..PersonEdit::default() };
    let refused = world.engine.edit_people(WhichPeople::All, never.clone()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotInDirectory, "nobody has the visitor's address: {refused:?}");
    let theirs: Vec<_> = rows.into_iter().filter(|row| row.email == email).collect();
    edit(&world, only(&theirs), never).await;
    let decided = world.engine.person(&account.object_id).await.unwrap().decisions;
    assert_eq!(decided.len(), 1, "for the account with the same address: {decided:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_are_taken_back_exactly_the_latest_first() {
    let world = World::sample(12, 1).await;
    world.sync().await;
    let rows = people(&world).await;
    edit(&world, only(&rows[..1]), pause()).await;
    let before = all(&world).await;

    let moved = edit(&world, WhichPeople::All, set("department", "Board")).await;
    let paused = edit(&world, WhichPeople::All, pause()).await;
    assert_eq!(paused.people, rows.len() - 1, "one was paused already");
    let archived = edit(&world, only(&rows[..5]), place(Place::Archive)).await;
    for (edit, people) in [(archived, 5), (paused, rows.len() - 1), (moved, rows.len())] {
        let taken = world.engine.take_edit_back(edit.back.unwrap()).await.unwrap();
        assert_eq!(taken, people, "everybody whom the edit changed");
    }
    assert_eq!(all(&world).await, before, "several departments, pins, and who was paused before");
    let again = world.engine.take_edit_back(moved.back.unwrap()).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::EditOutdated, "each once");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_again_keeps_everybody_from_being_taken_back() {
    let world = World::sample(6, 1).await;
    world.sync().await;
    let rows = people(&world).await;
    let moved = edit(&world, only(&rows[..2]), set("office", "Tower")).await;
    edit(&world, only(&rows[1..2]), set("office", "Cellar")).await;
    let before = all(&world).await;
    let refused = world.engine.take_edit_back(moved.back.unwrap()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::EditOutdated, "one of them is no longer as the edit left them");
    assert_eq!(all(&world).await, before, "nobody was touched");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_edit_is_taken_back_and_a_later_one_of_another_field_stays() {
    let world = World::sample(6, 1).await;
    world.sync().await;
    let rows = people(&world).await;
    let moved = edit(&world, only(&rows[..2]), set("office", "Tower")).await;
    edit(&world, only(&rows[..1]), set("job_title", "Chief")).await;
    world.engine.take_edit_back(moved.back.unwrap()).await.unwrap();
    let [first, second] = [0, 1].map(|n: usize| rows[n].id);
    let after = people(&world).await;
    let now = |id| serde_json::to_value(after.iter().find(|row| row.id == id).unwrap()).unwrap();
    let before = |n: usize| serde_json::to_value(&rows[n]).unwrap();
    assert_eq!(now(second), before(1), "as if nothing had been");
    assert_eq!(now(first)["office"], before(0)["office"], "taken back");
    assert_eq!(now(first)["job_title"], "Chief", "what came later is not lost");
    assert_eq!(now(first)["pinned"], serde_json::json!(["job_title"]), "and only that is kept from syncs");
    let dated: Vec<_> = now(first)["pinned_at"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(dated, ["job_title"], "nor has anything else a date");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_nothing_or_erases_cannot_be_taken_back() {
    let world = World::sample(6, 1).await;
    world.sync().await;
    let rows = people(&world).await;
    let moved = edit(&world, only(&rows[..1]), set("office", "Tower")).await;
    let same = edit(&world, only(&rows[..1]), set("office", "Tower")).await;
    assert_eq!((same.people, same.back), (0, None), "nobody is different");
    let erased = edit(&world, only(&rows[1..2]), place(Place::Erase)).await;
    assert_eq!((erased.people, erased.back), (1, None), "erased is erased");
    let earlier = world.engine.take_edit_back(moved.back.unwrap()).await.unwrap_err();
    assert_eq!(earlier.code, ErrorCode::EditOutdated, "and nothing of before stays in memory");
    let gone = world.engine.edit_people(only(&rows[..2]), pause()).await.unwrap_err();
    assert_eq!(gone.code, ErrorCode::UnknownEmployee, "somebody who is gone is named");
    assert_eq!(gone.params.get("person"), Some(&EmployeeId::to_string(&rows[1].id)), "by number: {gone:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_those_who_are_deleted_with_their_connection_stays_in_memory() {
    for (choice, forgotten) in [(DisconnectChoice::Keep, false), (DisconnectChoice::Delete, true)] {
        let world = World::sample(6, 1).await;
        world.sync().await;
        let local = world.engine.add_person("visitor@contoso.example", Vec::new()).await.unwrap();
        let moved = edit(&world, only(&[local.employee.unwrap()]), set("office", "Tower")).await;
        let plan = world.engine.preview(world.connection, Default::default()).await.unwrap().plan;
        world.engine.disconnect(world.connection, choice).await.unwrap();
        let planned = world.engine.plan_rows(&plan, &PlanQuery::of(PlanTab::All), 0, 10).await.map(|_| ());
        assert_eq!(planned.unwrap_err().code, ErrorCode::PlanUnknown, "{choice:?}: no plan of it is left");
        let taken = world.engine.take_edit_back(moved.back.unwrap()).await.map_err(|failure| failure.code);
        let expected = if forgotten { Err(ErrorCode::EditOutdated) } else { Ok(1) };
        assert_eq!(taken, expected, "{choice:?}: edits are kept only as long as nobody is deleted");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_given_back_to_a_connection_that_is_gone() {
    let world = World::connected().await;
    world.sync().await;
    let archived = async || {
        let query = EmployeeQuery { archived: true, ..EmployeeQuery::default() };
        world.engine.employees(query, 0, 1).await.unwrap().rows
    };
    while archived().await.is_empty() {
        world.company.next_day();
        world.sync().await;
    }
    let restored = edit(&world, only(&archived().await), place(Place::Restore)).await;
    world.engine.disconnect(world.connection, DisconnectChoice::Keep).await.unwrap();
    let taken = world.engine.take_edit_back(restored.back.unwrap()).await.unwrap_err();
    assert_eq!(taken.code, ErrorCode::EditOutdated, "what they were before is no longer to be had");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_somebody_erased_alone_stays_in_memory_either() {
    let world = World::sample(6, 1).await;
    world.sync().await;
    let rows = people(&world).await;
    let moved = edit(&world, only(&rows[..1]), set("office", "Tower")).await;
    let erased = world.engine.edit_person(&rows[1].email, place(Place::Erase)).await.unwrap();
    assert!(erased.is_none(), "gone: {erased:?}");
    let earlier = world.engine.take_edit_back(moved.back.unwrap()).await.unwrap_err();
    assert_eq!(earlier.code, ErrorCode::EditOutdated, "as after erasing several");
}
