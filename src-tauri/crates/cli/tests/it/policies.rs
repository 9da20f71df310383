//! Policies and mapping, as far as they can be seen from outside.

use crate::world::{NAME, World};
use serde_json::{Value, json};

const CALLUM: &str = "callum.brooks@contoso-sample.example";
const WOLFGANG: &str = "wolfgang.peters@contoso-sample.example";

/// Changes the rules file of the connection.
async fn configure(world: &World, change: impl Fn(&mut Value)) {
    let mut file = world.rollcall(&["rules", NAME, "export"]).await.expect(0, "exports").json();
    change(&mut file);
    let file = world.file("rules.json", &file.to_string());
    world.rollcall(&["rules", NAME, "import", &file]).await.expect(0, "imports");
}

async fn sync(world: &World) -> Value {
    world.rollcall(&["sync", NAME, "--json"]).await.expect(0, "syncs").json()
}

async fn person(world: &World, who: &str) -> Value {
    world.rollcall(&["person", who, "--json"]).await.expect(0, "is known").json()
}

#[tokio::test(flavor = "multi_thread")]
async fn leavers_may_be_kept() {
    let world = World::connected().await;
    configure(&world, |file| file["policies"]["leavers"] = json!("keep")).await;
    sync(&world).await;
    world.company.next_day();
    assert_eq!(sync(&world).await["counts"]["remove"], 0, "one left Microsoft 365, nobody leaves the list");
    let kept = person(&world, WOLFGANG).await;
    assert_eq!((&kept["status"], &kept["owner"]), (&json!("active"), &json!(NAME)), "still managed: {kept}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_removal_limit_holds_one_more_than_it_allows() {
    let world = World::connected().await;
    configure(&world, |file| file["policies"]["removal_limit"] = json!({ "count": 1, "percent": 0 })).await;
    sync(&world).await;
    world.company.set_day(2);
    assert_eq!(sync(&world).await["counts"]["remove"], 1, "as many as the limit are fine");
    world.company.set_day(10);
    let before = world.employees().await;
    let held = world.rollcall(&["sync", NAME, "--json"]).await.expect(3, "more than the limit").json();
    assert_eq!(held["result"], "held", "{held}");
    assert_eq!(held["error"]["code"], "held", "and it says why: {held}");
    assert_eq!(world.employees().await, before, "the joiners of these days wait too");
    let removed = |preview: &Value| preview["guard"]["removals"].as_u64().unwrap();
    let preview = world.rollcall(&["preview", NAME, "--json"]).await.expect(3, "held").json();
    let leaving = preview["changes"].as_array().unwrap().iter().filter(|change| change["kind"] == "remove");
    let skip: Vec<&str> = leaving.skip(1).map(|change| change["object_id"].as_str().unwrap()).collect();
    assert_eq!(skip.len() as u64 + 1, removed(&preview), "counts and rows are of one plan");
    let mut args = vec!["sync", NAME];
    for object in &skip {
        args.extend(["--skip", object]);
    }
    world.rollcall(&args).await.expect(0, "skipped removals do not count");
}

#[tokio::test(flavor = "multi_thread")]
async fn existing_people_are_updated_filled_or_only_linked() {
    for (policy, title, office, pinned) in [
        ("update", "Web Editor", true, json!([])),
        ("fill_gaps", "Own title", true, json!(["job_title"])),
        ("link_only", "Own title", false, Value::Null),
    ] {
        let world = World::connected().await;
        configure(&world, |file| file["policies"]["existing_people"] = json!(policy)).await;
        let own =
            ["add", "--email", CALLUM, "--set", "job_title=Own title", "--set", "display_name=Callum Brooks"];
        world.rollcall(&own).await.expect(0, "adds");
        assert_eq!(sync(&world).await["counts"]["link"], 1, "{policy}: linked");
        let linked = person(&world, CALLUM).await;
        assert_eq!(linked["job_title"], title, "{policy}: {linked}");
        assert_eq!(linked["office"].is_string(), office, "{policy}: an empty field: {linked}");
        if pinned.is_array() {
            assert_eq!(linked["pinned"], pinned, "{policy}: what was kept is pinned");
        }
        assert_eq!(sync(&world).await["result"], "no_changes", "{policy}: and stays like that");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn departments_may_count_only_at_the_first_import() {
    let world = World::connected().await;
    configure(&world, |file| file["policies"]["departments"] = json!("first_import")).await;
    sync(&world).await;
    world.company.next_day();
    sync(&world).await;
    let callum = person(&world, CALLUM).await;
    assert_eq!(callum["department"], "Marketing", "the move is not followed: {callum}");
    assert_eq!(callum["job_title"], "Sales Enablement Manager", "everything else is");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_addresses_at_allowed_domains_count() {
    let world = World::connected().await;
    configure(&world, |file| file["policies"]["allowed_domains"] = json!(["elsewhere.example"])).await;
    let preview = world.json(&["preview", NAME]).await;
    assert_eq!(preview["counts"]["add"], 0, "{}", preview["counts"]);
    let reasons = preview["not_imported"].as_array().unwrap();
    assert!(reasons.iter().any(|row| row["reason"]["code"] == "no_address"), "everybody has the reason");
    configure(&world, |file| {
        file["policies"]["allowed_domains"] = json!(["*"]);
        file["rules"] = json!([]);
    })
    .await;
    let preview = world.json(&["preview", NAME]).await;
    let guest = |row: &Value| row["fields"]["kind"]["to"] == "guest";
    assert!(preview["changes"].as_array().unwrap().iter().any(guest), "guests come in with any domain");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mapping_decides_where_fields_come_from() {
    let world = World::connected().await;
    configure(&world, |file| {
        file["mapping"]["display_name"] = json!({ "from": "{surname}, {givenName}", "transform": "upper" });
        file["mapping"]["mobile_phone"] =
            json!({ "from": ["mobilePhone", "businessPhones[0]"], "transform": "phone_e164" });
        file["mapping"]["office"] = json!({ "from": "officeLocation", "wins": "first_import" });
        file["mapping"]["company"] = json!({ "from": [] });
    })
    .await;
    sync(&world).await;
    let callum = person(&world, CALLUM).await;
    assert_eq!(callum["display_name"], "BROOKS, CALLUM", "template and transform: {callum}");
    assert_eq!(callum["company"], Value::Null, "a field without a source stays the admin's: {callum}");
    let phone = |person: &Value| person["mobile_phone"].as_str().is_none_or(|phone| phone.starts_with('+'));
    let people = world.employees().await;
    let odd: Vec<_> = people.as_array().unwrap().iter().filter(|person| !phone(person)).collect();
    assert!(odd.len() < 10, "numbers are international, what is no number stays: {odd:?}");
    world.company.set_day(10);
    sync(&world).await;
    let monika = person(&world, "monika.seidl@contoso-sample.example").await;
    assert_eq!(monika["office"], "Vienna", "never after the first import: {monika}");
    assert_eq!(monika["street"], "Uferzeile 8", "everything else is the source's: {monika}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_value_may_name_several_departments_the_first_is_the_primary_one() {
    let world = World::connected().await;
    configure(&world, |file| {
        file["otherwise"] = json!({ "import": { "pattern": "{department}; {city}", "split": ";" } });
    })
    .await;
    let preview = world.json(&["preview", NAME]).await;
    let new = preview["new_departments"].as_array().unwrap().clone();
    sync(&world).await;
    let callum = person(&world, CALLUM).await;
    let (primary, city) = (&callum["department"], &callum["city"]);
    assert_eq!(callum["departments"], json!([primary, city]), "both of them: {callum}");
    assert!(new.contains(primary) && new.contains(city), "listed in the preview: {new:?}");
    let shown = world.json(&["departments"]).await;
    let shown: Vec<_> = shown.as_array().unwrap().iter().map(|row| row["department"].clone()).collect();
    assert!(new.iter().all(|department| shown.contains(department)), "and created by the sync: {shown:?}");
    assert_eq!(sync(&world).await["result"], "no_changes", "once and for all");
}
