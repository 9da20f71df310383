//! What the other rules would do while groups cannot be read: to be looked at, never to be applied.

use crate::world::{World, change, into, is, member_of, rows, warned};
use rollcall_people::testing::{id, person};
use rollcall_people::{Part, PartState, ReasonCode};
use rollcall_plan::WarningCode;
use rollcall_rules::Then;

/// Staff by group, which Anna came in by; Carl, who is new, by his name.
fn world() -> World {
    let mut world = World::of([person("Anna"), person("Ben")]);
    world.directory = world.directory.with_group("Staff", &["anna"]);
    world
        .configured(|c| c.rules.otherwise = Then::Skip)
        .with_rule("Carl", is("displayName", "Carl"), into("IT"))
        .with_rule("Staff", member_of("Staff"), into("Main"))
        .then_applied()
        .then([person("Anna"), person("Ben"), person("Carl")])
}

fn denied(part: Part) -> World {
    let mut world = world();
    world.directory.incomplete.insert(part, PartState::Denied);
    world
}

#[test]
fn rules_whose_group_could_not_be_read_match_nobody_in_a_look() {
    let world = denied(Part::Members(id("staff")));
    assert!(world.plan().changes.is_empty(), "the plan itself waits with Anna and Carl");
    let look = world.look();
    assert_eq!(rows(&look), ["remove Anna", "add Carl"], "as if the rule were not there");
    assert_eq!(change(&look, "anna").reason.code, ReasonCode::NoLongerMatches, "with the reason");
    let warning = &look.warnings[0];
    let told = (warning.code, &*warning.params["rule"], &*warning.params["group"]);
    assert_eq!(told, (WarningCode::RuleLeftOut, "Staff", "Staff"), "and it says what it looked past");
}

#[test]
fn a_look_can_never_be_applied_nor_taken_for_the_plan() {
    let world = denied(Part::Groups);
    let mut gone = world.clone();
    gone.directory.groups.clear();
    let look = gone.look();
    assert!(look.is_look() && look.blocked() && !look.can_be_allowed(), "{:?}", warned(&look));
    assert!(!look.complete, "not everything was read");
    gone.config.rules.rules[0].enabled = false;
    let by_hand = gone.plan();
    assert_eq!(rows(&look), rows(&by_hand), "the same rows as with the rule switched off");
    assert_ne!(look.hash, by_hand.hash, "yet another plan");
}

#[test]
fn with_every_group_known_a_look_is_the_plan() {
    let world = world();
    let (plan, look) = (world.plan(), world.look());
    assert_eq!(plan.hash, look.hash, "nothing was left out");
    assert!(!look.is_look() && !look.blocked(), "and it can be applied");
}

#[test]
fn a_group_that_is_gone_is_no_reason_to_look_past_it() {
    let mut world = world();
    world.directory.groups.clear();
    let look = world.look();
    assert_eq!(warned(&look), [WarningCode::RuleGroupMissing], "the rule has to be mended");
    assert!(!look.is_look() && look.blocked(), "and it stays the plan that waits");
}
