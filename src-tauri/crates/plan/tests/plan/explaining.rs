//! Why one person lands where they land.

use crate::world::{CONTOSO, World, into, is};
use rollcall_people::testing::{employee, id, person};
use rollcall_people::{ConnectionId, ReasonCode};
use rollcall_plan::{ChangeKind, Explained, OverrideKind, explain};
use rollcall_rules::{Condition, Group, Then};
use std::collections::BTreeMap;

fn names() -> BTreeMap<ConnectionId, String> {
    [(ConnectionId(CONTOSO), "Contoso".to_owned())].into()
}

#[test]
fn an_explanation_has_the_rule_the_conditions_and_the_change() {
    let world = World::of([person("Anna").with("city", "Graz")]).with_rule(
        "South",
        is("city", "graz"),
        into("South"),
    );
    let names = names();
    let told = explain(&world.inputs(&names), &id("anna")).expect("she is there");
    assert_eq!((told.outcome, told.rule.as_deref()), (Explained::Import, Some("South")), "which rule");
    assert_eq!(told.departments[0].as_str(), "South", "where to");
    assert_eq!(told.conditions.len(), 2, "South's condition and the one of Guests");
    assert_eq!(told.change.map(|change| change.kind), Some(ChangeKind::Add), "what comes of it");
}

#[test]
fn an_explanation_names_the_record_that_somebody_is_recognised_as() {
    let names = names();
    let told = |world: &World| explain(&world.inputs(&names), &id("anna")).and_then(|told| told.change);
    let local = World::of([person("Anna")]).with([employee(7, "Anna")]);
    let change = told(&local).expect("she would be linked");
    assert_eq!((change.kind, change.employee.map(|id| id.0)), (ChangeKind::Link, Some(7)), "by her address");
    let synced = local.then_applied();
    assert!(told(&synced).is_none(), "a record that is as it should be changes no more");
    let moved = synced.then([person("Anna").with("city", "Graz")]);
    let change = told(&moved).expect("she would be updated");
    assert_eq!((change.kind, change.employee.map(|id| id.0)), (ChangeKind::Update, Some(7)), "by her id");
}

#[test]
fn whoever_is_skipped_for_their_kind_alone_is_told_which() {
    let guest = || person("Guy").guest().with("city", "Graz");
    let kind = |world: &World| {
        let names = names();
        let reason = explain(&world.inputs(&names), &id("guy")).unwrap().reason;
        assert_eq!(reason.code, ReasonCode::SkippedByRule, "by a rule in any case");
        reason.params.get("kind").cloned()
    };
    assert_eq!(kind(&World::of([guest()])), Some("guest".into()), "the rule of a new connection");
    let place = World::of([guest()]).with_rule("Graz", is("city", "Graz"), Then::Skip);
    assert_eq!(kind(&place), None, "that rule is about something else");
    let with = |other: Condition| {
        let mut world = World::of([guest()]).with_rule("Guests in Graz", is("kind", "guest"), Then::Skip);
        let rule = &mut world.config.rules.rules[0];
        rule.who = Group::All(vec![is("kind", "guest").into(), other.into()]);
        world
    };
    assert_eq!(kind(&with(is("city", "Graz"))), None, "the kind is half of it");
    let off = Condition { enabled: false, ..is("city", "Wien") };
    assert_eq!(kind(&with(off)), Some("guest".into()), "what is turned off is no part of it");
}

#[test]
fn skipped_and_left_out_are_told_apart() {
    let world = World::of([person("Guy").guest(), person("Nil").without_address(), person("Ben")]);
    let world = world.manually("ben", OverrideKind::Never, "");
    let names = names();
    let told = |name: &str| explain(&world.inputs(&names), &id(name)).map(|e| (e.outcome, e.reason.code));
    assert_eq!(told("guy"), Some((Explained::Skip, ReasonCode::SkippedByRule)), "by a rule");
    assert_eq!(told("nil"), Some((Explained::NotImported, ReasonCode::NoAddress)), "for want of an address");
    assert_eq!(told("ben"), Some((Explained::NotImported, ReasonCode::NeverImport)), "by hand");
    assert_eq!(told("zoe"), None, "nobody knows her");
}
