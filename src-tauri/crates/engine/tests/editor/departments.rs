//! Departments as a tree, and where edited destinations lead.

use crate::world::World;
use rollcall_engine::api::{Config, DepartmentSource};
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
    let find = |path: &str| tree.iter().find(|department| department.path == path).unwrap();
    let (top, leaf) = (find("All"), find("All / Of / Us"));
    assert_eq!((top.own, top.people), (0, all.people), "a parent has everybody below it: {top:?}");
    assert_eq!((leaf.own, leaf.source), (all.people, DepartmentSource::Rule), "a rule names it: {leaf:?}");
    assert!(
        tree.iter().filter(|d| d.own == 0 && !d.path.starts_with("All")).count() > 5,
        "the old ones are empty"
    );
}
