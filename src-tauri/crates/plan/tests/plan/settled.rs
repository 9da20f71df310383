//! Plans that change nothing can be kept, and are then what planning again would give.

use crate::world::{CONTOSO, FABRIKAM, World, at, into, is, rows, warned, why_not};
use rollcall_people::testing::{employee, id, person};
use rollcall_people::{ConnectionId, ReasonCode};
use rollcall_plan::{Leavers, Plan, Settled, WarningCode};
use rollcall_rules::{Condition, Then};
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

/// What this world's plan foretells of the next one, which is made as well and has to be the same.
fn foretold(world: &World) -> Option<Plan> {
    let names = BTreeMap::new();
    let foretold = Settled::after(&world.plan(), &world.inputs(&names))?;
    let next = world.clone().then_applied();
    assert_eq!(Some(&foretold), Settled::of(&next.plan(), &next.inputs(&names)).as_ref(), "as planning says");
    foretold.plan(world.now.date_naive())
}

#[test]
fn what_additions_and_updates_leave_behind_is_known_before() {
    let world = World::synced([person("Anna"), person("Ben")]).then([
        person("Anna").with("city", "Graz"),
        person("Ben"),
        person("Cleo"),
        person("Gus").guest(),
    ]);
    let next = foretold(&world).unwrap();
    assert_eq!((next.unchanged, next.not_imported.len()), (3, 1), "Cleo is in, the guest is not");
}

#[test]
fn what_leavers_leave_behind_is_known_before() {
    let two = || World::synced([person("Anna"), person("Ben")]);
    let gone = foretold(&two().then([person("Anna")])).unwrap();
    assert_eq!((gone.unchanged, gone.not_imported.len()), (1, 0), "Ben is of no concern any more");
    let sent = foretold(&two().with_rule("No Bens", is("displayName", "Ben"), Then::Skip)).unwrap();
    assert_eq!(why_not(&sent, "ben"), ReasonCode::SkippedByRule, "he is there, and stays out");
    let unmatched = foretold(&two().configured(|c| c.rules.otherwise = Then::Skip)).unwrap();
    assert_eq!(why_not(&unmatched, "ben"), ReasonCode::NoRuleMatches, "who left matches no longer");
    assert_eq!((unmatched.unchanged, unmatched.guard.limit), (0, 5), "nobody is left");
}

#[test]
fn whoever_left_for_a_change_of_their_own_stays_out_for_a_plain_reason() {
    let rules = |world: World| world.with_rule("Interns", is("jobTitle", "Intern"), Then::Skip);
    let titled = |title| [person("Anna"), person("Ben").with("jobTitle", title)];
    let interns = rules(World::synced(titled("Clerk"))).then(titled("Intern"));
    assert_eq!(foretold(&interns).unwrap().not_imported.len(), 1, "Ben, by the rule");
    let disabled = || [person("Anna"), person("Ben").disabled()];
    let by_rule = World::synced([person("Anna"), person("Ben")]);
    let by_rule = by_rule.with_rule("Disabled", is("kind", "disabled"), Then::Skip).then(disabled());
    assert_eq!(foretold(&by_rule).unwrap().not_imported.len(), 1, "Ben, by that rule");
    let enabled = Condition::new("accountEnabled", "is_true", ());
    let by_none = World::of([person("Anna"), person("Ben")]).with_rule("Enabled", enabled, into("Team"));
    let by_none = by_none.configured(|c| c.rules.otherwise = Then::Skip).then_applied().then(disabled());
    assert_eq!(foretold(&by_none).unwrap().not_imported.len(), 1, "Ben, by no rule");
}

#[test]
fn what_returns_and_first_contacts_leave_behind_is_known_before() {
    let back = World::synced([person("Anna")]).then([]).then_applied().then([person("Anna")]);
    assert_eq!(rows(&back.plan()), ["restore Anna"]);
    assert_eq!(foretold(&back).unwrap().unchanged, 1, "Anna is back");
    let met = World::of([person("Anna")]).with([employee(7, "Anna")]);
    assert_eq!(rows(&met.plan()), ["link Anna"]);
    assert_eq!(foretold(&met).unwrap().unchanged, 1, "the record is the connection's");
}

#[test]
fn what_stays_open_is_not_foretold() {
    let twins = || [person("Anna").at("a@contoso.com"), person("Ben").at("a@contoso.com")];
    let shared = foretold(&World::of(twins())).unwrap();
    assert_eq!(warned(&shared), [WarningCode::SharedAddress], "a warning that stays, stays");
    let contested = World::of(twins()).with([employee(7, "Eve").reachable_at("a@contoso.com")]);
    assert!(foretold(&contested).is_none(), "a decision: {:?}", rows(&contested.plan()));
    let guest = World::of([person("Gus").at("a@contoso.com").guest()])
        .configured(|c| c.rules.rules.clear())
        .with([employee(7, "Eve").reachable_at("a@contoso.com")]);
    assert_eq!(warned(&guest.plan()), [WarningCode::GuestHasLocalAddress], "once the guest is in,");
    assert!(foretold(&guest).is_none(), "nobody is warned of it again");
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

#[test]
fn why_somebody_stays_who_is_gone_is_kept_with_the_plan() {
    let kept = World::synced([person("Anna"), person("Ben")])
        .configured(|config| config.policies.leavers = Leavers::Keep)
        .then([person("Anna")]);
    let ben = kept.employee("ben").id;
    let reason = |plan: &Plan| plan.why_staying(ben).map(|reason| reason.code);
    assert_eq!(reason(&again(&kept).unwrap()), Some(ReasonCode::KeptAlthoughGone), "of an unchanged day");
    let changed = kept.then([person("Anna").with("city", "Graz")]);
    assert_eq!(reason(&foretold(&changed).unwrap()), Some(ReasonCode::KeptAlthoughGone), "and of the next");
}
