//! Counting, checking and saving edited rules.

use super::{condition, skip};
use crate::world::World;
use rollcall_engine::api::{CheckOutcome, EmployeeQuery, TemplateCode};
use rollcall_rules::ProblemCode;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn counts_add_up_and_say_who_would_leave() {
    let world = World::synced().await;
    let sales = json!({ "all": [condition("department", "equals", "Sales"), { "any": [
        condition("kind", "equals", "person"), condition("kind", "equals", "guest") ] }] });
    let city = json!({ "any": [condition("department", "contains", "sales")] });
    let draft = world.with_rules(json!([skip("No sales", sales), skip("Anything with sales", city)])).await;
    let before = world.engine.preview_rules(world.connection, world.saved().await).await.unwrap();
    let counted = world.engine.preview_rules(world.connection, draft).await.unwrap();
    let [upper, lower, _guests] = counted.rules.as_slice() else { panic!("three rules: {counted:?}") };
    assert!(
        upper.nodes[0].people <= lower.matching,
        "who is in Sales is in something with sales: {counted:?}"
    );
    assert_eq!(upper.nodes[1].conditions.len(), 2, "a group counts each of its conditions: {upper:?}");
    assert_eq!(upper.matching, Some(upper.deciding), "nothing stands above the first rule");
    assert_eq!(upper.overlaps, [], "which therefore overlaps with nothing");
    assert_eq!(lower.overlaps[0].people, upper.deciding, "the lower rule fits them too: {lower:?}");
    assert_eq!(lower.overlaps[0].first.as_ref(), upper.first.first(), "one of them by name: {lower:?}");
    assert_eq!(upper.first.len(), upper.deciding.min(10), "the first ten by name: {upper:?}");
    let decided: usize = counted.rules.iter().map(|rule| rule.deciding).sum();
    assert_eq!(decided + counted.everyone_else, counted.people, "everybody is decided once: {counted:?}");
    assert_eq!((before.joins.count, before.leaves.count), (0, 0), "the saved rules change nobody");
    assert_eq!(counted.imported + counted.leaves.count, before.imported, "who leaves was imported before");
    assert_eq!(counted.removes, counted.leaves, "all of them are in the list after a sync");
    assert!(counted.leaves.count > 0 && counted.joins.count == 0, "{counted:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_rule_is_kept_only_while_it_is_off() {
    let world = World::synced().await;
    let who = json!({ "all": [{ "any": [
        condition("city", "equals", "Graz"), condition("jobTitle", "matches", "(") ] }] });
    let on = world.with_rules(json!([skip("Half done", who.clone())])).await;
    let refused = world.engine.save_rules(world.connection, on, true).await.unwrap();
    let [problem] = refused.problems.as_slice() else { panic!("one problem: {refused:?}") };
    assert!(!refused.saved, "even when confirmed: {refused:?}");
    assert_eq!((problem.rule, problem.path.as_slice()), (Some(0), &[0, 1][..]), "it says where: {problem:?}");
    assert_eq!(problem.code, ProblemCode::BadPattern, "and what");
    let mut off = skip("Half done", who);
    off["enabled"] = json!(false);
    let off = world.with_rules(json!([off])).await;
    assert!(
        world.engine.save_rules(world.connection, off.clone(), false).await.unwrap().saved,
        "off, it harms nobody"
    );
    let config = world.engine.rule_config(world.connection).await.unwrap();
    assert_eq!(config.config, off, "kept as written");
    assert_eq!(config.problems.len(), 1, "and still named: {:?}", config.problems);
    world.sync().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_condition_can_be_turned_off_but_not_all_of_a_rule() {
    let world = World::synced().await;
    let off = |mut condition: Value| {
        condition["enabled"] = json!(false);
        condition
    };
    let (sales, gone) =
        (condition("department", "equals", "Sales"), condition("memberOf", "member_of", "Gone"));
    let some =
        world.with_rules(json!([skip("No sales", json!({ "all": [sales.clone(), off(gone.clone())] }))]));
    let some = some.await;
    let counted = world.engine.preview_rules(world.connection, some.clone()).await.unwrap();
    assert_eq!(
        counted.rules[0].matching, counted.rules[0].nodes[0].people,
        "what is on decides: {counted:?}"
    );
    let saved = world.engine.save_rules(world.connection, some.clone(), true).await.unwrap();
    assert!(saved.saved && saved.problems.is_empty(), "a group that is gone is in nobody's way: {saved:?}");
    let anybody = world.engine.find_people(world.connection, String::new()).await.unwrap().remove(0);
    let check = world.engine.check(world.connection, &anybody.object_id).await.unwrap();
    let told: Vec<_> = check.conditions.iter().map(|c| (c.enabled, c.matches.is_some())).collect();
    assert_eq!(told[..2], [(true, true), (false, false)], "it says which one was not asked: {check:?}");
    let plan = world.engine.preview(world.connection, Default::default()).await.unwrap();
    assert_eq!(plan.counts.remove, saved.removes.count, "nor does it block a plan");

    let none = json!({ "any": [off(sales), { "all": [off(gone)] }] });
    let none = world.with_rules(json!([skip("Nobody?", none)])).await;
    let counted = world.engine.preview_rules(world.connection, none.clone()).await.unwrap();
    assert_eq!(counted.rules[0].matching, None, "no number for what nobody can answer: {counted:?}");
    assert!(counted.rules[0].nodes[0].people.is_some(), "while each is counted alone: {counted:?}");
    let refused = world.engine.save_rules(world.connection, none, true).await.unwrap();
    let told: Vec<_> = refused.problems.iter().map(|problem| (problem.code, problem.path.len())).collect();
    assert_eq!(told, [(ProblemCode::ConditionsOff, 0)], "a rule of which nothing is left is refused");
    assert_eq!(world.saved().await, some, "and nothing was saved");
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_rule_without_its_value_may_fit_is_open_and_nothing_else() {
    let world = World::synced().await;
    let fresh =
        world.with_rules(json!([skip("New", json!({ "all": [condition("department", "equals", "")] }))]));
    let counted = world.engine.preview_rules(world.connection, fresh.await).await.unwrap();
    assert_eq!(counted.open, counted.people, "anybody may be meant: {counted:?}");
    assert_eq!((counted.everyone_else, counted.imported), (0, 0), "so nobody is counted elsewhere");
    let saved = world.engine.preview_rules(world.connection, world.saved().await).await.unwrap();
    assert_eq!(saved.open, 0, "of sound rules nothing is open: {saved:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_that_remove_people_are_saved_only_when_confirmed() {
    let world = World::synced().await;
    let nobody = json!({ "all": [condition("department", "equals", "Sales")] });
    let draft = world.with_rules(json!([skip("No sales", nobody)])).await;
    let asked = world.engine.save_rules(world.connection, draft.clone(), false).await.unwrap();
    assert!(!asked.saved && asked.removes.count > 0, "how many: {asked:?}");
    assert!(asked.removes.first[0].email.is_some(), "and whom first: {asked:?}");
    assert_ne!(world.saved().await, draft, "nothing is saved yet");
    let saved = world.engine.save_rules(world.connection, draft.clone(), true).await.unwrap();
    assert_eq!((saved.saved, &saved.removes), (true, &asked.removes), "the same people, now confirmed");
    assert_eq!(world.saved().await, draft, "saved");
    let plan = world.engine.preview(world.connection, Default::default()).await.unwrap();
    assert_eq!(plan.counts.remove, saved.removes.count, "the next preview removes exactly these");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_checked_by_rules_that_are_not_saved() {
    let world = World::synced().await;
    let found = world.engine.find_people(world.connection, "JONAS.WEBER".to_owned()).await.unwrap();
    let [jonas] = found.as_slice() else { panic!("one Jonas: {found:?}") };
    let who = json!({ "all": [condition("displayName", "starts_with", "jonas"), { "any": [condition("city", "equals", "Nowhere"), condition("mail", "contains", "@")] }] });
    let draft = world.with_rules(json!([skip("No Jonas", who)])).await;
    let check = world.engine.check_draft(world.connection, jonas.object_id.clone(), draft).await.unwrap();
    assert_eq!((check.outcome, check.rule.as_deref()), (CheckOutcome::Skip, Some("No Jonas")), "{check:?}");
    let places: Vec<_> = check.conditions.iter().map(|c| (c.rule_index, c.path.clone(), c.matches)).collect();
    let expected = [(0, vec![0], Some(true)), (0, vec![1, 0], Some(false)), (0, vec![1, 1], Some(true))];
    assert_eq!(places[..3], expected, "every condition with its place: {places:?}");
    let saved = world.engine.check(world.connection, &jonas.object_id).await.unwrap();
    assert_eq!(saved.outcome, CheckOutcome::Import, "the saved rules import him still");
}

#[tokio::test(flavor = "multi_thread")]
async fn values_and_groups_are_offered_with_their_counts() {
    let world = World::synced().await;
    let values = |search: &str| {
        world.engine.field_values(world.connection, "department".to_owned(), search.to_owned(), 3)
    };
    let top = values("").await.unwrap();
    assert!(top.len() == 3 && top[0].people >= top[1].people, "most frequent first: {top:?}");
    let sales = values("SALES").await.unwrap();
    assert_eq!(sales[0].value, "Sales", "spellings are one, as most people write it: {sales:?}");
    let who = json!({ "all": [condition("department", "equals", "Sales")] });
    let draft = world.with_rules(json!([skip("Sales", who)])).await;
    let counted = world.engine.preview_rules(world.connection, draft).await.unwrap();
    assert_eq!(counted.rules[0].matching, Some(sales[0].people), "a condition finds as many");
    let groups = world.engine.directory_groups(world.connection, "emea".to_owned()).await.unwrap();
    assert_eq!(groups[0].name, "Sales EMEA", "{groups:?}");
    assert!(values("no such department").await.unwrap().is_empty(), "nobody has it");
}

#[tokio::test(flavor = "multi_thread")]
async fn templates_say_how_many_each_would_import() {
    let world = World::synced().await;
    let templates = world.engine.rule_templates(world.connection).await.unwrap();
    let people = |code| templates.iter().find(|template| template.code == code).unwrap().people;
    let listed = world.engine.employees(EmployeeQuery::default(), 0, 1).await.unwrap().total;
    assert_eq!(people(TemplateCode::EveryoneButGuests), Some(listed), "what a new connection starts with");
    assert!(people(TemplateCode::WithDepartment) < Some(listed), "some have no department: {templates:?}");
    assert_eq!(people(TemplateCode::GroupMembers), None, "the group is still to be chosen");
    assert_eq!(people(TemplateCode::Scratch), Some(0), "no rules, nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_first_read_rules_can_be_edited_but_not_counted() {
    let world = World::connected().await;
    let config = world.engine.rule_config(world.connection).await.unwrap();
    assert!(!config.has_directory && config.problems.is_empty(), "{config:?}");
    let group = json!({ "all": [condition("memberOf", "member_of", "Not read yet")] });
    let draft = world.with_rules(json!([skip("A group", group)])).await;
    let counted = world.engine.preview_rules(world.connection, draft.clone()).await.unwrap();
    assert!(counted.needs_preview && counted.problems.is_empty(), "nothing is known of groups: {counted:?}");
    assert!(world.engine.save_rules(world.connection, draft, false).await.unwrap().saved, "nobody can leave");
}
