//! People leave, stay away and come back.

use crate::world::{FABRIKAM, World, at, by_pattern, change, into, is, is_empty, rows, warned, why_not};
use rollcall_people::testing::{directory, employee, person};
use rollcall_people::{Field, License, Part, PartState, Person, ReasonCode, SkuId, Status};
use rollcall_plan::{Config, FieldMapping, Leavers, Mapping, Origin, OverrideKind, WarningCode, WhenEmpty};
use rollcall_rules::{Condition, Group, Rule, Then};

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

/// Only whom a rule takes is in, and Anna and Ben are.
fn only(condition: Condition, then: Then, before: [Person; 2]) -> World {
    World::of(before)
        .with_rule("Ours", condition, then)
        .configured(|c| c.rules.otherwise = Then::Skip)
        .then_applied()
}

/// Why Ben leaves, with what is told beside it.
fn why(world: &World) -> (ReasonCode, Vec<(String, String)>) {
    let reason = change(&world.plan(), "ben").reason.clone();
    (reason.code, reason.params.clone().into_iter().collect())
}

fn told<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

#[test]
fn someone_whose_account_is_disabled_leaves_for_that_reason() {
    let disabled = || [person("Anna"), person("Ben").disabled()];
    let skipped = two().with_rule("Disabled", is("kind", "disabled"), Then::Skip).then(disabled());
    let params = told([("kind", "disabled"), ("rule", "Disabled")]);
    assert_eq!(why(&skipped), (ReasonCode::AccountDisabled, params), "enabled before");
    assert_eq!(change(&skipped.plan(), "ben").rule.as_deref(), Some("Disabled"), "the rule is told as well");
    let enabled =
        only(Condition::new("accountEnabled", "is_true", ()), into("Team"), [person("Anna"), person("Ben")]);
    assert_eq!(why(&enabled.then(disabled())), (ReasonCode::AccountDisabled, vec![]), "no rule takes him");
    let long_ago = World::synced(disabled()).with_rule("Disabled", is("kind", "disabled"), Then::Skip);
    assert_eq!(why(&long_ago).0, ReasonCode::SkippedByRule, "he was disabled before: the rule is new");
    let both = two().with_rule("No Bens", is("displayName", "Ben"), Then::Skip).then(disabled());
    assert_eq!(why(&both).0, ReasonCode::SkippedByRule, "enabled, he would leave as well");
}

#[test]
fn a_leaver_is_told_what_changed_about_them() {
    let titled = |title| [person("Anna").with("jobTitle", "Clerk"), person("Ben").with("jobTitle", title)];
    let interns = World::synced(titled("Clerk")).with_rule("Interns", is("jobTitle", "Intern"), Then::Skip);
    let params = told([("attribute", "jobTitle"), ("from", "Clerk"), ("rule", "Interns"), ("to", "Intern")]);
    assert_eq!(
        why(&interns.then(titled("Intern"))),
        (ReasonCode::SkippedByRule, params),
        "into what is skipped"
    );
    let clerks = only(is("jobTitle", "Clerk"), into("Desk"), titled("Clerk"));
    let params = told([("attribute", "jobTitle"), ("from", "Clerk"), ("to", "")]);
    assert_eq!(why(&clerks.then(titled(""))), (ReasonCode::NoLongerMatches, params), "out of what is taken");
}

#[test]
fn what_another_mapping_wrote_says_nothing_of_what_was_before() {
    let interns = |city| {
        let placed = |name| person(name).with("city", city);
        [placed("Anna"), placed("Ben").with("jobTitle", "Intern")]
    };
    let unmapped = FieldMapping { from: Origin::Chain(vec![]), ..FieldMapping::from("") };
    let mapped = World::of(interns("Wien"))
        .configured(|c| c.mapping.set(Field::JobTitle, unmapped))
        .then_applied()
        .configured(|c| c.mapping = Mapping::default());
    let skipped = mapped.clone().with_rule("Interns", is("jobTitle", "Intern"), Then::Skip);
    let params = told([("rule", "Interns")]);
    assert_eq!(why(&skipped), (ReasonCode::SkippedByRule, params), "only the mapping is new");
    let filled = skipped.clone().configured(|c| drop(c.rules.rules.remove(0))).then_applied();
    let filled = filled.with_rule("Interns", is("jobTitle", "Intern"), Then::Skip);
    assert_eq!(why(&filled).1, told([("rule", "Interns")]), "an intern all along: the rule is new");
    let both = Group::All(vec![is("jobTitle", "Intern").into(), is("city", "Graz").into()]);
    let moved = mapped.configured(|c| c.rules.rules.insert(0, Rule::new("Graz", both, Then::Skip)));
    let params = told([("attribute", "city"), ("from", "Wien"), ("rule", "Graz"), ("to", "Graz")]);
    assert_eq!(why(&moved.then(interns("Graz"))).1, params, "what has the mapping it had is told");
}

