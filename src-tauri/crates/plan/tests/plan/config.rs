//! The rules file as a whole.

use crate::world::{World, at};
use rollcall_people::Field;
use rollcall_people::testing::person;
use rollcall_plan::{
    Config, FieldMapping, GroupPolicy, Origin, RemovalLimit, Transform, Wins, referenced_groups,
};
use rollcall_rules::{Condition, ConfigProblem, Group, Rule, Then};
use serde_json::{Value, json};

fn minimal() -> Value {
    json!({ "version": 1, "rules": [], "otherwise": { "skip": true }, "default_department": "Main" })
}

fn with(pointer: &str, value: Value) -> String {
    let mut file = minimal();
    file.as_object_mut().unwrap().insert(pointer.to_owned(), value);
    file.to_string()
}

fn refused(text: &str) -> (String, ConfigProblem) {
    let error = Config::from_json(text).expect_err("the file is broken");
    (error.path, error.problem)
}

#[test]
fn a_configuration_comes_back_exactly() {
    let mut config = Config::default();
    config
        .mapping
        .set(Field::City, FieldMapping { transform: Transform::Upper, ..FieldMapping::from("city") });
    config.policies.allowed_domains = Some(vec!["contoso.com".into()]);
    config.policies.groups = GroupPolicy::All;
    let text = config.to_json().unwrap();
    let again = Config::from_json(&text).expect("what was written can be read");
    assert_eq!(again, config, "it means the same");
    assert_eq!(again.to_json().unwrap(), text, "and is written the same");
}

#[test]
fn the_file_has_the_documented_shape() {
    let file: Value = serde_json::from_str(&Config::default().to_json().unwrap()).unwrap();
    let keys: Vec<&str> = file.as_object().unwrap().keys().map(String::as_str).collect();
    let sorted = ["default_department", "mapping", "otherwise", "policies", "rules", "version"];
    assert_eq!(
        {
            let mut keys = keys;
            keys.sort_unstable();
            keys
        },
        sorted,
        "these keys and no others"
    );
    let guests = json!({ "name": "Guests", "note": "", "enabled": true,
        "who": { "all": [{ "field": "kind", "op": "equals", "value": "guest" }] }, "then": { "skip": true } });
    assert_eq!(file["rules"], json!([guests]), "a new connection starts without guests");
    assert_eq!(file["otherwise"], json!({ "import": { "pattern": "{department}" } }), "by department");
    let phone =
        json!({ "from": "businessPhones[0]", "transform": "none", "when_empty": "clear", "wins": "source" });
    assert_eq!(file["mapping"]["business_phone"], phone, "every key is shown");
    let policies = json!({ "existing_people": "update", "departments": "follow", "create_departments": true,
        "leavers": "archive", "removal_limit": { "count": 5, "percent": 10 }, "allowed_domains": null,
        "groups": "in_rules" });
    assert_eq!(file["policies"], policies, "the defaults");
}

#[test]
fn missing_keys_of_mapping_and_policies_keep_their_defaults() {
    let mut expected = Config::from_json(&minimal().to_string()).expect("both may be missing");
    assert_eq!(expected.mapping, Config::default().mapping, "the default mapping");
    assert_eq!(expected.policies, Config::default().policies, "the default policies");
    let text = with("mapping", json!({ "city": { "wins": "if_empty" } }));
    expected.mapping.set(Field::City, FieldMapping { wins: Wins::IfEmpty, ..FieldMapping::from("city") });
    assert_eq!(Config::from_json(&text).unwrap(), expected, "also inside one field");
    let limit = Config::from_json(&with("policies", json!({ "removal_limit": { "count": 9 } }))).unwrap();
    let limit = limit.policies.removal_limit;
    assert_eq!(limit, RemovalLimit { count: 9, percent: 10 }, "one key keeps the other's default");
}

