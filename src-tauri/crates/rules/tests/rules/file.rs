//! The rules file: what round-trips, and how mistakes in it are named.

use chrono::NaiveDate;
use rollcall_people::testing::directory;
use rollcall_rules::{ConfigProblem, Facts, Problem, ProblemCode, RuleSet, from_json, problems};
use serde_json::{Value, json};

fn file() -> Value {
    json!({
        "rules": [
            { "name": "Sales", "note": "since May", "enabled": true,
              "who": { "all": [
                  { "field": "jobTitle", "op": "contains", "value": "manager" },
                  { "any": [
                      { "field": "city", "op": "in", "value": ["Graz", "Wien"] },
                      { "field": "city", "op": "is_empty" } ] } ] },
              "then": { "import": { "pattern": "{companyName} / {department}", "split": ";" } } },
            { "name": "Guests", "note": "", "enabled": false,
              "who": { "any": [{ "field": "kind", "op": "equals", "value": "guest" }] },
              "then": { "skip": true } },
            { "name": "EMEA", "note": "", "enabled": true,
              "who": { "any": [{ "field": "memberOf", "op": "member_of", "value": "EMEA" }] },
              "then": { "import": { "department": "Sales / EMEA" } } }
        ],
        "otherwise": { "import": {} },
        "default_department": "Main"
    })
}

fn problem_of(file: &Value) -> (String, ConfigProblem) {
    let error = from_json::<RuleSet>(&file.to_string()).expect_err("the file is broken");
    (error.path, error.problem)
}

#[test]
fn rules_come_back_exactly_as_they_were_written() {
    let rules: RuleSet = from_json(&file().to_string()).expect("the file is sound");
    assert_eq!(serde_json::to_value(&rules).unwrap(), file(), "nothing is lost and nothing is added");
    let again: RuleSet = from_json(&serde_json::to_string_pretty(&rules).unwrap()).expect("what was written");
    assert_eq!(again, rules, "and what was written means the same");
}

#[test]
fn conditions_and_groups_that_are_off_come_back_so_and_those_that_are_on_say_nothing() {
    let mut off = file();
    off["rules"][0]["who"]["all"][0]["enabled"] = json!(false);
    off["rules"][0]["who"]["all"][1]["enabled"] = json!(false);
    off["rules"][0]["who"]["all"][1]["any"][1]["enabled"] = json!(false);
    let rules: RuleSet = from_json(&off.to_string()).expect("the file is sound");
    assert_eq!(serde_json::to_value(&rules).unwrap(), off, "nothing is lost and nothing is added");
    let switches: Vec<bool> = rules.rules[0].switches().collect();
    assert_eq!(switches, [false, false, false], "what stands in a group that is off does not count");
    off["rules"][0]["who"]["all"][1]["enabled"] = json!(true);
    let rules: RuleSet = from_json(&off.to_string()).expect("on may be said");
    let switches: Vec<bool> = rules.rules[0].switches().collect();
    assert_eq!(switches, [false, true, false], "unless it is on itself");
    let written = serde_json::to_value(&rules).unwrap();
    assert_eq!(written["rules"][0]["who"]["all"][1].get("enabled"), None, "but it is not written");
}

#[test]
fn a_switch_that_is_no_switch_names_its_place() {
    for (place, pointer) in [
        ("rules[0].who.all[0].enabled", "/rules/0/who/all/0"),
        ("rules[0].who.all[1].enabled", "/rules/0/who/all/1"),
        ("rules[0].who.all[1].any[1].enabled", "/rules/0/who/all/1/any/1"),
    ] {
        for value in [json!("no"), json!(0), json!(null), json!([])] {
            let mut broken = file();
            broken.pointer_mut(pointer).unwrap()["enabled"] = value.clone();
            let (path, problem) = problem_of(&broken);
            assert_eq!(path, place, "{value}");
            assert!(matches!(problem, ConfigProblem::Shape { .. }), "{value}: {problem:?}");
        }
    }
    let mut broken = file();
    broken["rules"][0]["who"]["enabled"] = json!(false);
    let (path, problem) = problem_of(&broken);
    assert_eq!(path, "rules[0].who.enabled", "a whole rule has a switch of its own");
    assert!(matches!(problem, ConfigProblem::UnknownKey { .. }), "{problem:?}");
    let mut broken = file();
    broken["rules"][0]["who"]["all"][0]["enabeld"] = json!(false);
    let near = ConfigProblem::UnknownKey { key: "enabeld".into(), suggestion: Some("enabled".into()) };
    assert_eq!(problem_of(&broken).1, near, "a slip of the pen names what was meant");
}

#[test]
fn note_and_switch_may_be_left_out() {
    let mut file = file();
    let rule = file["rules"][0].as_object_mut().unwrap();
    rule.remove("note");
    rule.remove("enabled");
    let rules: RuleSet = from_json(&file.to_string()).expect("both have defaults");
    assert!(rules.rules[0].enabled && rules.rules[0].note.is_empty(), "on, and without a note");
}

