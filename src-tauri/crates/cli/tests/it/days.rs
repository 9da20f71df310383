//! Ten days of the sample company, told by the history.

use crate::world::{NAME, World};
use serde_json::Value;
use std::fmt::Write;

#[tokio::test(flavor = "multi_thread")]
async fn ten_days_read_like_a_story() {
    let world = World::connected().await;
    let mut story = String::new();
    for day in 1..=10 {
        world.company.set_day(day);
        let sync = world.json(&["sync", NAME]).await;
        let run = world.json(&["history", &sync["run"].to_string()]).await;
        tell(&mut story, day, &run);
        let again = world.json(&["sync", NAME]).await;
        assert_eq!(again["result"], "no_changes", "a second sync on day {day} changes nothing: {again}");
    }
    insta::assert_snapshot!(story);
}

fn tell(story: &mut String, day: u32, run: &Value) {
    let count = |kind: &str| run["counts"][kind].as_u64().unwrap_or_default();
    let [add, update, restore, remove] = ["add", "update", "restore", "remove"].map(count);
    let (out, same) = (count("not_imported"), count("unchanged"));
    let _ = writeln!(
        story,
        "Day {day}: {add} join, {update} change, {restore} return, {remove} leave; {out} not imported, {same} as before."
    );
    let changes = run["changes"].as_array().unwrap();
    let everybody = changes.len() > 20;
    for change in changes.iter().filter(|_| !everybody) {
        let text = |value: &Value| value.as_str().unwrap_or("(empty)").to_owned();
        let (kind, name, why) = (&change["kind"], &change["name"], &change["reason"]["text"]);
        let _ = writeln!(
            story,
            "  {} {} ({}). {}",
            text(kind),
            text(name),
            text(&change["department"]),
            text(why)
        );
        let fields = change["fields"].as_object().unwrap().iter().filter(|_| kind == "update");
        for (field, value) in fields {
            let _ = writeln!(story, "    {field}: {} -> {}", text(&value["from"]), text(&value["to"]));
        }
    }
}
