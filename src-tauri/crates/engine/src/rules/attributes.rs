//! A person's attributes as Microsoft 365 said them, for explanations.

use rollcall_people::{License, ListAttribute, Person, TextAttribute};
use serde_json::{Map, Value, json};

/// By Graph's names; what is absent is left out.
pub(super) fn attributes(person: &Person) -> Map<String, Value> {
    let texts = TextAttribute::ALL.iter().map(|&a| (a.name(), person.text(a).map(Value::from)));
    let lists = ListAttribute::ALL.iter().map(|&a| (a.name(), list(person.list(a))));
    let flags = [
        ("accountEnabled", person.account_enabled),
        ("showInAddressList", person.show_in_address_list),
        ("onPremisesSyncEnabled", person.on_premises_sync_enabled),
    ];
    let rest = [
        ("assignedLicenses", licenses(&person.licenses)),
        ("manager", person.manager.as_ref().map(|manager| json!(manager))),
    ];
    let flags = flags.map(|(name, flag)| (name, flag.map(Value::from)));
    let all = texts.chain(lists).chain(flags).chain(rest);
    all.filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

/// With the names that rules know them by.
fn licenses(licenses: &[License]) -> Option<Value> {
    let named = |license: &License| json!({ "sku_id": license.sku_id, "part_number": license.name() });
    (!licenses.is_empty()).then(|| licenses.iter().map(named).collect())
}

fn list(values: &[String]) -> Option<Value> {
    (!values.is_empty()).then(|| json!(values))
}
