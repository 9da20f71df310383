//! People come in, change and stay.

use crate::world::{CONTOSO, World, change, fields, is, is_empty, left_out, rows, warned, why_not};
use rollcall_people::testing::{department, id, person};
use rollcall_people::{Field, Part, PartState, ReasonCode};
use rollcall_plan::{OverrideKind, WarningCode};
use rollcall_rules::Then;

#[test]
fn a_first_sync_adds_everyone_but_guests() {
    let plan = World::of([person("Berta"), person("anna"), person("Guy").guest()]).plan();
    assert_eq!(rows(&plan), ["add anna", "add Berta"], "sorted by name whatever its case");
    assert_eq!(change(&plan, "anna").reason.code, ReasonCode::EveryoneElse, "the last line took her");
    assert_eq!(left_out(&plan, "guy").reason.params["rule"], "Guests", "the rule that skips is named");
    assert_eq!(plan.new_departments.len(), 1, "Main does not exist yet");
    assert!(plan.complete && !plan.blocked(), "everything was read, nothing is broken");
}

#[test]
fn second_sync_changes_nothing() {
    let world = World::synced([person("Anna").in_department("Sales"), person("Berta").managed_by("anna")]);
    let plan = world.plan();
    assert!(is_empty(&plan), "everything was applied: {:?}", rows(&plan));
    assert_eq!(plan.unchanged, 2, "both are as they should be");
}

#[test]
fn an_added_person_shows_every_value_that_is_not_empty() {
    let anna = person("Anna").with("jobTitle", "Clerk").with_aliases(&["a@contoso.com"]);
    let plan = World::of([anna]).plan();
    let expected = [
        "display_name: - -> Anna",
        "email: - -> anna@contoso.com",
        "aliases: - -> a@contoso.com",
        "job_title: - -> Clerk",
        "kind: - -> person",
        "department: - -> Main",
    ];
    assert_eq!(fields(change(&plan, "anna")), expected, "in the order of the columns");
}

#[test]
fn a_renamed_person_is_the_same_person() {
    let world = World::synced([person("Anna").with("surname", "Berg")]);
    let married =
        person("Anna").with("surname", "Tal").with("displayName", "Anna Tal").at("anna.tal@contoso.com");
    let plan = world.then([married]).plan();
    assert_eq!(rows(&plan), ["update Anna Tal"], "the object id is the identity");
    let expected = [
        "display_name: Anna -> Anna Tal",
        "surname: Berg -> Tal",
        "email: anna@contoso.com -> anna.tal@contoso.com",
    ];
    assert_eq!(fields(change(&plan, "anna")), expected, "old and new, field by field");
    let reason = &change(&plan, "anna").reason;
    assert_eq!(reason.params["fields"], "display_name, surname, email", "the reason says what changed");
}

#[test]
fn an_address_in_another_case_is_no_change() {
    let world = World::synced([person("Anna").with_aliases(&["a@contoso.com", "b@contoso.com"])]);
    let shouting = person("Anna").at("ANNA@Contoso.COM").with_aliases(&["B@contoso.com", "A@contoso.com"]);
    let plan = world.then([shouting]).plan();
    assert!(is_empty(&plan), "spelling and order of addresses mean nothing: {:?}", rows(&plan));
}

#[test]
fn a_name_in_another_case_is_a_change() {
    let world = World::synced([person("Anna").with("surname", "mcdonald")]);
    let plan = world.then([person("Anna").with("surname", "McDonald")]).plan();
    let expected = ["surname: mcdonald -> McDonald"];
    assert_eq!(fields(change(&plan, "anna")), expected, "how a name is written is what it is");
}

#[test]
fn a_move_to_another_department_has_a_reason_of_its_own() {
    let world = World::synced([person("Anna").in_department("Sales")]);
    let plan = world.then([person("Anna").in_department("Marketing")]).plan();
    assert_eq!(change(&plan, "anna").reason.code, ReasonCode::DepartmentChanged, "nothing else changed");
    assert_eq!(fields(change(&plan, "anna")), ["department: Sales -> Marketing"], "from where to where");
}

#[test]
fn a_renamed_manager_updates_those_managed() {
    let world = World::synced([person("Anna").managed_by("Berta"), person("Berta")]);
    let plan = world
        .then([person("Anna").managed_by("Berta"), person("Berta").with("displayName", "Berta B")])
        .plan();
    assert_eq!(
        fields(change(&plan, "anna")),
        ["manager: Berta -> Berta B"],
        "the directory knows the new name"
    );
}

