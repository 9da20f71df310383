//! A person of the directory as one JSON text: the texts in one piece, the rest under Graph's names as far
//! as it is there.

use rollcall_people::{License, ListAttribute, Manager, ObjectId, Person, TextAttribute};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor},
    ser::SerializeMap,
};
use std::{borrow::Cow, fmt};

/// The name of all texts together.
const TEXTS: &str = "texts";

/// Everything but the object id, which has a column of its own.
pub(crate) struct Attributes<'a>(pub(crate) &'a Person);

impl Serialize for Attributes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let person = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(TEXTS, person.texts())?;
        for &attribute in ListAttribute::ALL {
            let list = person.list(attribute);
            entry(&mut map, attribute.name(), (!list.is_empty()).then_some(list))?;
        }
        entry(&mut map, "accountEnabled", person.account_enabled)?;
        entry(&mut map, "showInAddressList", person.show_in_address_list)?;
        entry(&mut map, "onPremisesSyncEnabled", person.on_premises_sync_enabled)?;
        entry(&mut map, "assignedLicenses", (!person.licenses.is_empty()).then_some(&person.licenses))?;
        entry(&mut map, "manager", person.manager.as_ref())?;
        map.end()
    }
}

fn entry<M: SerializeMap, T: Serialize>(map: &mut M, name: &str, value: Option<T>) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(name, &value))
}

/// Reads what [`Attributes`] wrote.
pub(crate) fn parse(object_id: ObjectId, json: &str) -> Result<Person, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    Reader(Person::new(object_id)).deserialize(&mut deserializer)
}

/// What the person is called, to be asked for by SQL.
pub(crate) fn display_name(json: &str) -> Option<String> {
    let person = parse(ObjectId::new(""), json).ok()?;
    person.display_name().map(str::to_owned)
}

struct Reader(Person);

#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de> DeserializeSeed<'de> for Reader {
    type Value = Person;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Person, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Reader {
    type Value = Person;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the attributes of a person")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Person, A::Error> {
        while let Some(name) = map.next_key::<&str>()? {
            match name {
                TEXTS => self.0.set_texts(map.next_value()?),
                _ => self.other(name, &mut map)?,
            }
        }
        Ok(self.0)
    }
}

impl Reader {
    fn other<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        let person = &mut self.0;
        match name {
            "accountEnabled" => person.account_enabled = map.next_value()?,
            "showInAddressList" => person.show_in_address_list = map.next_value()?,
            "onPremisesSyncEnabled" => person.on_premises_sync_enabled = map.next_value()?,
            "assignedLicenses" => person.licenses = map.next_value::<Vec<License>>()?,
            "manager" => person.manager = map.next_value::<Option<Manager>>()?,
            _ => match ListAttribute::from_name(name) {
                Some(attribute) => person.set_list(attribute, map.next_value()?),
                None => self.text(name, map)?,
            },
        }
        Ok(())
    }

    /// Earlier versions named each text.
    fn text<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        match TextAttribute::from_name(name) {
            Some(attribute) => self.0.set_text(attribute, Some(&map.next_value::<Text<'_>>()?.0)),
            None => drop(map.next_value::<IgnoredAny>()?), // an attribute that is no longer read
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_people::SkuId;

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
        person.licenses = vec![License { sku_id: SkuId::new("sku"), part_number: Some("SPB".to_owned()) }];
        person.manager = Some(Manager { object_id: ObjectId::new("m"), display_name: None });
        let json = serde_json::to_string(&Attributes(&person)).unwrap();
        assert_eq!(parse(ObjectId::new("a"), &json).unwrap(), person, "nothing is lost, nothing is added");
    }

    #[test]
    fn absent_attributes_stay_absent() {
        let person = Person::new(ObjectId::new("a"));
        let json = serde_json::to_string(&Attributes(&person)).unwrap();
        assert_eq!(json, r#"{"texts":["",0]}"#, "what is not there takes no room");
        assert_eq!(parse(ObjectId::new("a"), &json).unwrap(), person, "absent is not empty");
    }

    #[test]
    fn rows_of_earlier_versions_are_understood() {
        let json = r#"{"displayName":"Zo\u00eb","city":"Bern","businessPhones":["1"],"accountEnabled":true}"#;
        let mut person = Person::new(ObjectId::new("a"));
        person.set_text(TextAttribute::DisplayName, Some("Zoë"));
        person.set_text(TextAttribute::City, Some("Bern"));
        person.set_list(ListAttribute::BusinessPhones, vec!["1".to_owned()]);
        person.account_enabled = Some(true);
        assert_eq!(parse(ObjectId::new("a"), json).unwrap(), person, "each text under its own name");
    }
}