#[test]
fn a_field_that_was_empty_at_the_last_sync_is_told_as_filled() {
    let titled = |title| [person("Anna"), person("Ben").with("jobTitle", title)];
    let interns = World::synced(titled("")).with_rule("Interns", is("jobTitle", "Intern"), Then::Skip);
    let params = told([("attribute", "jobTitle"), ("from", ""), ("rule", "Interns"), ("to", "Intern")]);
    assert_eq!(why(&interns.then(titled("Intern"))).1, params, "from nothing");
}

#[test]
fn a_field_pointed_at_another_attribute_is_not_taken_for_that_one() {
    let placed = |city: &str| [person("Anna"), person("Ben").with("city", city).with("officeLocation", "R1")];
    let by_city = World::of(placed("Graz"))
        .configured(|c| c.mapping.set(Field::Office, FieldMapping::from("city")))
        .configured(|c| {
            c.mapping
                .set(Field::City, FieldMapping { from: Origin::Chain(vec![]), ..FieldMapping::from("") });
        })
        .then_applied();
    let rule = || Condition::new("officeLocation", "not_equals", "Graz");
    let pointed =
        by_city.clone().configured(|c| c.mapping.set(Field::Office, FieldMapping::from("officeLocation")));
    let leaves = |world: World| why(&world.with_rule("Not in Graz", rule(), Then::Skip)).1;
    assert_eq!(
        leaves(pointed.clone()),
        told([("rule", "Not in Graz")]),
        "he never was in an office called Graz"
    );
    let mut unknown = World::synced(placed("Graz")).then(placed("Wien"));
    unknown.in_force = None;
    let graz = || Condition::new("city", "not_equals", "Graz");
    assert_eq!(
        why(&unknown.clone().with_rule("Only Graz", graz(), Then::Skip)).1.len(),
        1,
        "nothing is told"
    );
    unknown.in_force = Some(unknown.config.clone());
    let known = why(&unknown.with_rule("Only Graz", graz(), Then::Skip)).1;
    assert!(
        known.contains(&("from".into(), "Graz".into())),
        "where it is known what made the record: {known:?}"
    );
}

#[test]
fn a_department_that_another_pattern_made_is_not_taken_for_that_attribute() {
    let placed = |department| {
        [person("Anna").in_department("IT"), person("Ben").in_department(department).with("city", "Graz")]
    };
    let filled = || Condition::new("department", "is_not_empty", ());
    let by_city = only(filled(), by_pattern("{city}", None), placed("IT"));
    let pattern = |c: &mut rollcall_plan::Config| c.rules.rules[0].then = by_pattern("{department}", None);
    let pointed = by_city.configured(pattern).then(placed(""));
    assert_eq!(why(&pointed).1, vec![], "he was in Graz, not in a department of that name");
}

#[test]
fn a_department_that_a_pattern_followed_is_known_from_the_record() {
    let placed = |department| [person("Anna").in_department("IT"), person("Ben").in_department(department)];
    let filled = || Condition::new("department", "is_not_empty", ());
    for pattern in ["{department}", "{companyName} / {department}"] {
        let world = only(filled(), by_pattern(pattern, None), placed("Sales")).then(placed(""));
        let params = told([("attribute", "department"), ("from", "Sales"), ("to", "")]);
        assert_eq!(why(&world), (ReasonCode::NoLongerMatches, params), "by {pattern}");
    }
    let mut moved = only(filled(), by_pattern("{department}", None), placed("Sales")).then(placed(""));
    moved.employee_mut("ben").department_by_hand = true;
    assert_eq!(why(&moved).1, vec![], "a department by hand says nothing of Microsoft 365's");
    let managed = |department| placed(department).map(|person| person.managed_by("Cleo"));
    let world = only(filled(), by_pattern("{manager}", None), managed("Sales")).then(managed(""));
    assert_eq!(why(&world).1, vec![], "nor does one that a manager's name made");
}

