//! First contact: local records, other connections, guests.

use crate::world::{FABRIKAM, World, change, fields, is_empty, rows, warned, why_not};
use rollcall_people::testing::{email, employee, person};
use rollcall_people::{Employee, Field, Person, ReasonCode, Status};
use rollcall_plan::{DepartmentPolicy, ExistingPeople, WarningCode};
use rollcall_rules::Then;

fn meeting(person: Person, employees: impl IntoIterator<Item = Employee>) -> World {
    World::of([person]).with(employees)
}

fn with_alias(mut employee: Employee, alias: &str) -> Employee {
    employee.record.aliases.push(email(alias));
    employee
}

#[test]
fn a_local_record_with_the_same_address_is_linked() {
    let world = meeting(person("Anna").at("ANNA@contoso.com"), [employee(7, "Anna")]);
    let plan = world.plan();
    assert_eq!(rows(&plan), ["link Anna"], "whatever the case of the address");
    assert_eq!(change(&plan, "anna").reason.code, ReasonCode::SameEmail, "for this reason");
    assert_eq!(change(&plan, "anna").employee.map(|id| id.0), Some(7), "the record that was there");
    assert!(is_empty(&world.then_applied().plan()), "the second sync changes nothing");
}

#[test]
fn aliases_recognise_people_on_both_sides() {
    let by_theirs = person("Anna").with_aliases(&["old@contoso.com"]);
    let plan = meeting(by_theirs, [employee(7, "Ann").reachable_at("old@contoso.com")]).plan();
    assert_eq!(rows(&plan), ["link Anna"], "their alias is our address");
    let ours = with_alias(employee(7, "Ann").reachable_at("ann@contoso.com"), "anna@contoso.com");
    let plan = meeting(person("Anna"), [ours]).plan();
    assert_eq!(rows(&plan), ["link Anna"], "our alias is their address");
}

#[test]
fn plus_addressing_is_somebody_else() {
    let plan = meeting(person("Anna").at("anna+x@contoso.com"), [employee(7, "Anna")]).plan();
    assert_eq!(rows(&plan), ["add Anna"], "mail systems differ on it");
}

#[test]
fn two_candidates_are_a_conflict() {
    let candidates = [employee(1, "Anna"), with_alias(employee(2, "Annika"), "anna@contoso.com")];
    let plan = meeting(person("Anna"), candidates).plan();
    assert_eq!(rows(&plan), ["conflict Anna"], "nobody guesses");
    let reason = &change(&plan, "anna").reason;
    assert_eq!(reason.params["names"], "Anna, Annika", "the admin decides between them");
    assert_eq!(plan.writes().count(), 0, "and nothing is written until then");
    assert!(plan.new_departments.is_empty(), "nor created");
}

#[test]
fn a_record_that_two_people_claim_goes_to_its_primary_address() {
    let alias_only = person("Ben").with_aliases(&["anna@contoso.com"]);
    let world = World::of([person("Anna"), alias_only]).with([employee(7, "Anna")]);
    assert_eq!(rows(&world.plan()), ["add Ben", "link Anna"], "an alias weighs less");
    let both = World::of([person("Anna"), person("Ben").at("anna@contoso.com")]).with([employee(7, "Anna")]);
    assert_eq!(rows(&both.plan()), ["conflict Anna", "conflict Ben"], "equal claims are a conflict");
}

#[test]
fn a_conflict_is_not_decided_by_elimination() {
    let torn = person("Cleo").with_aliases(&["anna@contoso.com"]);
    let world = World::of([person("Anna"), torn]).with([employee(1, "Anna"), employee(2, "Cleo")]);
    assert_eq!(rows(&world.plan()), ["conflict Anna", "conflict Cleo"], "either record may be Cleo's");
    assert_eq!(rows(&world.then_applied().plan()).len(), 2, "and it stays so until somebody decides");
}

#[test]
fn archived_and_known_records_are_not_found_by_address() {
    let plan = meeting(person("Anna"), [employee(7, "Anna").archived()]).plan();
    assert_eq!(rows(&plan), ["add Anna"], "archived records are history");
    let reassigned = employee(7, "Anna").known_as("former-anna");
    let plan = meeting(person("Anna"), [reassigned]).plan();
    assert_eq!(rows(&plan), ["add Anna"], "the record stands for another object of this tenant");
}

#[test]
fn a_kept_record_is_linked_by_identity_first() {
    let kept = employee(7, "Anna").known_as("anna").reachable_at("moved@contoso.com");
    let namesake = employee(8, "Anna");
    let world = meeting(person("Anna"), [kept, namesake]);
    let plan = world.plan();
    assert_eq!(rows(&plan), ["link Anna"], "no conflict: identity comes first");
    assert_eq!(change(&plan, "anna").employee.map(|id| id.0), Some(7), "the record that was hers");
    assert_eq!(change(&plan, "anna").reason.code, ReasonCode::SameIdentity, "for this reason");
}

#[test]
fn a_paused_local_record_is_not_touched() {
    let by_address = meeting(person("Anna"), [employee(7, "Anna").paused()]).plan();
    assert_eq!(why_not(&by_address, "anna"), ReasonCode::RecordPaused, "found by address");
    let by_identity = meeting(person("Anna"), [employee(7, "Anna").known_as("anna").paused()]).plan();
    assert_eq!(why_not(&by_identity, "anna"), ReasonCode::RecordPaused, "found by identity");
    assert!(is_empty(&by_address) && is_empty(&by_identity), "nothing is added beside it");
}