#[test]
fn an_unknown_key_names_itself_its_place_and_its_neighbour() {
    let mut broken = file();
    broken["rules"][0]["enabeld"] = json!(true);
    let key =
        |key: &str, near: &str| ConfigProblem::UnknownKey { key: key.into(), suggestion: Some(near.into()) };
    assert_eq!(problem_of(&broken), ("rules[0].enabeld".into(), key("enabeld", "enabled")), "in a rule");
    let mut broken = file();
    broken["rules"][0]["who"]["all"][0] = json!({ "filed": "city", "op": "is_empty" });
    assert_eq!(
        problem_of(&broken),
        ("rules[0].who.all[0].filed".into(), key("filed", "field")),
        "in a condition"
    );
    let mut broken = file();
    broken["rules"][0]["then"] = json!({ "import": { "patern": "{city}" } });
    assert_eq!(problem_of(&broken).1, key("patern", "pattern"), "in a destination");
    let mut broken = file();
    broken["rules"][1]["then"] = json!({ "skipp": true });
    assert_eq!(problem_of(&broken).1, key("skipp", "skip"), "in an outcome");
}

#[test]
fn conditions_nest_no_deeper_than_two() {
    let mut deep = file();
    deep["rules"][0]["who"]["all"][1]["any"][0] = json!({ "all": [{ "field": "city", "op": "is_empty" }] });
    let (path, problem) = problem_of(&deep);
    assert_eq!(problem, ConfigProblem::TooDeep, "groups inside hold conditions only");
    assert!(path.starts_with("rules[0].who.all[1]"), "and it says where: {path}");
}

#[test]
fn shapes_that_say_two_things_at_once_are_refused() {
    for (pointer, value) in [
        ("/rules/0/then", json!({ "skip": false })),
        ("/rules/0/then", json!({ "skip": true, "import": {} })),
        ("/rules/0/then/import", json!({ "department": "A", "pattern": "{city}" })),
        ("/rules/0/then/import", json!({ "split": ";" })),
        ("/rules/0/who", json!({ "all": [], "any": [] })),
        ("/rules/0/who", json!({})),
        ("/rules/0/who/all/0", json!({ "field": "city" })),
        ("/rules/0/who/all/0", json!({ "field": "city", "op": "is_empty", "all": [] })),
        ("/rules/0/name", json!(7)),
    ] {
        let mut broken = file();
        *broken.pointer_mut(pointer).unwrap() = value.clone();
        let (path, problem) = problem_of(&broken);
        assert!(matches!(problem, ConfigProblem::Shape { .. }), "{pointer} = {value}: {problem:?}");
        assert!(path.starts_with("rules[0]"), "{pointer} = {value}: the place is named: {path}");
    }
}

#[test]
fn text_that_is_not_json_says_where() {
    let error = from_json::<RuleSet>("{\n  \"rules\": [,]\n}").expect_err("not JSON");
    assert_eq!((error.line, error.column), (2, 13), "line and column of the comma");
    assert!(matches!(error.problem, ConfigProblem::NotJson { .. }), "{:?}", error.problem);
    assert!(from_json::<RuleSet>(&format!("{}x", file())).is_err(), "nothing may follow");
    assert!(from_json::<RuleSet>(&format!("\u{feff}{}", file())).is_ok(), "a byte order mark may come first");
}

/// The attributes that are read, and what is derived from them.
const FIELDS: &str = "id displayName givenName surname userPrincipalName mail otherMails proxyAddresses mailNickname
    jobTitle department companyName officeLocation employeeId employeeType employeeHireDate businessPhones mobilePhone
    faxNumber streetAddress city state postalCode country usageLocation preferredLanguage accountEnabled userType
    externalUserState createdDateTime assignedLicenses showInAddressList onPremisesSyncEnabled extensionAttribute1
    extensionAttribute15 manager memberOf memberOfNested kind emailDomain hasAddress";

#[test]
fn whatever_is_read_of_a_person_can_be_asked() {
    let directory = directory([]);
    let facts = Facts::new(&directory, None);
    for field in FIELDS.split_whitespace() {
        let sound = |op: &str, value: Value| {
            let who = json!({ "all": [{ "field": field, "op": op, "value": value }] });
            let rule = json!({ "name": field, "who": who, "then": { "skip": true } });
            let rules =
                json!({ "rules": [rule], "otherwise": { "skip": true }, "default_department": "Main" });
            let rules: RuleSet = from_json(&rules.to_string()).unwrap();
            let found = problems(&rules, &facts, NaiveDate::MAX);
            let fine = |problem: &Problem| problem.code == ProblemCode::GroupMissing;
            found.iter().all(fine)
        };
        let usual = [
            ("equals", json!("guest")),
            ("is_true", Value::Null),
            ("before", json!("2026-01-01")),
            ("member_of", json!("Staff")),
        ];
        let suiting = usual.into_iter().filter(|(op, value)| sound(op, value.clone())).count();
        assert_eq!(suiting, 1, "{field} is a text, a list, a boolean, a date or a membership");
    }
}