#[test]
fn sources_may_be_one_or_several() {
    let text = with("mapping", json!({ "mobile_phone": { "from": ["mobilePhone", "businessPhones[0]"] } }));
    let config = Config::from_json(&text).unwrap();
    let chain = Origin::Chain(vec!["mobilePhone".into(), "businessPhones[0]".into()]);
    assert_eq!(config.mapping.get(Field::MobilePhone).unwrap().from, chain, "a fallback chain");
}

#[test]
fn unknown_words_name_themselves_and_their_neighbours() {
    let key =
        |key: &str, near: &str| ConfigProblem::UnknownKey { key: key.into(), suggestion: Some(near.into()) };
    let value = |value: &str, near: &str| ConfigProblem::UnknownValue {
        value: value.into(),
        suggestion: Some(near.into()),
    };
    assert_eq!(
        refused(&with("polices", json!({}))),
        ("polices".into(), key("polices", "policies")),
        "at the top"
    );
    let text = with("policies", json!({ "leaver": "keep" }));
    assert_eq!(refused(&text), ("policies.leaver".into(), key("leaver", "leavers")), "in the policies");
    let text = with("policies", json!({ "leavers": "archived" }));
    assert_eq!(refused(&text), ("policies.leavers".into(), value("archived", "archive")), "a policy's value");
    let text = with("mapping", json!({ "job_tilte": {} }));
    assert_eq!(refused(&text).1, value("job_tilte", "job_title"), "a field");
    let text = with("mapping", json!({ "city": { "transfrom": "upper" } }));
    assert_eq!(refused(&text).1, key("transfrom", "transform"), "in a field");
}

#[test]
fn values_that_make_no_sense_are_refused() {
    for (key, value) in [
        ("version", json!(2)),
        ("policies", json!({ "removal_limit": { "percent": 101 } })),
        ("policies", json!({ "allowed_domains": [] })),
        ("policies", json!({ "allowed_domains": ["not a domain"] })),
        ("mapping", json!({ "note": { "from": "city" } })),
        ("mapping", json!({ "city": { "from": 7 } })),
    ] {
        let (_, problem) = refused(&with(key, value.clone()));
        assert!(matches!(problem, ConfigProblem::Shape { .. }), "{key}: {value}: {problem:?}");
    }
    let mut without = minimal();
    without.as_object_mut().unwrap().remove("version");
    assert!(
        matches!(refused(&without.to_string()).1, ConfigProblem::Shape { .. }),
        "the version must be there"
    );
}

#[test]
fn problems_cover_rules_that_are_off_and_the_mapping() {
    let mut config = Config::default();
    let mut off = Rule::new("Off", Group::All(vec![Condition::new("x", "y", "z").into()]), Then::Skip);
    off.enabled = false;
    config.rules.rules.push(off);
    let gone = Condition::new("memberOf", "member_of", "Gone");
    config.rules.rules.push(Rule::new("Gone", Group::Any(vec![gone.into()]), Then::Skip));
    config.mapping.set(Field::City, FieldMapping::from("{city"));
    let world = World::of([person("Anna")]);
    let problems = config.problems(&config.facts(&world.directory), at("2026-11-21T00:00:00Z"));
    let told: Vec<_> =
        problems.iter().map(|p| (&*p.params["rule"], p.code.name(), p.is_about_a_group())).collect();
    let expected = [
        ("Off", "unknown_field", false),
        ("Gone", "group_missing", true),
        ("mapping.city", "unclosed_brace", false),
    ];
    assert_eq!(told, expected, "a file with a fault of its own is told from one whose group is gone");
}

#[test]
fn the_reader_learns_which_groups_are_needed() {
    let mut config = Config::default();
    let staff = Condition::new("memberOf", "member_of", "Staff");
    config.rules.rules.push(Rule::new("Staff", Group::All(vec![staff.into()]), Then::Skip));
    let world = World::of([]).directory.with_group("Staff", &[]).with_group("Other", &[]);
    let groups = referenced_groups(&config, &world.groups);
    assert_eq!(groups.direct.len(), 1, "only those in rules");
    assert!(groups.nested.is_empty(), "and no nested ones");
}
