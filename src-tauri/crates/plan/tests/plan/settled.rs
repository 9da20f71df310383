//! Plans that change nothing can be kept, and are then what planning again would give.

use crate::world::{CONTOSO, FABRIKAM, World, at, into, rows};
use rollcall_people::ConnectionId;
use rollcall_people::testing::{id, person};
use rollcall_plan::{Plan, Settled};
use rollcall_rules::Condition;
use std::collections::BTreeMap;

/// What is kept of the world's plan, through the form in which it is stored.
fn settled(world: &World) -> Option<Settled> {
    let names: BTreeMap<_, _> =
        [(ConnectionId(CONTOSO), "Contoso".to_owned()), (ConnectionId(FABRIKAM), "Fabrikam".to_owned())]
            .into();
    let settled = Settled::of(&world.plan(), &world.inputs(&names))?;
    serde_json::from_str(&serde_json::to_string(&settled).unwrap()).unwrap()
}

fn again(world: &World) -> Option<Plan> {
    settled(world)?.plan(world.now.date_naive())
}

#[test]
fn a_kept_plan_is_the_plan() {
    let guest = person("Gus").guest();
    let twins = [person("Anna").at("a@contoso.com"), person("Ben").at("a@contoso.com")];
    let world = World::of(twins.into_iter().chain([guest])).then_applied();
    let (plan, kept) = (world.plan(), again(&world).unwrap());
    assert_eq!((kept.hash, kept.guard, kept.complete), (plan.hash, plan.guard, plan.complete), "the same");
    assert_eq!(kept.not_imported, plan.not_imported, "the guest with the reason");
    assert_eq!((kept.unchanged, kept.warnings.len()), (2, 1), "and what the admin should know");
    assert_eq!(kept.warnings, plan.warnings, "word by word");
}

#[test]
fn what_additions_and_updates_leave_behind_is_known_before() {
    let names = BTreeMap::new();
    let world = World::synced([person("Anna"), person("Ben")]).then([
        person("Anna").with("city", "Graz"),
        person("Ben"),
        person("Cleo"),
        person("Gus").guest(),
    ]);
    let foretold = Settled::after(&world.plan(), &world.inputs(&names));
    assert!(foretold.is_some(), "an update, an addition and a guest: {:?}", rows(&world.plan()));
    let next = world.clone().then_applied();
    assert_eq!(foretold, Settled::of(&next.plan(), &next.inputs(&names)), "as planning again says");
    let gone = World::synced([person("Anna"), person("Ben")]).then([person("Anna")]);
    assert_eq!(Settled::after(&gone.plan(), &gone.inputs(&names)), None, "not where somebody leaves");
}

#[test]
fn a_plan_with_something_to_do_is_not_kept() {
    assert!(settled(&World::of([person("Anna")])).is_none(), "somebody comes in");
    let mut world = World::synced([person("Anna")]);
    world.skip.insert(id("anna"));
    assert!(settled(&world).is_none(), "who is left out today is not left out tomorrow");
}

#[test]
fn only_rules_that_ask_for_today_tie_a_plan_to_its_day() {
    let tomorrow = at("2026-11-22T03:00:00Z").date_naive();
    let world = World::synced([person("Anna").with("employeeHireDate", "2026-11-20T00:00:00Z")]);
    assert!(settled(&world).unwrap().plan(tomorrow).is_some(), "nothing here grows older");
    let new = Condition::new("employeeHireDate", "in_last_days", "30");
    let world = world.with_rule("New", new, into("New")).then_applied();
    assert!(again(&world).is_some(), "today it holds: {:?}", rows(&world.plan()));
    assert!(settled(&world).unwrap().plan(tomorrow).is_none(), "tomorrow somebody may be new no more");
}
