//! People leave, stay away and come back.

use crate::world::{FABRIKAM, World, change, is, is_empty, rows, warned, why_not};
use rollcall_people::testing::{employee, person};
use rollcall_people::{Part, PartState, ReasonCode, Status};
use rollcall_plan::{Leavers, OverrideKind, WarningCode};
use rollcall_rules::Then;

fn two() -> World {
    World::synced([person("Anna"), person("Ben")])
}

#[test]
fn someone_deleted_in_microsoft_365_is_archived() {
    let plan = two().then([person("Anna")]).plan();
    assert_eq!(rows(&plan), ["remove Ben"], "Ben is gone");
    assert_eq!(change(&plan, "ben").reason.code, ReasonCode::GoneFromDirectory, "for this reason");
    assert_eq!(change(&plan, "ben").differences, [], "the record is kept as it is");
}

#[test]
fn someone_the_rules_no_longer_import_leaves() {
    let skipped = two().with_rule("No Bens", is("displayName", "Ben"), Then::Skip).plan();
    assert_eq!(change(&skipped, "ben").reason.code, ReasonCode::SkippedByRule, "a rule skips him");
    assert_eq!(change(&skipped, "ben").rule.as_deref(), Some("No Bens"), "this one");
    let unmatched = two().configured(|c| c.rules.otherwise = Then::Skip).plan();
    assert_eq!(
        change(&unmatched, "ben").reason.code,
        ReasonCode::NoLongerMatches,
        "no rule takes him any more"
    );
    let never = two().manually("ben", OverrideKind::Never, "").plan();
    assert_eq!(change(&never, "ben").reason.code, ReasonCode::NeverImport, "by hand");
    let homeless = two().then([person("Anna"), person("Ben").without_address()]).plan();
    assert_eq!(
        change(&homeless, "ben").reason.code,
        ReasonCode::NoAddress,
        "nobody is in without an address"
    );
}

#[test]
fn leavers_may_be_kept_but_not_those_the_rules_send_away() {
    let keep = |world: World| world.configured(|c| c.policies.leavers = Leavers::Keep);
    let plan = keep(two()).then([person("Anna")]).plan();
    assert!(is_empty(&plan), "Ben stays active: {:?}", rows(&plan));
    assert_eq!(plan.unchanged, 2, "and is counted");
    let skipped = keep(two()).with_rule("No Bens", is("displayName", "Ben"), Then::Skip).plan();
    assert_eq!(rows(&skipped), ["remove Ben"], "the policy is about people gone from Microsoft 365");
    let never = keep(two()).then([person("Anna")]).manually("ben", OverrideKind::Never, "").plan();
    assert_eq!(rows(&never), ["remove Ben"], "never is never");
}

#[test]
fn nobody_leaves_while_users_are_incomplete() {
    let mut world = two().with_rule("No Annas", is("displayName", "Anna"), Then::Skip).then([person("Anna")]);
    world.directory.incomplete.insert(Part::Users, PartState::Failed);
    let plan = world.plan();
    assert!(is_empty(&plan), "neither the missing nor the skipped: {:?}", rows(&plan));
    assert!(!plan.complete, "the plan says so");
    assert_eq!(warned(&plan), [WarningCode::Incomplete], "in words too");
}

#[test]
fn nobody_leaves_because_the_tenants_domains_are_unknown() {
    let mut world = two();
    world.directory.verified_domains.clear();
    let plan = world.plan();
    assert!(is_empty(&plan) && !plan.complete, "no address counts, which says nothing: {:?}", rows(&plan));
    assert_eq!(warned(&plan), [WarningCode::DomainsUnknown], "and what to do about it");
    world.employees.clear();
    assert_eq!(
        why_not(&world.plan(), "ben"),
        ReasonCode::DomainsUnknown,
        "newcomers wait for the same reason"
    );
    let chosen = world.configured(|c| c.policies.allowed_domains = Some(vec!["contoso.com".into()])).plan();
    assert!(chosen.complete && warned(&chosen).is_empty(), "domains chosen by hand need no others");
    assert_eq!(rows(&chosen), ["add Anna", "add Ben"], "and count");
}

#[test]
fn someone_who_comes_back_is_restored() {
    let away = two().then([person("Anna")]).then_applied();
    assert_eq!(away.employee("ben").status, Status::Archived, "Ben was archived");
    assert!(is_empty(&away.plan()), "and stays so");
    let back = away.then([person("Anna"), person("Ben").with("city", "Graz")]);
    let plan = back.plan();
    assert_eq!(rows(&plan), ["restore Ben"], "the same record, no new person");
    assert_eq!(change(&plan, "ben").reason.code, ReasonCode::CameBack, "for this reason");
    assert_eq!(change(&plan, "ben").differences.len(), 1, "with what changed meanwhile");
    assert!(is_empty(&back.then_applied().plan()), "once");
}

#[test]
fn someone_archived_by_hand_stays_archived() {
    let world = World::of([person("Anna")])
        .with([employee(7, "Anna").known_as("anna").owned_by(1).archived_by_hand()]);
    assert!(is_empty(&world.plan()), "sync does not know better");
    assert_eq!(why_not(&world.plan(), "anna"), ReasonCode::ArchivedByHand, "for this reason");
}

#[test]
fn a_connection_removes_only_what_it_owns() {
    let strangers = [
        employee(1, "Lea"),
        employee(2, "Fred").known_as("fred").owned_by(FABRIKAM),
        employee(3, "Kim").known_as("kim"),
        employee(4, "Old").known_as("old").owned_by(1).archived(),
    ];
    let plan = World::of([person("Anna")]).with(strangers).plan();
    assert_eq!(rows(&plan), ["add Anna"], "local, foreign, kept and archived records stay");
}
