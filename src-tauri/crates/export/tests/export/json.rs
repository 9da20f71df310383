//! JSON: values with their types.

use crate::world::{columns, hostile_people, target, write};
use rollcall_export::{Column, Format};
use std::{fs, path::Path};

pub(crate) fn json(path: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn json_read_back_is_the_list_with_its_types() {
    let (_dir, path) = target("employees.json");
    write(&path, Format::Json, &columns(), hostile_people());
    let read = json(&path);
    for (row, person) in hostile_people().iter().zip(read.as_array().unwrap()) {
        for column in Column::all().filter(|column| column.list(row).is_none() && *column != Column::Id) {
            let (text, value) = (column.text(row), &person[column.name()]);
            let same = if text.is_empty() { value.is_null() } else { value.as_str() == Some(&*text) };
            assert!(same, "{}: {text:?} became {value}", column.name());
        }
        assert_eq!(person["departments"], serde_json::json!(["Sales / EMEA", "Board"]), "a list is a list");
        assert_eq!(person["id"], row.employee.id.0, "a number is a number");
        assert_eq!(person["hire_date"], "2024-02-29", "a day is a day");
    }
    let keys: Vec<_> = read[0].as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys.len(), Column::all().count(), "a key per column");
}
