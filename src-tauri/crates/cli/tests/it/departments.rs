//! Departments renamed, merged and removed.

use crate::world::{NAME, World};
use serde_json::{Value, json};

impl World {
    async fn departments(&self) -> Vec<Value> {
        self.json(&["departments"]).await.as_array().unwrap().clone()
    }

    async fn people_of(&self, path: &str) -> Option<u64> {
        let found = self.departments().await.into_iter().find(|row| row["department"] == path);
        found.and_then(|row| row["people"].as_u64())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rename_holds_and_a_rename_back_leaves_no_trace() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let before = world.departments().await;
    let people = world.people_of("Sales").await;
    let to = ["departments", "--rename", "Sales", "--to", "Revenue"];
    let said = world.rollcall(&to).await.expect(0, "renamed");
    assert!(said.stdout.contains("Sales is now called Revenue"), "{said:?}");
    assert_eq!((world.people_of("Revenue").await, world.people_of("Sales").await), (people, None), "as one");
    let shown = world.rollcall(&["departments"]).await.stdout;
    assert!(shown.contains("Revenue  (in Microsoft 365: Sales)"), "what is remembered is shown: {shown}");
    let again = world.json(&["sync", NAME, "--full"]).await;
    assert_eq!(again["result"], "no_changes", "Microsoft 365 still says Sales: {again}");
    let jonas = world.json(&["rules", NAME, "check", "jonas.weber@contoso-sample.example"]).await;
    assert_eq!(jonas["department"], "Revenue", "and so says the explanation: {jonas}");
    let back = ["departments", "--rename", "Revenue", "--to", "Sales", "--json"];
    let back = world.rollcall(&back).await.expect(0, "and back").json();
    assert_eq!((&back["source_names"], &back["merged"]), (&json!([]), &json!(false)), "{back}");
    assert_eq!(world.departments().await, before, "as if nothing had been");
    assert_eq!(world.json(&["sync", NAME]).await["result"], "no_changes", "for the sync too");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_name_needs_a_decision() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let both = world.people_of("Sales").await.unwrap() + world.people_of("Finance").await.unwrap();
    let rename = ["departments", "--rename", "Finance", "--to", "SALES"];
    let asked = world.rollcall(&[&rename[..], &["--json"]].concat()).await.expect(3, "it is asked").json();
    assert_eq!(asked["error"]["code"], "department_exists", "{asked}");
    assert!(asked["error"]["text"].as_str().unwrap().contains("--merge"), "how to go on: {asked}");
    world.rollcall(&[&rename[..], &["--merge"]].concat()).await.expect(0, "meant");
    assert_eq!(world.people_of("Sales").await, Some(both), "one department in the spelling that was there");
    assert_eq!(world.json(&["sync", NAME]).await["result"], "no_changes", "for good");
    world.rollcall(&["departments", "--forget", "Finance"]).await.expect(0, "the way back");
    let apart = world.json(&["preview", NAME]).await;
    assert_eq!(apart["new_departments"], json!(["Finance"]), "with the next sync: {apart}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_is_removed_when_nobody_is_in_it() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let said = world.rollcall(&["departments", "--remove", "Sales"]).await.expect(1, "people are in it");
    assert!(said.stderr.contains("not empty"), "{said:?}");
    let lea = ["add", "--email", "lea@example.com", "--set", "department=Short Lived"];
    world.rollcall(&lea).await.expect(0, "somebody makes a new one");
    world.rollcall(&["person", "lea@example.com", "--archive"]).await.expect(0, "and leaves");
    let removed = world.rollcall(&["departments", "--remove", "short lived", "--json"]).await;
    assert_eq!(removed.expect(0, "empty").json(), json!({ "removed": "short lived" }), "said");
    assert_eq!(world.people_of("Short Lived").await, None, "gone");
    world.rollcall(&["person", "lea@example.com", "--restore"]).await.expect(0, "she comes back");
    assert_eq!(world.people_of("Short Lived").await, Some(1), "and her department with her");
}

#[tokio::test(flavor = "multi_thread")]
async fn half_an_instruction_is_wrong_usage() {
    let world = World::new().await;
    for args in [
        &["departments", "--rename", "A"][..],
        &["departments", "--to", "A"],
        &["departments", "--merge"],
        &["departments", "--remove", "A", "--forget", "B"],
    ] {
        world.rollcall(args).await.expect(2, "not understood");
    }
    world.rollcall(&["departments", "--rename", "A", "--to", "B"]).await.expect(1, "there is no A");
}
