//! Departments of a plan.

use crate::world::{World, by_pattern, change, fields, into, is, is_empty, rows, warned};
use rollcall_people::testing::{department, employee, person};
use rollcall_plan::{DepartmentPolicy, Naming, Plan, WarningCode};

fn new_ones(plan: &Plan) -> Vec<String> {
    plan.new_departments.iter().map(ToString::to_string).collect()
}

fn of(plan: &Plan, name: &str) -> Vec<String> {
    change(plan, name).record.departments.iter().map(ToString::to_string).collect()
}

#[test]
fn spelling_variants_are_one_department_the_existing_spelling_wins() {
    let people = [person("Anna").in_department("SALES"), person("Ben").in_department(" sales ")];
    let mut world = World::of(people.clone());
    world.departments = vec![department("Sales")];
    let plan = world.plan();
    assert_eq!(
        (of(&plan, "anna"), of(&plan, "ben")),
        (vec!["Sales".into()], vec!["Sales".into()]),
        "as it exists"
    );
    assert!(new_ones(&plan).is_empty(), "nothing new");
    assert_eq!(new_ones(&World::of(people).plan()), ["SALES"], "else the first one met, once");
}

#[test]
fn spellings_are_settled_level_by_level() {
    let mut world = World::of([person("Anna").in_department("SALES / apac")]);
    world.departments = vec![department("Sales / EMEA")];
    assert_eq!(new_ones(&world.plan()), ["Sales / apac"], "beside its sister, not in another tree");
}

#[test]
fn a_spelling_that_changes_in_the_source_is_no_change() {
    let world = World::synced([person("Anna").in_department("Sales")]);
    let plan = world.then([person("Anna").in_department("sales")]).plan();
    assert!(is_empty(&plan), "one department: {:?}", rows(&plan));
}

#[test]
fn several_departments_have_a_primary_one() {
    let world = World::of([person("Anna").in_department("Sales; Marketing")]);
    let world = world.configured(|c| c.rules.otherwise = by_pattern("{department}", Some(";")));
    let plan = world.plan();
    assert_eq!(of(&plan, "anna"), ["Sales", "Marketing"], "the first is the primary one");
    assert_eq!(new_ones(&plan), ["Marketing", "Sales"], "both are created, listed by name");
    let shown = fields(change(&plan, "anna")).join("\n");
    assert!(
        shown.ends_with("department: - -> Sales\ndepartments: - -> Sales; Marketing"),
        "both columns: {shown}"
    );
    let swapped = world.then_applied().then([person("Anna").in_department("Marketing;Sales")]).plan();
    let expected = ["department: Sales -> Marketing", "departments: Sales; Marketing -> Marketing; Sales"];
    assert_eq!(fields(change(&swapped, "anna")), expected, "which one is primary matters");
}

#[test]
fn departments_may_be_forbidden_to_be_created() {
    let people = [person("Anna").in_department("Sales"), person("Ben").in_department("IT"), person("Cleo")];
    let mut world = World::of(people).configured(|c| c.policies.create_departments = false);
    world.departments = vec![department("it")];
    let plan = world.plan();
    assert_eq!(of(&plan, "anna"), ["Main"], "to the default instead");
    assert_eq!(of(&plan, "ben"), ["it"], "existing ones are fine");
    assert_eq!(new_ones(&plan), ["Main"], "the default is always there");
    assert_eq!(warned(&plan), [WarningCode::DepartmentNotCreated], "and somebody should know");
    let params = &plan.warnings[0].params;
    assert_eq!((&*params["department"], &*params["people"]), ("Sales", "1"), "which one, how many people");
}

#[test]
fn departments_may_count_only_at_the_first_import() {
    let world = World::synced([person("Anna").in_department("Sales")]);
    let world = world.configured(|c| c.policies.departments = DepartmentPolicy::FirstImport);
    let moved = world.then([person("Anna").in_department("IT").with("city", "Graz")]);
    assert_eq!(fields(change(&moved.plan(), "anna")), ["city: - -> Graz"], "she stays where she is");
    assert!(moved.plan().new_departments.is_empty(), "and the other one is not created for her");
}

#[test]
fn a_default_department_of_ones_own() {
    let world = World::of([person("Anna")]).configured(|c| c.rules.default_department = "Staff / New".into());
    assert_eq!(of(&world.plan(), "anna"), ["Staff / New"], "where patterns lead nowhere");
}

#[test]
fn a_renamed_department_is_filled_under_its_new_name() {
    let people = [person("Anna").in_department("Vertrieb"), person("Ben").in_department("Vertrieb / Nord")];
    let mut world = World::synced(people.clone());
    world.rename("Vertrieb", "Sales");
    let newcomer = person("Cleo").in_department("VERTRIEB / Süd");
    let plan = world.then(people.into_iter().chain([newcomer])).plan();
    assert_eq!(rows(&plan), ["add Cleo"], "those who are there stay: the source's name is remembered");
    assert_eq!(of(&plan, "cleo"), ["Sales / Süd"], "also for what arrives later, below it");
    assert_eq!(new_ones(&plan), ["Sales / Süd"], "the old name does not come back");
}

#[test]
fn rules_and_the_default_department_follow_a_rename() {
    let people = [person("Anna"), person("Ben")];
    let world = World::of(people).with_rule("Ben", is("displayName", "ben"), into("main / desk"));
    let mut world = world.then_applied();
    world.rename("Main", "Staff");
    assert_eq!(world.config.rules.default_department, "Staff", "the default one");
    let named: Vec<_> = world.config.named_departments().map(|(by, path)| (by, path.to_string())).collect();
    let expected = [(Naming::Rule("Ben"), "Staff / desk".into()), (Naming::Default, "Staff".into())];
    assert_eq!(named, expected, "and the rule that names one below it");
    assert!(is_empty(&world.plan()), "so nobody moves: {:?}", rows(&world.plan()));
}

#[test]
fn a_destination_that_is_named_is_meant_as_it_stands() {
    let mut world = World::synced([person("Anna").in_department("Vertrieb")]);
    world.rename("Vertrieb", "Sales");
    let world = world.with_rule("V", is("displayName", "anna"), into("Vertrieb"));
    assert_eq!(of(&world.plan(), "anna"), ["Vertrieb"], "only names of the source are renamed");
}

#[test]
fn departments_in_use_exist() {
    let mut lea = employee(1, "Lea");
    lea.record.departments = vec![department("Sales")];
    let world =
        World::of([person("Anna")]).with([lea]).with_rule("S", is("displayName", "anna"), into("SALES"));
    assert_eq!(of(&world.plan(), "anna"), ["Sales"], "also those of local people");
    assert!(new_ones(&world.plan()).is_empty(), "nothing to create");
}
