//! Reads the shared fixtures: people as Graph writes them, groups, conditions.

use chrono::NaiveDate;
use rollcall_people::testing::{directory, id};
use rollcall_people::{
    Directory, Group, License, ListAttribute, Manager, ObjectId, Person, SkuId, TextAttribute,
};
use rollcall_rules::{Condition, Destination, Who};
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
pub(crate) struct Fixture {
    pub(crate) today: Option<NaiveDate>,
    #[serde(default)]
    groups: Vec<GroupFixture>,
    pub(crate) cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct GroupFixture {
    id: String,
    display_name: String,
    members: Vec<String>,
}

/// The keys a case has depend on what its file is about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
    #[serde(default)]
    person: Map<String, Value>,
    pub(crate) condition: Option<Condition>,
    pub(crate) who: Option<Who>,
    pub(crate) matches: Option<bool>,
    pub(crate) import: Option<Destination>,
    pub(crate) departments: Option<Vec<String>>,
    pub(crate) problem: Option<String>,
    #[serde(default)]
    pub(crate) params: Map<String, Value>,
}

impl Fixture {
    pub(crate) fn read(name: &str) -> Self {
        let path = format!("{}/../../../tests/fixtures/rules/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// A directory with the fixture's groups and this person.
    pub(crate) fn directory(&self, person: Person) -> Directory {
        let mut directory = directory([person]);
        directory.verified_domains.push("xn--bcher-kva.example".to_owned());
        for group in &self.groups {
            let members = group.members.iter().map(|member| id(member)).collect();
            directory.direct_members.insert(id(&group.id), members);
            directory.groups.push(named_group(&group.id, &group.display_name));
        }
        directory
    }
}

fn named_group(object: &str, name: &str) -> Group {
    Group {
        object_id: id(object),
        display_name: name.to_owned(),
        description: None,
        mail: None,
        mail_enabled: None,
        security_enabled: None,
        group_types: Vec::new(),
    }
}

impl Case {
    pub(crate) fn person(&self) -> Person {
        let object = self.person.get("id").and_then(Value::as_str).unwrap_or("someone");
        let mut person = Person::new(ObjectId::new(object));
        for (name, value) in &self.person {
            set(&mut person, name, value);
        }
        person
    }
}

fn set(person: &mut Person, name: &str, value: &Value) {
    match (TextAttribute::from_name(name), ListAttribute::from_name(name), name) {
        (Some(text), ..) => person.set_text(text, value.as_str()),
        (_, Some(list), _) => person.set_list(list, serde_json::from_value(value.clone()).unwrap()),
        (.., "id") => {}
        (.., "accountEnabled") => person.account_enabled = value.as_bool(),
        (.., "showInAddressList") => person.show_in_address_list = value.as_bool(),
        (.., "onPremisesSyncEnabled") => person.on_premises_sync_enabled = value.as_bool(),
        (.., "assignedLicenses") => person.licenses = value.as_array().unwrap().iter().map(license).collect(),
        (.., "manager") => {
            let object_id = id(value["id"].as_str().unwrap());
            let display_name = value["displayName"].as_str().map(str::to_owned);
            person.manager = Some(Manager { object_id, display_name });
        }
        _ => panic!("{name} is no attribute of a user"),
    }
}

fn license(value: &Value) -> License {
    License {
        sku_id: SkuId::new(value["skuId"].as_str().unwrap()),
        part_number: value["skuPartNumber"].as_str().map(str::to_owned),
    }
}
