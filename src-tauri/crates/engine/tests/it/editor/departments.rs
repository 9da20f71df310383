//! Departments as a tree, and where edited destinations lead.

use crate::world::World;
use rollcall_engine::ReadHow;
use rollcall_engine::api::{
    Config, DepartmentRenamed, DepartmentSource, DepartmentView, EmployeeQuery, ErrorCode, Failure,
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn edited_destinations_name_the_departments_they_would_make() {
    let world = World::synced().await;
    let saved = world.saved().await;
    let now = world.engine.preview_departments(world.connection, saved.clone()).await.unwrap();
    assert_eq!(now.new_departments, [], "the saved ones exist after a sync");
    assert_eq!(now.samples.len(), 5, "a person of each of the largest departments: {now:?}");
    let mut draft = serde_json::to_value(&saved).unwrap();
    draft["otherwise"] = json!({ "import": { "department": "All / Of / Us" } });
    let draft: Config = serde_json::from_value(draft).unwrap();
    let one = world.engine.preview_departments(world.connection, draft.clone()).await.unwrap();
    let [all] = one.new_departments.as_slice() else { panic!("one new department: {one:?}") };
    assert_eq!(all.department, "All / Of / Us", "{one:?}");
    world.engine.save_rules(world.connection, draft, false).await.unwrap();
    world.sync().await;
    let tree = world.engine.department_tree().await.unwrap();
    assert_eq!(world.engine.department_count().await.unwrap(), tree.len(), "as many as are shown");
    let find = |path: &str| tree.iter().find(|department| department.path == path).unwrap();
    let (top, leaf) = (find("All"), find("All / Of / Us"));
    assert_eq!((top.own, top.people), (0, all.people), "a parent has everybody below it: {top:?}");
    assert_eq!((leaf.own, leaf.source), (all.people, DepartmentSource::Rule), "a rule names it: {leaf:?}");
    assert!(
        tree.iter().filter(|d| d.own == 0 && !d.path.starts_with("All")).count() > 5,
        "the old ones are empty"
    );
}

impl World {
    async fn rename(&self, from: &str, to: &str, merge: bool) -> Result<DepartmentRenamed, Failure> {
        self.engine.rename_department(from.to_owned(), to.to_owned(), merge).await
    }

    async fn department(&self, path: &str) -> Option<DepartmentView> {
        self.engine.department_tree().await.unwrap().into_iter().find(|department| department.path == path)
    }

    async fn changes(&self) -> usize {
        let plan = self.engine.preview(self.connection, ReadHow::default()).await.unwrap();
        assert_eq!(plan.new_departments, Vec::<String>::new(), "no department comes back");
        plan.counts.add + plan.counts.update + plan.counts.remove
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_department_keeps_its_people_through_every_sync() {
    let world = World::synced().await;
    let before = world.department("Sales").await.unwrap();
    let renamed = world.rename("SALES ", "Revenue / Sales", false).await.unwrap();
    assert_eq!(renamed.people, before.people, "everybody in it: {renamed:?}");
    let now = world.department("Revenue / Sales").await.unwrap();
    assert_eq!(
        (now.people, now.source_names.as_slice()),
        (before.people, &["Sales".to_owned()][..]),
        "{now:?}"
    );
    assert_eq!(world.changes().await, 0, "Microsoft 365 still says Sales, and nobody moves");
    let found = EmployeeQuery { search: "revenue".to_owned(), ..EmployeeQuery::default() };
    let found = world.engine.employees(found, 0, 1).await.unwrap().total;
    assert_eq!(found, before.people, "they are found by the new name");
    world.rename("Revenue / Sales", "Sales", false).await.unwrap();
    assert_eq!(world.department("Sales").await, Some(before), "as it was, nothing remembered");
    assert_eq!(world.department("Revenue").await, None, "the level above was only there for it");
    assert_eq!(world.changes().await, 0, "and still nobody moves");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_departments_become_one_only_when_that_is_meant() {
    let world = World::synced().await;
    let (sales, finance) =
        (world.department("Sales").await.unwrap(), world.department("Finance").await.unwrap());
    let asked = world.rename("Finance", "sales", false).await.unwrap_err();
    assert_eq!(asked.code, ErrorCode::DepartmentExists, "{asked:?}");
    let numbers = [&asked.params["people"], &asked.params["moving"]].map(|n| n.parse::<usize>().unwrap());
    assert_eq!(numbers, [sales.people, finance.people], "with how many people each: {asked:?}");
    let merged = world.rename("Finance", "sales", true).await.unwrap();
    assert!(merged.merged && merged.to == "Sales", "in the spelling that is there: {merged:?}");
    let one = world.department("Sales").await.unwrap();
    assert_eq!(one.people, sales.people + finance.people, "all of them: {one:?}");
    assert_eq!(world.changes().await, 0, "for good");
    world.engine.forget_department_name("finance".to_owned()).await.unwrap();
    let plan = world.engine.preview(world.connection, ReadHow::default()).await.unwrap();
    assert_eq!(plan.counts.update, finance.people, "until the name is forgotten: then they go back");
    assert_eq!(plan.new_departments, ["Finance"], "to a department of their own");
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_and_new_people_follow_a_rename() {
    let world = World::synced().await;
    let who = json!({ "all": [{ "field": "city", "op": "is_not_empty" }] });
    let into = json!({ "name": "Desk", "who": who, "then": { "import": { "department": "Main / Desk" } } });
    let draft = world.with_rules(json!([into])).await;
    world.engine.save_rules(world.connection, draft, true).await.unwrap();
    world.sync().await;
    world.rename("Main", "Staff", false).await.unwrap();
    let config = serde_json::to_value(world.saved().await).unwrap();
    assert_eq!(config["rules"][0]["then"]["import"]["department"], "Staff / Desk", "the rule that names it");
    assert_eq!(config["default_department"], "Staff", "the default one");
    assert_eq!(world.changes().await, 0, "so nobody moves");
    let lea = world.engine.add_person("lea@example.com", Vec::new()).await.unwrap();
    assert_eq!(lea.employee.unwrap().department, "Staff", "and people added by hand go there");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_empty_departments_that_nothing_names_are_removed() {
    let world = World::synced().await;
    let remove = |path: &str| world.engine.remove_department(path.to_owned());
    let code = |result: Result<(), Failure>| result.unwrap_err().code;
    assert_eq!(code(remove("Sales").await), ErrorCode::DepartmentNotEmpty, "people are in it");
    assert_eq!(code(remove("Nowhere").await), ErrorCode::UnknownDepartment, "there is none");
    let who = json!({ "all": [{ "field": "city", "op": "equals", "value": "Nowhere" }] });
    let into = json!({ "name": "Desk", "enabled": false, "who": who, "then": { "import": { "department": "Old / Desk" } } });
    let mut draft = serde_json::to_value(world.with_rules(json!([into])).await).unwrap();
    draft["otherwise"] = json!({ "import": { "department": "All" } });
    world.engine.save_rules(world.connection, serde_json::from_value(draft).unwrap(), true).await.unwrap();
    world.sync().await;
    assert_eq!(code(remove("All").await), ErrorCode::DepartmentNotEmpty, "everybody is there now");
    world.rename("Sales", "Old", false).await.unwrap();
    let named = remove("Old").await.unwrap_err();
    assert_eq!(named.code, ErrorCode::DepartmentInRule, "a rule names one below it, even if it is off");
    assert_eq!(
        (&*named.params["rule"], &*named.params["connection"]),
        ("Desk", "Contoso"),
        "which: {named:?}"
    );
    remove("Finance").await.unwrap();
    assert_eq!(world.department("Finance").await, None, "nobody is in it, nothing names it");
    assert_eq!(world.changes().await, 0, "and nothing brings it back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rename_that_cannot_be_is_refused() {
    let world = World::synced().await;
    let before = world.engine.department_tree().await.unwrap();
    let code = |result: Result<DepartmentRenamed, Failure>| result.unwrap_err().code;
    let deep = world.rename("Sales", "A / B / C / D", false).await;
    assert_eq!(code(deep), ErrorCode::InvalidDepartment, "four levels");
    assert_eq!(code(world.rename("Sales", " ", false).await), ErrorCode::InvalidDepartment, "none");
    let inside = world.rename("Sales", "Sales / Sales", false).await;
    assert_eq!(code(inside), ErrorCode::DepartmentInsideItself, "below itself");
    assert_eq!(code(world.rename("Nowhere", "Sales", true).await), ErrorCode::UnknownDepartment, "none such");
    assert_eq!(world.engine.department_tree().await.unwrap(), before, "nothing happened");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_from_before_a_rename_can_be_undone_without_the_old_name() {
    let world = World::synced().await;
    let first = world.engine.history(0, 1).await.unwrap()[0].run;
    world.rename("Sales", "Revenue", false).await.unwrap();
    let undone = world.engine.take_back(first).await.unwrap();
    assert_eq!(undone.kept.len(), 0, "a rename is no edit of a person");
    assert_eq!(
        world.engine.employees(EmployeeQuery::default(), 0, 1).await.unwrap().total,
        0,
        "all are gone"
    );
    world.sync().await;
    assert!(world.department("Revenue").await.is_some_and(|d| d.people > 0), "they come back under its name");
    assert_eq!(world.department("Sales").await, None, "and not under the old one");
}
