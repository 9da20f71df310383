//! Ten days of the sample company, told by the history.

use crate::world::{NAME, World};
use rollcall_sample::SampleCompany;
use rollcall_sample::browser::Visit;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_larger_company_is_followed_by_its_changes() {
    let world = World::of(SampleCompany::builder().users(1_200).groups(12).start().await.unwrap());
    world.connect(NAME, Visit::default()).await.expect(0, "signed in");
    let modes = [("full", "the first read"), ("delta", "the next day"), ("delta", "and the one after")];
    for (mode, when) in modes {
        let sync = world.json(&["sync", NAME]).await;
        assert_eq!(sync["result"], "applied", "{when}: {sync}");
        assert_eq!(sync["read"]["mode"], mode, "{when}: {sync}");
        assert!(sync["read"]["users"].as_u64() > Some(1_100), "{when}, of the whole directory: {sync}");
        if mode == "delta" {
            assert_eq!(sync["read"]["requests"], 3, "{when}: organisation, users, groups");
        }
        world.company.next_day();
    }
    let full = world.json(&["sync", NAME, "--full"]).await;
    assert_eq!(full["read"]["mode"], "full", "as asked: {full}");
    assert_eq!(world.json(&["sync", NAME, "--full"]).await["result"], "no_changes", "it had missed nothing");
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