#[test]
fn someone_managed_by_another_connection_is_left_to_it() {
    let mut elsewhere = employee(7, "Anna").known_as("anna-of-fabrikam").owned_by(FABRIKAM);
    elsewhere.identity.as_mut().unwrap().tenant = rollcall_people::TenantId::new("fabrikam-tenant");
    let by_address = meeting(person("Anna"), [elsewhere]).plan();
    assert_eq!(why_not(&by_address, "anna"), ReasonCode::ManagedElsewhere, "two tenants, one address");
    let same_object = employee(7, "Anna").known_as("anna").owned_by(FABRIKAM);
    let by_identity = meeting(person("Anna"), [same_object]).plan();
    assert_eq!(why_not(&by_identity, "anna"), ReasonCode::ManagedElsewhere, "two connections, one tenant");
    let reason = &by_identity.not_imported[0].reason;
    assert_eq!(reason.params["connection"], "Fabrikam", "the other one is named");
    assert!(is_empty(&by_address) && is_empty(&by_identity), "nothing happens to them");
}

#[test]
fn someone_skipped_anyway_needs_no_other_reason() {
    let same_object = employee(7, "Anna").known_as("anna").owned_by(FABRIKAM);
    let world = meeting(person("Anna"), [same_object]).configured(|c| c.rules.otherwise = Then::Skip);
    assert_eq!(why_not(&world.plan(), "anna"), ReasonCode::NoRuleMatches, "the rules come first");
}

#[test]
fn guests_are_never_matched_by_address() {
    let everyone = |world: World| world.configured(|c| c.rules.rules.clear());
    let plan = everyone(meeting(person("Anna").guest(), [employee(7, "Anna")])).plan();
    assert_eq!(rows(&plan), ["add Anna"], "a guest comes in as a person of their own");
    assert_eq!(warned(&plan), [WarningCode::GuestHasLocalAddress], "with a warning");
    let by_alias = person("Anna").guest().at("guest@contoso.com").with_aliases(&["anna@contoso.com"]);
    assert_eq!(
        rows(&everyone(meeting(by_alias, [employee(7, "Anna")])).plan()),
        ["add Anna"],
        "nor by aliases"
    );
}

#[test]
fn update_takes_the_sources_values() {
    let local = employee(7, "Anna").with_field(Field::City, "Wien").with_field(Field::JobTitle, "Clerk");
    let world = meeting(person("Anna").with("city", "Graz"), [local]);
    let expected = ["job_title: Clerk -> -", "city: Wien -> Graz"];
    assert_eq!(fields(change(&world.plan(), "anna")), expected, "Microsoft 365 is the source now");
}

#[test]
fn fill_gaps_keeps_and_pins_local_values() {
    let local = employee(7, "Anna").with_field(Field::City, "Wien").with_field(Field::JobTitle, "Clerk");
    let newcomer = || person("Anna").with("city", "Graz").with("state", "Styria");
    let world =
        meeting(newcomer(), [local]).configured(|c| c.policies.existing_people = ExistingPeople::FillGaps);
    let plan = world.plan();
    assert_eq!(fields(change(&plan, "anna")), ["state: - -> Styria"], "only what was empty");
    assert_eq!(change(&plan, "anna").pins, [Field::JobTitle, Field::City], "what was kept is pinned");
    let after = world.then_applied();
    assert!(is_empty(&after.plan()), "so that the next sync does not take it away");
    let later = after.then([newcomer().with("city", "Linz").with("state", "Upper Austria")]).plan();
    assert_eq!(
        fields(change(&later, "anna")),
        ["state: Styria -> Upper Austria"],
        "the rest follows from now on"
    );
}

#[test]
fn link_only_writes_no_field() {
    let local = employee(7, "Anna").with_field(Field::City, "Wien");
    let world = meeting(person("Anna").with("city", "Graz").with("state", "Styria"), [local]);
    let world = world.configured(|c| c.policies.existing_people = ExistingPeople::LinkOnly);
    let plan = world.plan();
    assert_eq!(fields(change(&plan, "anna")), Vec::<String>::new(), "it is only linked");
    assert_eq!(
        change(&plan, "anna").pins,
        [Field::City, Field::State],
        "what differs is pinned, also if empty"
    );
    assert!(is_empty(&world.then_applied().plan()), "the second sync changes nothing");
}

#[test]
fn kept_values_keep_their_department_where_it_counts_only_at_first() {
    let newcomer = || person("Anna").in_department("Sales");
    let world = |existing, departments| {
        meeting(newcomer(), [employee(7, "Anna")]).configured(|c| {
            c.policies.existing_people = existing;
            c.policies.departments = departments;
        })
    };
    let department = |world: World| world.then_applied().employee("anna").record.departments[0].to_string();
    let (fill, update) = (ExistingPeople::FillGaps, ExistingPeople::Update);
    assert_eq!(department(world(fill, DepartmentPolicy::FirstImport)), "Main", "the local one is kept");
    assert_eq!(
        department(world(update, DepartmentPolicy::FirstImport)),
        "Sales",
        "an update is a first import"
    );
    assert_eq!(
        department(world(fill, DepartmentPolicy::Follow)),
        "Sales",
        "rules decide where they are followed"
    );
}

#[test]
fn a_person_archived_at_disconnect_is_restored_at_reconnect() {
    let archived = employee(7, "Anna").known_as("anna").archived();
    let world = meeting(person("Anna"), [archived]).then_applied();
    assert_eq!(world.employee("anna").status, Status::Active, "the record is hers again");
    let by_hand = meeting(person("Anna"), [employee(7, "Anna").known_as("anna").archived_by_hand()]).plan();
    assert_eq!(why_not(&by_hand, "anna"), ReasonCode::ArchivedByHand, "unless the admin archived her");
}