#[test]
fn nobody_without_an_address_comes_in() {
    let foreign = person("Eve").at("eve@elsewhere.example");
    let initial = person("Ivo").at("ivo@contoso.onmicrosoft.com");
    let upn_only = person("Uli").with("mail", "uli@elsewhere.example");
    let plan = World::of([foreign, initial, upn_only, person("Nil").without_address()]).plan();
    assert_eq!(rows(&plan), ["add Uli"], "the first address that counts is taken");
    assert_eq!(change(&plan, "uli").record.email.as_str(), "uli@contoso.com", "here the user principal name");
    for name in ["eve", "ivo", "nil"] {
        assert_eq!(why_not(&plan, name), ReasonCode::NoAddress, "{name} has none that counts");
    }
    assert_eq!(
        left_out(&plan, "eve").reason.params["domains"],
        "contoso.com",
        "the reason says what would count"
    );
    assert_eq!(
        left_out(&plan, "eve").email.as_deref(),
        Some("eve@elsewhere.example"),
        "and which one there is"
    );
}

#[test]
fn allowed_domains_are_the_policys_choice() {
    let people = || [person("Eve").at("eve@elsewhere.example"), person("Ivo").at("ivo@x.onmicrosoft.com")];
    let allow = |domains: &[&str]| {
        let domains = domains.iter().map(|d| (*d).to_owned()).collect();
        rows(&World::of(people()).configured(|c| c.policies.allowed_domains = Some(domains)).plan())
    };
    assert_eq!(allow(&["Elsewhere.example"]), ["add Eve"], "a named domain counts, in any case");
    assert_eq!(allow(&["*"]), ["add Eve"], "any domain, but never the initial one");
    assert!(allow(&["other.example"]).is_empty(), "no other domain does");
}

#[test]
fn never_import_beats_the_rules() {
    let plan = World::of([person("Anna")]).manually("anna", OverrideKind::Never, "asked for it").plan();
    assert_eq!(why_not(&plan, "anna"), ReasonCode::NeverImport, "by hand");
    assert_eq!(left_out(&plan, "anna").reason.params["note"], "asked for it", "with the admin's note");
}

#[test]
fn always_import_beats_the_rules_but_never_replaces_an_address() {
    let people = || [person("Guy").guest(), person("Nil").guest().without_address()];
    let world = World::of(people());
    let plan =
        world.manually("guy", OverrideKind::Always, "").manually("nil", OverrideKind::Always, "").plan();
    assert_eq!(rows(&plan), ["add Guy"], "although guests are skipped");
    assert_eq!(change(&plan, "guy").reason.code, ReasonCode::AlwaysImport, "by hand");
    assert_eq!(why_not(&plan, "nil"), ReasonCode::NoAddress, "nobody can be imported without");
}

#[test]
fn everyone_else_may_be_left_out() {
    let world = World::of([person("Anna")]).configured(|c| c.rules.otherwise = Then::Skip);
    assert_eq!(why_not(&world.plan(), "anna"), ReasonCode::NoRuleMatches, "no rule took her");
}

#[test]
fn the_deciding_rule_is_named() {
    let world = World::of([person("Anna").with("city", "Graz")]);
    let plan = world.with_rule("South", is("city", "graz"), crate::world::into("South")).plan();
    assert_eq!(change(&plan, "anna").rule.as_deref(), Some("South"), "for the column");
    assert_eq!(change(&plan, "anna").reason.params["rule"], "South", "and in the reason");
}

#[test]
fn two_people_with_one_address_both_come_in_with_a_warning() {
    let plan =
        World::of([person("Anna").at("team@contoso.com"), person("Ben").at("TEAM@contoso.com")]).plan();
    assert_eq!(rows(&plan), ["add Anna", "add Ben"], "no merge, no swap");
    assert_eq!(warned(&plan), [WarningCode::SharedAddress], "but the admin should know");
    assert_eq!(plan.warnings[0].params["names"], "Anna, Ben", "whom it concerns");
}

#[test]
fn an_address_handed_over_is_two_updates_and_no_swap() {
    let world = World::synced([person("Anna"), person("Ben")]);
    let (anna, ben) = (person("Anna").at("ben@contoso.com"), person("Ben").at("anna@contoso.com"));
    let plan = world.then([anna, ben]).plan();
    assert_eq!(rows(&plan), ["update Anna", "update Ben"], "identity is not the address");
}

#[test]
fn one_bad_record_never_stops_the_others() {
    let world = World::of([person("Anna"), person("Anna"), person("Nobody").with_id(" ")]);
    let plan = world.plan();
    assert_eq!(rows(&plan), ["add Anna"], "everybody once");
    assert_eq!(warned(&plan), [WarningCode::BadRecord, WarningCode::BadRecord], "the others are reported");
}

#[test]
fn people_that_could_not_be_understood_stay_as_they_are() {
    let mut world = World::synced([person("Anna"), person("Ben")]).then([person("Ben")]);
    for name in ["anna", "zoe"] {
        world.directory.incomplete.insert(Part::User(id(name)), PartState::Failed);
    }
    let plan = world.plan();
    assert!(is_empty(&plan), "Anna is there, only unreadable: {:?}", rows(&plan));
    assert_eq!(why_not(&plan, "zoe"), ReasonCode::BadRecord, "a newcomer waits");
    assert_eq!(plan.unchanged, 2, "Anna and Ben");
    let passed: Vec<_> = plan.passed_over.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(passed, ["Anna", id("zoe").as_str()], "both are told, by name where the list knows it");
}