#[test]
fn a_department_that_something_else_may_have_given_says_nothing() {
    let intern = |department| [person("Anna"), person("Ben").in_department(department)];
    let interns = || is("department", "Interns");
    let skipped =
        |world: World| why(&world.with_rule("Interns", interns(), Then::Skip).then(intern("Interns"))).1;
    let alone = told([("rule", "Interns")]);
    assert_eq!(skipped(World::synced(intern(""))), alone, "nobody ever was in the default department there");
    let fixed = World::of(intern("IT")).with_rule("IT", is("department", "IT"), into("Sales")).then_applied();
    assert_eq!(skipped(fixed), alone, "a rule put him into Sales");
    let other = |c: &mut rollcall_plan::Config| {
        let who = Group::All(vec![Condition::new("city", "is_not_empty", ()).into()]);
        c.rules.rules.insert(0, Rule::new("By city", who, by_pattern("{city}", None)));
    };
    let placed = |department| intern(department).map(|person| person.with("city", "Graz"));
    let by_city = World::of(placed("IT")).configured(other).then_applied();
    let gone =
        by_city.with_rule("Interns", interns(), Then::Skip).configured(|c| c.rules.rules.rotate_right(1));
    assert_eq!(why(&gone.then(intern("Interns"))).1, alone, "he was in Graz by another pattern");
    let moved = World::synced(intern("Sales"));
    let params =
        told([("attribute", "department"), ("from", "Sales"), ("rule", "Interns"), ("to", "Interns")]);
    assert_eq!(skipped(moved), params, "only Microsoft 365 can have said so");
}

#[test]
fn where_nothing_is_known_of_before_the_missing_condition_is_told() {
    let placed =
        |department| [person("Anna").in_department("Sales"), person("Ben").in_department(department)];
    let sales = only(is("department", "Sales"), into("Field / EMEA"), placed("Sales"));
    let params = told([("attribute", "department"), ("to", "")]);
    assert_eq!(why(&sales.then(placed(""))), (ReasonCode::NoLongerMatches, params), "it is empty");
    let edited = two().configured(|c| c.rules.otherwise = Then::Skip);
    assert_eq!(why(&edited), (ReasonCode::NoLongerMatches, vec![]), "only the rules changed");
}

/// Only whom the condition about the group takes is in; then its members become others.
fn grouped(condition: Condition, before: &[&str], after: &[&str]) -> World {
    let with = |members| directory([person("Anna"), person("Ben")]).with_group("Team", members);
    let mut world = World::of([]).with_rule("Ours", condition, into("Ours"));
    world.config.rules.otherwise = Then::Skip;
    world.directory = with(before);
    let mut world = world.then_applied();
    world.directory = with(after);
    world
}

#[test]
fn only_whom_a_group_lacks_is_told_the_group() {
    for field in ["memberOf", "memberOfNested"] {
        let asks = |op| Condition::new(field, op, "Team");
        let out = grouped(asks("member_of"), &["anna", "ben"], &["anna"]);
        let params = told([("group", "Team")]);
        assert_eq!(why(&out), (ReasonCode::NoLongerMatches, params), "no member any more by {field}");
        let joined = grouped(asks("not_member_of"), &[], &["ben"]);
        assert_eq!(why(&joined), (ReasonCode::NoLongerMatches, vec![]), "he is in it by {field}");
    }
}

