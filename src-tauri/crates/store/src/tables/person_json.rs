//! A person of the directory as one JSON text: Graph's names, only what is there.

use rollcall_people::{License, ListAttribute, Manager, ObjectId, Person, TextAttribute};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor},
    ser::SerializeMap,
};
use std::{borrow::Cow, fmt};

/// Everything but the object id, which has a column of its own.
pub(crate) struct Attributes<'a>(pub(crate) &'a Person);

impl Serialize for Attributes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let person = self.0;
        let mut map = serializer.serialize_map(None)?;
        for &attribute in TextAttribute::ALL {
            entry(&mut map, attribute.name(), person.text(attribute))?;
        }
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
        // Names come in the order they were written in, so each search goes on where the last one ended.
        let mut texts = TextAttribute::ALL.iter().copied();
        while let Some(name) = map.next_key::<&str>()? {
            let next = texts.clone().find(|attribute| attribute.name() == name);
            match next.or_else(|| TextAttribute::from_name(name)) {
                Some(attribute) => {
                    self.0.set_text(attribute, Some(&map.next_value::<Text<'_>>()?.0));
                    texts.by_ref().find(|&passed| passed == attribute);
                }
                None => self.other(name, &mut map)?,
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
                None => drop(map.next_value::<IgnoredAny>()?), // an attribute that is no longer read
            },
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        person.licenses = vec![License { sku_id: "sku".to_owned(), part_number: Some("SPB".to_owned()) }];
        person.manager = Some(Manager { object_id: ObjectId::new("m"), display_name: None });
        let json = serde_json::to_string(&Attributes(&person)).unwrap();
        assert_eq!(parse(ObjectId::new("a"), &json).unwrap(), person, "nothing is lost, nothing is added");
    }

    #[test]
    fn absent_attributes_stay_absent() {
        let person = Person::new(ObjectId::new("a"));
        let json = serde_json::to_string(&Attributes(&person)).unwrap();
        assert_eq!(json, "{}", "what is not there takes no room");
        assert_eq!(parse(ObjectId::new("a"), &json).unwrap(), person, "absent is not empty");
    }
}
