//! Rules, mapping and policies as a file, and one person explained.

use crate::world::{NAME, Said, World};
use rollcall_sample::{Effect, Fault, browser};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn exported_rules_round_trip_exactly() {
    let world = World::connected().await;
    let first = world.rollcall(&["rules", NAME, "export"]).await.expect(0, "exports").stdout;
    let file = world.file("rules.json", &first);
    world.rollcall(&["rules", NAME, "import", &file]).await.expect(0, "its own file is understood");
    let again = world.dir.path().join("again.json").display().to_string();
    world.rollcall(&["rules", NAME, "export", &again]).await.expect(0, "exports to a file");
    assert_eq!(std::fs::read_to_string(again).unwrap(), first, "not a byte differs");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_key_of_a_file_survives() {
    let world = World::connected().await;
    let mut file = rules(&world).await;
    file["rules"] = json!([
        { "name": "EMEA", "note": "by hand", "enabled": true,
          "who": { "all": [ { "field": "department", "op": "equals", "value": "Sales" },
                            { "any": [ { "field": "country", "op": "in", "value": ["Germany", "Austria"] },
                                       { "field": "memberOf", "op": "member_of", "value": "Sales EMEA" } ] },
                            { "field": "city", "op": "equals", "value": "Graz", "enabled": false },
                            { "all": [ { "field": "memberOf", "op": "member_of", "value": "Gone", "enabled": false } ],
                              "enabled": false } ] },
          "then": { "import": { "department": "Sales / EMEA" } } },
        { "name": "Half done", "note": "", "enabled": false,
          "who": { "any": [ { "field": "memberOf", "op": "member_of", "value": "No such group" } ] },
          "then": { "skip": true } },
    ]);
    file["otherwise"] = json!({ "import": { "pattern": "{companyName} / {department}", "split": ";" } });
    file["mapping"]["mobile_phone"]["from"] = json!(["mobilePhone", "businessPhones[0]"]);
    file["policies"]["removal_limit"] = json!({ "count": 2, "percent": 1 });
    import(&world, &file).await.expect(0, "everything in it is known");
    assert_eq!(rules(&world).await, file, "what went in comes out");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_file_changes_nothing_and_says_where() {
    let world = World::connected().await;
    let good = rules(&world).await;
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut file = good.clone();
        change(&mut file);
        file
    };
    let condition = |field: &str, op: &str, value: Value| {
        broken(&|file| {
            file["rules"][0]["who"] = json!({ "all": [{ "field": field, "op": op, "value": value }] });
        })
    };
    for (file, code, named) in [
        (
            condition("departement", "equals", json!("x")),
            "rule_invalid",
            &["departement", "department", "Guests"][..],
        ),
        (condition("jobTitle", "equalls", json!("x")), "rule_invalid", &["equalls", "equals"]),
        (
            condition("accountEnabled", "contains", json!("x")),
            "rule_invalid",
            &["contains", "accountEnabled"],
        ),
        (condition("jobTitle", "matches", json!("(")), "rule_invalid", &["Guests"]),
        (condition("jobTitle", "equals", json!("")), "rule_invalid", &["Guests"]),
        (
            condition("memberOf", "member_of", json!("No such group")),
            "rule_invalid",
            &["No such group", "Guests"],
        ),
        (broken(&|f| f["polices"] = json!({})), "rules_file_broken", &["polices", "policies"]),
        (
            broken(&|f| f["policies"]["leavers"] = json!("arkive")),
            "rules_file_broken",
            &["arkive", "archive", "line"],
        ),
        (
            broken(&|f| f["mapping"]["job_titel"] = json!({})),
            "rules_file_broken",
            &["job_titel", "job_title"],
        ),
        (
            broken(&|f| f["mapping"]["company"]["from"] = json!("firm")),
            "rule_invalid",
            &["firm", "mapping.company"],
        ),
        (broken(&|f| f["version"] = json!(2)), "rules_file_broken", &["version 2"]),
        (
            broken(&|f| f["otherwise"] = json!({ "import": { "department": "a / b / c / d" } })),
            "rule_invalid",
            &["three"],
        ),
    ] {
        let said = import(&world, &file).await.expect(1, "not understood");
        assert_eq!(said.json()["error"]["code"], code, "{file}: {said:?}");
        for word in named {
            assert!(
                said.json()["error"]["text"].as_str().unwrap().contains(word),
                "{word} is named: {said:?}"
            );
        }
        assert_eq!(rules(&world).await, good, "nothing was changed");
    }
    let said = world.rollcall(&["rules", NAME, "import", &world.file("x.json", "{\n  oops"), "--json"]).await;
    let said = said.expect(1, "no JSON at all");
    assert!(said.json()["error"]["text"].as_str().unwrap().contains("line 2"), "{said:?}");
    for (text, place) in
        [("{ \"version\": 2, \"rules\": [] }", "version"), ("{\n  \"version\": 1,", "2:"), ("", "1:1")]
    {
        let said = world.rollcall(&["rules", NAME, "import", &world.file("x.json", text)]).await;
        let said = said.expect(1, "not a rules file").stderr;
        assert!(said.contains(&format!("the file at {place}")), "there is always a place: {said}");
        assert!(!said.contains("line 0") && !said.contains("column 0"), "they count from 1: {said}");
    }
    world.rollcall(&["rules", NAME, "import", "/no/such/file"]).await.expect(1, "a missing file");
}

#[tokio::test(flavor = "multi_thread")]
async fn check_shows_every_condition_with_the_value_it_saw() {
    let world = World::connected().await;
    let mut file = rules(&world).await;
    let rule = |name: &str, field: &str, value: &str, then: Value| json!({ "name": name, "who": { "all": [{ "field": field, "op": if field == "memberOf" { "member_of" } else { "contains" }, "value": value }] }, "then": then });
    file["rules"] = json!([
        rule("No consultants", "jobTitle", "consultant", json!({ "skip": true })),
        rule("EMEA", "memberOf", "Sales EMEA", json!({ "import": { "department": "Sales / EMEA" } })),
    ]);
    let gone = json!({ "field": "memberOf", "op": "member_of", "value": "Gone", "enabled": false });
    file["rules"][1]["who"]["all"].as_array_mut().unwrap().push(gone);
    import(&world, &file).await.expect(0, "imports");
    let jonas = world.json(&["rules", NAME, "check", "jonas.weber@contoso-sample.example"]).await;
    assert_eq!((&jonas["outcome"], &jonas["rule"]), (&json!("import"), &json!("EMEA")), "{jonas}");
    assert_eq!(jonas["department"], "Sales / EMEA", "{jonas}");
    assert_eq!(jonas["person"]["attributes"]["jobTitle"], "Account Executive", "raw attributes: {jonas}");
    let conditions = jonas["conditions"].as_array().unwrap();
    assert_eq!(conditions[0]["seen"], "Account Executive", "the value seen: {jonas}");
    assert_eq!(
        (&conditions[0]["matches"], &conditions[1]["matches"]),
        (&json!(false), &json!(true)),
        "{jonas}"
    );
    assert_eq!(
        (&conditions[2]["enabled"], &conditions[2]["matches"]),
        (&json!(false), &Value::Null),
        "one that is off is shown, but was not asked: {jonas}"
    );
    assert_eq!(jonas["change"]["kind"], "add", "and what a sync would do: {jonas}");
    let lena = world.json(&["rules", NAME, "check", jonas["person"]["object_id"].as_str().unwrap()]).await;
    assert_eq!(lena["person"], jonas["person"], "an object id finds the same person");
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let listed = world.json(&["person", "jonas.weber@contoso-sample.example"]).await["id"].clone();
    let known = world.json(&["rules", NAME, "check", "jonas.weber@contoso-sample.example"]).await;
    assert_eq!((&known["person"]["employee"], &known["change"]), (&listed, &Value::Null), "{known}");
    let told = world.rollcall(&["rules", NAME, "check", "jonas.weber@contoso-sample.example"]).await;
    let told = told.expect(0, "explained").stdout;
    assert!(told.contains(&format!("In the list as id {listed}.")), "the record they stand for: {told}");
    assert!(told.contains("off memberOf member_of \"Gone\""), "also in words: {told}");
    world
        .rollcall(&["rules", NAME, "check", "nobody@contoso-sample.example"])
        .await
        .expect(1, "unknown person");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leaver_is_told_what_changed_unless_the_mapping_did() {
    let world = World::connected().await;
    let mut file = rules(&world).await;
    let who =
        json!({ "all": [{ "field": "jobTitle", "op": "equals", "value": "Sales Enablement Manager" }] });
    let rule = json!({ "name": "Enablement", "who": who, "then": { "skip": true } });
    file["rules"].as_array_mut().unwrap().insert(0, rule);
    import(&world, &file).await.expect(0, "imports");
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    world.company.next_day();
    let why = async || {
        let preview = world.json(&["preview", NAME]).await;
        let changes = preview["changes"].as_array().unwrap().clone();
        let leaves = changes.iter().find(|row| row["reason"]["code"] == "skipped_by_rule");
        leaves.unwrap_or_else(|| panic!("Callum leaves: {preview}"))["reason"]["text"].clone()
    };
    let left = "Leaves: rule ‘Enablement’ skips this person.";
    let changed = "Job title changed from ‘Web Editor’ to ‘Sales Enablement Manager’ since the sync of ";
    let told = why().await;
    let day = told.as_str().and_then(|text| text.strip_prefix(&format!("{left} {changed}")));
    assert!(day.is_some_and(|day| day.len() == "2026-11-18.".len()), "his record says what it was: {told}");
    file["mapping"]["job_title"]["transform"] = json!("trim");
    import(&world, &file).await.expect(0, "imports");
    assert_eq!(why().await, left, "with another mapping it no longer does");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_of_which_all_is_off_is_refused_and_says_so() {
    let world = World::connected().await;
    let before = rules(&world).await;
    let mut file = before.clone();
    file["rules"][0]["who"]["all"][0]["enabled"] = json!(false);
    let refused = import(&world, &file).await.expect(1, "nothing of the rule is left");
    let what = "every condition is turned off. Turn one on, or turn the rule off.";
    assert!(refused.stderr.contains(what), "{}", refused.stderr);
    assert!(refused.stderr.contains("Guests"), "which rule: {}", refused.stderr);
    file["rules"][0]["who"]["all"][0]["enabled"] = json!("no");
    let refused = import(&world, &file).await.expect(1, "no switch");
    assert!(refused.stderr.contains("rules[0].who.all[0].enabled"), "where: {}", refused.stderr);
    assert_eq!(rules(&world).await, before, "as they were");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_whose_group_is_gone_blocks_and_names_itself() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let mut file = rules(&world).await;
    let who = json!({ "all": [{ "field": "memberOf", "op": "member_of", "value": "Alumni" }] });
    file["rules"] = json!([{ "name": "Former", "who": who, "then": { "skip": true } }, file["rules"][0]]);
    import(&world, &file).await.expect(0, "the group is there today");
    let before = world.employees().await;
    world.company.set_day(9);
    let held = world.rollcall(&["sync", NAME, "--json"]).await.expect(3, "the group is gone").json();
    let text = held["error"]["text"].as_str().unwrap();
    assert!(text.contains("Former") && text.contains("Alumni"), "rule and group are named: {text}");
    world.rollcall(&["preview", NAME]).await.expect(3, "preview says so too");
    world
        .rollcall(&["sync", NAME, "--allow-removals"])
        .await
        .expect(3, "that allows removals and nothing else");
    let night = world.rollcall(&["sync", "--all", "--scheduled", "--json"]).await.expect(3, "nor at night");
    assert_eq!(night.json()[0]["result"], "held", "{night:?}");
    assert_eq!(night.json()[0]["error"]["text"], text, "for the same reason");
    assert_eq!(world.employees().await, before, "nobody is touched meanwhile");
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_that_cannot_be_read_can_be_looked_past_and_nothing_comes_of_it() {
    let world = World::connected().await;
    let mut file = rules(&world).await;
    let who = json!({ "all": [{ "field": "memberOf", "op": "member_of", "value": "Sales EMEA" }] });
    let into = json!({ "import": { "department": "Sales / EMEA" } });
    file["rules"] = json!([{ "name": "EMEA", "who": who, "then": into }]);
    file["otherwise"] = json!({ "skip": true });
    import(&world, &file).await.expect(0, "the group is there");
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let before = world.employees().await;
    let members = before.as_array().unwrap().len();
    world.company.faults().add(Fault::new("/v1.0/groups", Effect::forbidden()));

    let plan = world.rollcall(&["preview", NAME, "--json"]).await.expect(1, "they cannot be read").json();
    assert_eq!((&plan["look"], &plan["counts"]["remove"]), (&json!(false), &json!(0)), "nobody leaves");
    let look = ["preview", NAME, "--without-group-rules"];
    let seen = world.rollcall(&[&look[..], &["--json"]].concat()).await.expect(1, "still not").json();
    assert_eq!((&seen["look"], &seen["blocked"]), (&json!(true), &json!(true)), "{seen}");
    assert_eq!(seen["counts"]["remove"], members, "as if the rule matched nobody");
    assert_eq!(seen["warnings"][0]["code"], "rule_left_out", "and it says so");
    let told = world.rollcall(&look).await.expect(1, "the same in words").stdout;
    assert!(told.contains("A look only") && told.contains("‘EMEA’"), "marked as such: {told}");
    world.rollcall(&["sync", NAME, "--allow-removals"]).await.expect(1, "a sync never goes by it");
    assert_eq!(world.employees().await, before, "nobody is touched");

    world.company.faults().clear();
    let plan = world.rollcall(&[&look[..], &["--json"]].concat()).await.expect(0, "they can be read").json();
    assert_eq!(plan["look"], false, "there is nothing to look past");
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_that_import_fewer_people_remove_them_under_the_guard() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let before = world.employees().await;
    let mut file = rules(&world).await;
    file["otherwise"] = json!({ "skip": true });
    let said = import(&world, &file).await.expect(0, "imports; nobody is changed by that").json();
    assert_eq!(said["removes"]["count"], before.as_array().unwrap().len(), "how many would leave: {said}");
    let first = &said["removes"]["first"][0]["name"];
    assert!(before.as_array().unwrap().iter().any(|person| &person["display_name"] == first), "and whom");
    let preview = world.rollcall(&["preview", NAME, "--json"]).await.expect(3, "held").json();
    assert_eq!(preview["guard"]["status"], "held", "{}", preview["guard"]);
    assert_eq!(preview["guard"]["removals"], before.as_array().unwrap().len(), "everybody would leave");
    world.rollcall(&["sync", NAME]).await.expect(3, "the whole run is held");
    assert_eq!(world.employees().await, before, "nothing of it was applied");
    world.rollcall(&["sync", NAME, "--allow-removals"]).await.expect(0, "allowed for this run");
    assert_eq!(world.employees().await, json!([]), "everybody went to the archive");
    assert_eq!(
        world.json(&["employees", "--archived"]).await.as_array().unwrap().len(),
        before.as_array().unwrap().len(),
        "where they are kept"
    );

    file["otherwise"] = json!({ "import": {} });
    import(&world, &file).await.expect(0, "everybody again");
    world.rollcall(&["sync", NAME]).await.expect(0, "who was archived comes back");
    file["otherwise"] = json!({ "skip": true });
    import(&world, &file).await.expect(0, "and nobody once more");
    world.rollcall(&["sync", NAME]).await.expect(3, "what was allowed was that one run");
}

#[tokio::test(flavor = "multi_thread")]
async fn departments_may_be_kept_from_being_created() {
    let world = World::connected().await;
    let mut file = rules(&world).await;
    file["policies"]["create_departments"] = json!(false);
    import(&world, &file).await.expect(0, "imports");
    let preview = world.json(&["preview", NAME]).await;
    assert_eq!(preview["new_departments"], json!(["Main"]), "only the default one");
    assert!(
        preview["warnings"].as_array().unwrap().iter().any(|w| w["code"] == "department_not_created"),
        "said"
    );
    world.rollcall(&["sync", NAME]).await.expect(0, "applies");
    let departments = world.json(&["departments"]).await;
    assert_eq!(departments.as_array().unwrap().len(), 1, "{departments}");
}

#[tokio::test(flavor = "multi_thread")]
async fn spelling_variants_merge_under_the_most_frequent_one() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let departments = world.json(&["departments"]).await;
    let names: Vec<_> =
        departments.as_array().unwrap().iter().map(|d| d["department"].as_str().unwrap()).collect();
    assert!(names.contains(&"Sales"), "most people write Sales: {names:?}");
    assert!(!names.contains(&"sales") && !names.contains(&"SALES"), "the others join them: {names:?}");
}

async fn rules(world: &World) -> Value {
    world.rollcall(&["rules", NAME, "export"]).await.expect(0, "exports").json()
}

async fn import(world: &World, file: &Value) -> Said {
    world.rollcall(&["rules", NAME, "import", &world.file("rules.json", &file.to_string()), "--json"]).await
}

/// They are the admin's own data from then on. The file's own words stay as they are documented, and so does
/// the default department.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_connections_rule_is_named_in_the_language_of_messages() {
    for (locale, guests) in [("en_GB.UTF-8", "Guests"), ("de_AT.UTF-8", "Gäste"), ("fr_FR", "Invités")] {
        let mut world = World::new().await;
        world.env.push(("LC_ALL", locale.to_owned()));
        world.connect(NAME, browser::Visit::default()).await.expect(0, "a fresh sign-in");
        let file = world.json(&["rules", NAME, "export"]).await;
        let names = (&file["rules"][0]["name"], &file["default_department"]);
        assert_eq!(names, (&json!(guests), &json!("Main")), "{locale}");
        let preview = world.json(&["preview", NAME]).await;
        let new = preview["new_departments"].as_array().unwrap();
        assert!(new.contains(&json!("Main")), "{locale}: people without a department go there: {new:?}");
    }
}