#[test]
fn skip_this_time_leaves_rows_out_and_warns_of_strangers() {
    let world = World::synced([person("Anna"), person("Ben")]);
    let world = world.then([person("Anna").with("city", "Graz"), person("Cleo")]);
    let plan = world.skipping("anna").skipping("ben").skipping("cleo").skipping("nobody").plan();
    assert!(is_empty(&plan), "an update, a removal and an add are left out: {:?}", rows(&plan));
    assert_eq!((plan.unchanged, plan.guard.removals), (2, 0), "they stay, and the guard does not count them");
    assert_eq!(why_not(&plan, "cleo"), ReasonCode::SkippedThisTime, "the newcomer waits");
    let mut passed: Vec<_> = plan.passed_over.iter().map(|person| person.name.as_str()).collect();
    passed.sort_unstable();
    assert_eq!(passed, ["Anna", "Ben", "Cleo"], "the run will tell who they were");
    assert_eq!(warned(&plan), [WarningCode::SkipNotInPlan], "nobody is nobody");
}

#[test]
fn paused_people_are_not_touched() {
    let mut world = World::synced([person("Anna"), person("Ben")]);
    for name in ["anna", "ben"] {
        world.employee_mut(name).status = rollcall_people::Status::Paused;
    }
    let plan = world.then([person("Anna").with("city", "Graz")]).plan();
    assert!(is_empty(&plan), "neither updated nor removed: {:?}", rows(&plan));
    assert_eq!(plan.unchanged, 2, "both are counted as they are");
}

#[test]
fn pinned_fields_and_notes_survive() {
    let mut world = World::synced([person("Anna").with("jobTitle", "Clerk")]);
    let anna = world.employee_mut("anna");
    anna.record.fields.set(Field::JobTitle, Some("Queen"));
    anna.pinned.insert(Field::JobTitle);
    anna.record.fields.set(Field::Note, Some("likes tea"));
    assert!(is_empty(&world.plan()), "what was edited by hand is left alone");
    let world = world.then([person("Anna").with("jobTitle", "Boss").with("city", "Graz")]).then_applied();
    let fields = &world.employee("anna").record.fields;
    assert_eq!(fields.get(Field::JobTitle), Some("Queen"), "also while other fields change");
    assert_eq!(
        (fields.get(Field::City), fields.get(Field::Note)),
        (Some("Graz"), Some("likes tea")),
        "the rest"
    );
    assert_eq!(
        world.employee("anna").owner,
        rollcall_people::Owner::Connection(rollcall_people::ConnectionId(CONTOSO)),
        "still ours"
    );
}

#[test]
fn departments_set_by_hand_are_left_alone_and_nothing_else() {
    let in_sales = || person("Anna").in_department("Sales");
    let mut world = World::synced([in_sales()]);
    let anna = world.employee_mut("anna");
    anna.record.departments = vec![department("Board")];
    assert!(!is_empty(&world.plan()), "the rules would move her back");
    world.employee_mut("anna").department_by_hand = true;
    assert!(is_empty(&world.plan()), "unless it was meant");
    let moved = world.then([person("Anna").in_department("Legal").with("city", "Graz")]);
    let plan = moved.plan();
    assert!(plan.new_departments.is_empty(), "nobody goes there: {:?}", plan.new_departments);
    let mut world = moved.then_applied();
    let record = &world.employee("anna").record;
    assert_eq!(record.departments, [department("Board")], "where she was put");
    assert_eq!(record.fields.get(Field::City), Some("Graz"), "everything else follows");
    world.employee_mut("anna").department_by_hand = false;
    assert!(!is_empty(&world.plan()), "given back to the rules");
}

#[test]
fn what_was_edited_by_hand_survives_leaving_and_coming_back() {
    let ben = || person("Ben");
    let mut world = World::synced([person("Anna").with("jobTitle", "Clerk"), ben()]);
    let anna = world.employee_mut("anna");
    anna.record.fields.set(Field::JobTitle, Some("Queen"));
    anna.pinned.insert(Field::JobTitle);
    anna.record.fields.set(Field::Note, Some("likes tea"));
    let number = anna.id;
    let world = world.then([ben()]).then_applied();
    assert_eq!(world.employee("anna").status, rollcall_people::Status::Archived, "she left");
    let world = world.then([person("Anna").with("jobTitle", "Boss"), ben()]).then_applied();
    let anna = world.employee("anna");
    assert_eq!((anna.status, anna.id), (rollcall_people::Status::Active, number), "the same record is back");
    let kept = (anna.record.fields.get(Field::JobTitle), anna.record.fields.get(Field::Note));
    assert_eq!(kept, (Some("Queen"), Some("likes tea")), "as the admin left it");
    assert!(is_empty(&world.plan()), "and stays so: {:?}", rows(&world.plan()));
}