#[test]
fn neither_managers_nor_licences_are_told() {
    let managed = |name| [person("Anna").managed_by("Cleo"), person("Ben").managed_by(name)];
    let clerks = only(is("manager", "Cleo"), into("Desk"), managed("Cleo")).then(managed("Dora"));
    assert_eq!(why(&clerks), (ReasonCode::NoLongerMatches, vec![]), "Dora may be erased one day");
    let licensed = |license: &str| {
        let mut ben = person("Ben");
        ben.licenses = vec![License { sku_id: SkuId::new("sku-2"), part_number: Some(license.into()) }];
        [person("Anna"), ben]
    };
    let office = only(is("assignedLicenses", "SPB"), into("Desk"), licensed("SPB")).then(licensed("EMS"));
    assert_eq!(why(&office), (ReasonCode::NoLongerMatches, vec![]), "ids say nothing to people");
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

#[test]
fn whoever_stays_is_told_why_where_it_is_not_for_want_of_a_difference() {
    let why = |world: &World| {
        let plan = world.plan();
        assert_eq!((rows(&plan), plan.unchanged), (vec![], 2), "both stay");
        let why = |name| plan.why_staying(world.employee(name).id).map(|reason| reason.code);
        assert_eq!(why("anna"), None, "nothing is told of Anna, who is there");
        why("ben")
    };
    let gone = || two().then([person("Anna")]);
    let kept = gone().configured(|c| c.policies.leavers = Leavers::Keep);
    assert_eq!(why(&kept), Some(ReasonCode::KeptAlthoughGone), "the policy");
    let mut paused = gone();
    paused.employee_mut("ben").status = Status::Paused;
    assert_eq!(why(&paused), Some(ReasonCode::PausedAndGone), "paused, and gone as well");
    let half = |mut world: World| {
        world.directory.incomplete.insert(Part::Users, PartState::Failed);
        world
    };
    assert_eq!(why(&half(gone())), Some(ReasonCode::RemovalWithheld), "nobody leaves now");
    assert_eq!(why(&half(kept)), None, "whether Ben is gone is not known, and he stays anyhow");
    assert_eq!(why(&half(paused)), None, "nor of a paused person");
    let skipped = two().with_rule("No Bens", is("displayName", "Ben"), Then::Skip);
    assert_eq!(why(&half(skipped)), Some(ReasonCode::RemovalWithheld), "whoever sends him away");
    let broken = two().with_rule("Bens", Condition::new("displayName", "matches", "(Ben"), into("Bens"));
    let plan = broken.plan();
    let reason = plan.why_staying(broken.employee("ben").id).unwrap();
    assert_eq!((reason.code, reason.params["rule"].as_str()), (ReasonCode::RuleBroken, "Bens"), "by name");
}

#[test]
fn what_changed_is_told_with_the_sync_that_still_found_it_as_it_was() {
    let titled = |title| [person("Anna"), person("Ben").with("jobTitle", title)];
    let mut interns =
        World::synced(titled("Clerk")).with_rule("Interns", is("jobTitle", "Intern"), Then::Skip);
    interns.compared_at = Some(at("2026-11-18T03:00:00Z"));
    let since = |world: &World| change(&world.plan(), "ben").reason.params.get("since").cloned();
    let gone = interns.clone().then(titled("Intern"));
    assert_eq!(since(&gone).as_deref(), Some("2026-11-18T03:00:00Z"), "a clerk at that sync");
    let by_rule = interns.clone().with_rule("Clerks", is("jobTitle", "Clerk"), Then::Skip);
    assert_eq!(since(&by_rule), None, "nothing of Ben changed: the rule is new");
    let keeps = |config: &mut Config| {
        let mut title = config.mapping.get(Field::JobTitle).unwrap().clone();
        title.when_empty = WhenEmpty::Keep;
        config.mapping.set(Field::JobTitle, title);
    };
    let interns_leave = is("jobTitle", "Intern");
    let mut kept = World::of(titled("Clerk")).configured(keeps).then_applied();
    kept.compared_at = interns.compared_at;
    let kept = kept.with_rule("Interns", interns_leave, Then::Skip).then(titled("Intern"));
    let undated = told([("attribute", "jobTitle"), ("from", "Clerk"), ("rule", "Interns"), ("to", "Intern")]);
    assert_eq!(why(&kept).1, undated, "a clerk once: it may have been empty there for long, and kept here");
    interns.compared_at = None;
    assert_eq!(since(&interns.then(titled("Intern"))), None, "no such sync is known");
}

#[test]
fn a_plan_compares_everybody_unless_it_leaves_somebody_of_the_list_as_they_were() {
    let compares = |world: &World| world.plan().compares_everybody();
    let moved = || two().then([person("Anna"), person("Ben").with("jobTitle", "Intern")]);
    assert!(compares(&two()) && compares(&moved()) && compares(&two().then([])), "whatever it does");
    assert!(!compares(&moved().skipping("ben")), "but for those left out by hand");
    let kept = two().then([person("Anna")]).configured(|c| c.policies.leavers = Leavers::Keep);
    assert!(!compares(&kept), "those kept although they are gone");
    let mut half = moved();
    half.directory.incomplete.insert(Part::Users, PartState::Failed);
    assert!(!compares(&half), "those who stay because not all was read");
    let broken = moved().with_rule("Bens", Condition::new("displayName", "matches", "(Ben"), into("Bens"));
    assert!(!compares(&broken), "and those whose rule is broken");
    let mut paused = moved();
    paused.employee_mut("ben").status = Status::Paused;
    assert!(compares(&paused), "whoever is paused cannot leave");
}
