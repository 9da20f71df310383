//! `chart`: the sample company drawn.

use crate::world::{NAME, World};

async fn synced() -> World {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_drawn_below_their_managers() {
    let world = synced().await;
    let file = world.dir.path().join("people.svg");
    let path = file.to_str().unwrap();
    let all = world.rollcall(&["chart", "people", "-o", path, "--json"]).await.expect(0, "draws").json();
    let employees = world.employees().await;
    let managed = employees.as_array().unwrap().iter().filter(|e| e["manager"].is_string()).count();
    assert!(managed > 50, "the sample's people have managers: {managed}");
    assert!(all["boxes"].as_u64().unwrap() > managed as u64, "and the managers are drawn as well: {all}");
    let svg = std::fs::read_to_string(&file).unwrap();
    let somebody = employees.as_array().unwrap().iter().find(|e| e["manager"].is_string()).unwrap();
    assert!(svg.contains(&format!("<title>{}", somebody["display_name"].as_str().unwrap())), "by name");

    let chief = somebody["manager"].as_str().unwrap();
    let listed = employees.as_array().unwrap().iter().find(|e| e["display_name"] == chief).unwrap();
    let top = listed["email"].as_str().unwrap();
    let branch = world.rollcall(&["chart", "people", "--top", top, "-o", path, "--json"]).await;
    let branch = branch.expect(0, "one branch").json();
    assert!(branch["boxes"].as_u64() < all["boxes"].as_u64(), "smaller: {branch} of {all}");
}

#[tokio::test(flavor = "multi_thread")]
async fn departments_are_drawn_as_png() {
    let world = synced().await;
    let file = world.dir.path().join("Departments.PNG");
    world.rollcall(&["chart", "departments", "-o", file.to_str().unwrap()]).await.expect(0, "draws");
    assert!(std::fs::read(&file).unwrap().starts_with(b"\x89PNG"), "by its ending, whatever its case");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_drawn_is_said() {
    let world = World::connected().await;
    let file = world.dir.path().join("chart.svg");
    let path = file.to_str().unwrap();
    let empty = world.rollcall(&["chart", "people", "-o", path, "--json"]).await.expect(1, "nobody yet");
    assert_eq!(empty.json()["error"]["code"], "chart_empty");
    let nobody =
        world.rollcall(&["chart", "people", "-o", path, "--top", "nobody@x.example", "--json"]).await;
    assert_eq!(nobody.expect(1, "unknown").json()["error"]["code"], "unknown_employee");
    let nowhere = world.rollcall(&["chart", "departments", "-o", "/nowhere/chart.svg", "--json"]).await;
    assert_eq!(
        nowhere.expect(1, "no such place").json()["error"]["code"],
        "chart_empty",
        "emptiness comes first"
    );
    assert!(!file.exists(), "nothing was written");
}
