//! A person of the directory as one value: MessagePack, everything at its place. What earlier versions stored
//! (`person_json`) is understood too.

use crate::{
    error::{Result, StoreError},
    tables::person_json,
    values,
};
use rollcall_people::{License, ListAttribute, Manager, ObjectId, Person, PersonTexts, SkuId};
use rusqlite::types::ValueRef;
use serde::{Deserialize, Serialize};

/// The column, for errors.
const COLUMN: &str = "directory_object.data";

/// Everything but the object id, which has a column of its own. The order is that of the stored values: what is
/// new comes last, with a default.
#[derive(Serialize)]
struct Written<'a> {
    texts: &'a PersonTexts,
    lists: [&'a [String]; ListAttribute::COUNT],
    account_enabled: Option<bool>,
    show_in_address_list: Option<bool>,
    on_premises_sync_enabled: Option<bool>,
    licenses: Licenses<'a>,
    manager: &'a Option<Manager>,
}

/// Reads what [`Written`] wrote.
#[derive(Deserialize)]
struct Stored<'a> {
    texts: PersonTexts,
    lists: Vec<Vec<String>>,
    account_enabled: Option<bool>,
    show_in_address_list: Option<bool>,
    on_premises_sync_enabled: Option<bool>,
    #[serde(borrow)]
    licenses: Vec<(&'a str, Option<String>)>,
    manager: Option<Manager>,
}

struct Licenses<'a>(&'a [License]);

impl Serialize for Licenses<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|license| (license.sku_id.as_str(), &license.part_number)))
    }
}

/// The value by itself.
pub(crate) fn packed(person: &Person) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(&mut bytes, person)?;
    Ok(bytes)
}

/// Adds the value to bytes under construction.
pub(crate) fn write(bytes: &mut Vec<u8>, person: &Person) -> Result<()> {
    let written = Written {
        texts: person.texts(),
        lists: std::array::from_fn(|number| person.list(ListAttribute::ALL[number])),
        account_enabled: person.account_enabled,
        show_in_address_list: person.show_in_address_list,
        on_premises_sync_enabled: person.on_premises_sync_enabled,
        licenses: Licenses(&person.licenses),
        manager: &person.manager,
    };
    values::write_packed(bytes, &written)
}

/// # Errors
/// `Corrupt` for what was not written by a version of this program.
pub(crate) fn parse(object_id: ObjectId, data: ValueRef<'_>) -> Result<Person> {
    match data {
        ValueRef::Blob(bytes) => Ok(person(object_id, values::parse_packed(COLUMN, bytes)?)),
        ValueRef::Text(json) => {
            let json = str::from_utf8(json).map_err(|_| StoreError::value(COLUMN))?;
            person_json::parse(object_id, json).map_err(|_| StoreError::value(COLUMN))
        }
        _ => Err(StoreError::value(COLUMN)),
    }
}

/// What the person is called, to be asked for by SQL.
pub(crate) fn display_name(data: ValueRef<'_>) -> Option<String> {
    parse(ObjectId::new(""), data).ok()?.display_name().map(str::to_owned)
}

/// The account of the person's manager, to be asked for by SQL.
pub(crate) fn manager_id(data: ValueRef<'_>) -> Option<String> {
    parse(ObjectId::new(""), data).ok()?.manager.map(|manager| manager.object_id.as_str().to_owned())
}

fn person(object_id: ObjectId, stored: Stored<'_>) -> Person {
    let mut person = Person::new(object_id);
    person.set_texts(stored.texts);
    for (&attribute, values) in ListAttribute::ALL.iter().zip(stored.lists) {
        person.set_list(attribute, values);
    }
    let license = |(sku, part_number)| License { sku_id: SkuId::new(sku), part_number };
    person.account_enabled = stored.account_enabled;
    person.show_in_address_list = stored.show_in_address_list;
    person.on_premises_sync_enabled = stored.on_premises_sync_enabled;
    person.licenses = stored.licenses.into_iter().map(license).collect();
    person.manager = stored.manager;
    person
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_people::TextAttribute;

    fn round_trip(person: &Person) -> (Person, usize) {
        let bytes = packed(person).unwrap();
        (parse(person.object_id.clone(), ValueRef::Blob(&bytes)).unwrap(), bytes.len())
    }

    #[test]
    fn a_full_person_survives_the_round_trip() {
        let mut person = Person::new(ObjectId::new("A"));
        for &attribute in TextAttribute::ALL {
            person.set_text(attribute, Some(&format!("\"{}\" \\ Zoë\n🦀", attribute.name())));
        }
        for &attribute in ListAttribute::ALL {
            person.set_list(attribute, vec!["one".to_owned(), String::new()]);
        }
        person.account_enabled = Some(false);
        person.show_in_address_list = Some(true);
        person.on_premises_sync_enabled = Some(false);
        let license = |sku, part: Option<&str>| License {
            sku_id: SkuId::new(sku),
            part_number: part.map(str::to_owned),
        };
        person.licenses = vec![license("sku", Some("SPB")), license("other", None)];
        person.manager = Some(Manager { object_id: ObjectId::new("m"), display_name: None });
        assert_eq!(round_trip(&person).0, person, "nothing is lost, nothing is added");
    }

    #[test]
    fn absent_attributes_stay_absent() {
        let person = Person::new(ObjectId::new("a"));
        let (read, size) = round_trip(&person);
        assert_eq!(read, person, "absent is not empty");
        assert!(size < 20, "what is not there takes no room: {size}");
    }

    /// Bytes that a database may hold: they are understood for good, whatever is added.
    #[test]
    fn what_the_sixteenth_version_wrote_is_understood() {
        let stored = "9793a45a6fc3ab010493909091a131c3c0c09192a3736b75c092a16da34d6178";
        let mut person = Person::new(ObjectId::new("a"));
        person.set_text(TextAttribute::DisplayName, Some("Zoë"));
        person.set_list(ListAttribute::BusinessPhones, vec!["1".to_owned()]);
        person.account_enabled = Some(true);
        person.licenses = vec![License { sku_id: SkuId::new("sku"), part_number: None }];
        person.manager =
            Some(Manager { object_id: ObjectId::new("m"), display_name: Some("Max".to_owned()) });
        let bytes = values::of_hex(stored);
        assert_eq!(parse(ObjectId::new("a"), ValueRef::Blob(&bytes)).unwrap(), person, "{stored}");
    }

    #[test]
    fn damage_is_no_panic() {
        let mut person = Person::new(ObjectId::new("a"));
        person.set_text(TextAttribute::DisplayName, Some("Zoë"));
        person.set_list(ListAttribute::BusinessPhones, vec!["1".to_owned()]);
        let bytes = packed(&person).unwrap();
        for length in 0..bytes.len() {
            let cut = parse(ObjectId::new("a"), ValueRef::Blob(&bytes[..length]));
            assert!(matches!(cut, Err(StoreError::Corrupt { .. })), "cut at {length}: {cut:?}");
        }
    }
}
