//! A broken part is loud and inert: it blocks, names itself, and changes nothing.

use crate::world::{World, change, into, is, is_empty, member_of, rows, warned, why_not};
use rollcall_people::testing::{id, person};
use rollcall_people::{Field, Part, PartState, ReasonCode};
use rollcall_plan::{FieldMapping, WarningCode};
use rollcall_rules::{Condition, Then};

/// Staff by group, everybody else stays out.
fn staff() -> World {
    let mut world = World::of([person("Anna"), person("Ben")]);
    world.directory = world.directory.with_group("Staff", &["anna"]);
    world.configured(|c| c.rules.otherwise = Then::Skip).with_rule("Staff", member_of("Staff"), into("Main"))
}

#[test]
fn a_group_that_is_gone_freezes_its_people() {
    let mut world = staff().then_applied();
    world.directory.groups.clear();
    let plan = world.plan();
    assert!(is_empty(&plan), "Anna is not sent away: {:?}", rows(&plan));
    assert!(plan.blocked() && !plan.can_be_allowed() && !plan.complete, "and nothing can be applied");
    assert_eq!(warned(&plan), [WarningCode::RuleGroupMissing], "until the rule is mended");
    let params = &plan.warnings[0].params;
    assert_eq!((&*params["rule"], &*params["group"]), ("Staff", "Staff"), "which rule, which group");
    assert_eq!(why_not(&plan, "ben"), ReasonCode::RuleBroken, "newcomers wait");
}

#[test]
fn a_group_that_answers_404_is_gone() {
    let mut world = staff().then_applied();
    world.directory.incomplete.insert(Part::Members(id("staff")), PartState::Missing);
    let plan = world.plan();
    assert_eq!(warned(&plan), [WarningCode::RuleGroupMissing], "although it was listed");
    assert!(is_empty(&plan), "and nobody leaves: {:?}", rows(&plan));
}

#[test]
fn a_group_that_may_not_be_read_freezes_its_people() {
    let mut world = staff().then_applied();
    world.directory.incomplete.insert(Part::Members(id("staff")), PartState::Denied);
    world.directory.direct_members.clear();
    let plan = world.plan();
    assert!(is_empty(&plan) && plan.blocked() && !plan.complete, "{:?}", rows(&plan));
    assert_eq!(warned(&plan), [WarningCode::RuleGroupUnreadable], "it is still there, as far as we know");
}

#[test]
fn a_group_that_was_never_read_is_not_an_empty_one() {
    let mut world = staff().then_applied();
    world.directory.incomplete.insert(Part::Members(id("staff")), PartState::Unread);
    world.directory.direct_members.clear();
    let plan = world.plan();
    assert!(is_empty(&plan) && plan.blocked() && !plan.complete, "nobody leaves: {:?}", rows(&plan));
    assert_eq!(warned(&plan), [WarningCode::RuleGroupUnread], "the next read will tell");
}

#[test]
fn groups_that_no_rule_uses_do_not_matter() {
    let mut world = World::synced([person("Anna"), person("Ben")]).then([person("Anna")]);
    world.directory.incomplete.insert(Part::Groups, PartState::Denied);
    world.directory.incomplete.insert(Part::Members(id("staff")), PartState::Denied);
    let plan = world.plan();
    assert_eq!(rows(&plan), ["remove Ben"], "users alone decide here");
    assert!(plan.complete && !plan.blocked(), "nothing that matters is missing");
}

#[test]
fn people_above_the_broken_rule_are_planned_as_ever() {
    let broken = Condition::new("departement", "equals", "IT");
    let world = World::synced([person("Anna"), person("Ben")]);
    let world =
        world.with_rule("Broken", broken, Then::Skip).with_rule("A", is("displayName", "Anna"), into("A"));
    let plan = world.plan();
    assert_eq!(rows(&plan), ["update Anna"], "Ben's fate is open");
    assert!(plan.blocked(), "nothing is applied all the same");
    let params = &plan.warnings[0].params;
    let told = (&*params["rule"], &*params["problem"], &*params["field"], &*params["suggestion"]);
    assert_eq!(told, ("Broken", "unknown_field", "departement", "department"), "it names itself");
}

#[test]
fn people_gone_from_microsoft_365_are_still_shown_as_leaving() {
    let world = World::synced([person("Anna"), person("Ben")]).then([person("Anna")]);
    let plan = world.with_rule("Broken", Condition::new("city", "matches", "["), Then::Skip).plan();
    assert_eq!(rows(&plan), ["remove Ben"], "that has nothing to do with the rule");
    assert!(plan.blocked(), "but it waits with the rest");
}

#[test]
fn a_mapping_without_a_source_blocks_and_leaves_the_field() {
    let world = World::synced([person("Anna").with("city", "Graz")]);
    let world = world.configured(|c| c.mapping.set(Field::City, FieldMapping::from("cty")));
    let plan = world.plan();
    assert!(is_empty(&plan) && plan.blocked(), "the city is not cleared: {:?}", rows(&plan));
    assert_eq!(plan.warnings[0].params["rule"], "mapping.city", "it names itself");
    assert_eq!(plan.warnings[0].params["suggestion"], "city", "and its neighbour");
}

#[test]
fn a_broken_default_department_sends_nobody_anywhere() {
    let world = World::synced([person("Anna"), person("Ben").in_department("IT")]);
    let plan = world.configured(|c| c.rules.default_department = " ".into()).plan();
    assert!(is_empty(&plan) && plan.blocked(), "those who need it stay where they are: {:?}", rows(&plan));
    assert_eq!(plan.warnings[0].params["rule"], "default_department", "it names itself");
}

#[test]
fn removals_for_other_reasons_wait_for_unread_groups_too() {
    let mut world = staff().then_applied().then([person("Ben")]);
    world.directory.incomplete.insert(Part::Members(id("staff")), PartState::Failed);
    assert!(is_empty(&world.plan()), "an incomplete read removes nobody");
    world.directory.incomplete.clear();
    assert_eq!(
        change(&world.plan(), "anna").reason.code,
        ReasonCode::GoneFromDirectory,
        "a complete one does"
    );
}
