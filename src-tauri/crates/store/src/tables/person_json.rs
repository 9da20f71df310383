//! A person of the directory as earlier versions stored it: a JSON text, with everything under Graph's names, or
//! with the texts in one piece and only the rest so.

use rollcall_people::{License, ListAttribute, Manager, ObjectId, Person, TextAttribute};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};
use std::{borrow::Cow, fmt};

/// The name of all texts together.
const TEXTS: &str = "texts";

/// Everything but the object id, which has a column of its own.
pub(super) fn parse(object_id: ObjectId, json: &str) -> Result<Person, serde_json::Error> {
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

    fn zoe() -> Person {
        let mut person = Person::new(ObjectId::new("a"));
        person.set_text(TextAttribute::DisplayName, Some("Zoë"));
        person.set_text(TextAttribute::City, Some("Bern"));
        person.set_list(ListAttribute::BusinessPhones, vec!["1".to_owned()]);
        person.account_enabled = Some(true);
        person
    }

    #[test]
    fn each_text_under_its_own_name_is_understood() {
        let json = r#"{"displayName":"Zo\u00eb","city":"Bern","businessPhones":["1"],"accountEnabled":true,"gone":[1]}"#;
        assert_eq!(
            parse(ObjectId::new("a"), json).unwrap(),
            zoe(),
            "and what is no longer read is passed over"
        );
    }

    #[test]
    fn texts_in_one_piece_are_understood() {
        let (name, city) = (TextAttribute::DisplayName as u64, TextAttribute::City as u64);
        let present = 1_u64 << name | 1 << city;
        let json = format!(
            r#"{{"texts":["ZoëBern",{present},4,4],"businessPhones":["1"],"accountEnabled":true,
                "assignedLicenses":[{{"sku_id":"sku"}}],"manager":{{"object_id":"m","display_name":null}}}}"#
        );
        let mut person = zoe();
        person.licenses = vec![License { sku_id: SkuId::new("sku"), part_number: None }];
        person.manager = Some(Manager { object_id: ObjectId::new("m"), display_name: None });
        assert_eq!(parse(ObjectId::new("a"), &json).unwrap(), person, "and the rest under Graph's names");
    }
}
