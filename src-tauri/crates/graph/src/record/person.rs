//! Users, read key by key.

use crate::page::Record;
use crate::record::columns::Columns;
use crate::record::slot::{Present, Slot, is_extension};
use crate::record::{Flag, Id, Text, Texts};
use rollcall_people::{License, Manager, ObjectId, Person, SkuId, TextAttribute};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A user as one record of a list, or of a round of changes, describes it.
pub(crate) struct UserRecord {
    pub(crate) person: Person,
    pub(crate) present: Present,
    pub(crate) removed: Option<String>,
}

#[derive(Default)]
pub(crate) struct Layout {
    user: Columns<Slot>,
    extensions: Columns<Slot>,
}

impl Record for UserRecord {
    type Layout = Layout;

    fn read<'de, D: Deserializer<'de>>(layout: &mut Layout, from: D) -> Result<Self, D::Error> {
        layout.user.begin();
        from.deserialize_map(UserVisitor(layout))
    }

    fn failed_at(layout: &Layout) -> Option<String> {
        layout.user.last().map(str::to_owned)
    }
}

impl Record for Person {
    type Layout = Layout;

    fn read<'de, D: Deserializer<'de>>(layout: &mut Layout, from: D) -> Result<Self, D::Error> {
        UserRecord::read(layout, from).map(|user| user.person)
    }

    fn failed_at(layout: &Layout) -> Option<String> {
        UserRecord::failed_at(layout)
    }
}

struct UserVisitor<'a>(&'a mut Layout);

impl<'de> Visitor<'de> for UserVisitor<'_> {
    type Value = UserRecord;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a user")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<UserRecord, A::Error> {
        let mut user = UserRecord::nobody();
        let (mut id, mut texts) = (None, [const { None }; TextAttribute::COUNT]);
        while let Some(slot) = map.next_key_seed(Key(&mut self.0.user))? {
            match slot {
                Slot::Id => id = Some(map.next_value::<Id>()?.0),
                Slot::Text(attribute) => {
                    texts[attribute as usize] = map.next_value::<Text<'_>>()?.0;
                    user.present.add(slot);
                }
                Slot::Extensions => {
                    let values = map.next_value_seed(Extensions(&mut self.0.extensions))?;
                    user.extensions(values, &mut texts);
                }
                slot => user.set(slot, &mut map)?,
            }
        }
        user.person.object_id = id.ok_or_else(|| A::Error::custom("no id"))?;
        user.take(&texts);
        Ok(user)
    }
}

/// By attribute: records list their texts in any order, and a person takes them best in this one.
type Found<'de> = [Option<Cow<'de, str>>; TextAttribute::COUNT];

impl UserRecord {
    fn nobody() -> Self {
        Self { person: Person::new(ObjectId::new("")), present: Present::default(), removed: None }
    }

    fn set<'de, A: MapAccess<'de>>(&mut self, slot: Slot, map: &mut A) -> Result<(), A::Error> {
        let person = &mut self.person;
        match slot {
            Slot::List(attribute) => person.set_list(attribute, map.next_value::<Texts>()?.0),
            Slot::AccountEnabled => person.account_enabled = map.next_value::<Flag>()?.0,
            Slot::ShowInAddressList => person.show_in_address_list = map.next_value::<Flag>()?.0,
            Slot::OnPremisesSyncEnabled => person.on_premises_sync_enabled = map.next_value::<Flag>()?.0,
            Slot::Licenses => person.licenses = licenses(map.next_value()?),
            Slot::Manager => person.manager = map.next_value::<Option<Chief<'_>>>()?.and_then(manager),
            Slot::ManagerChange => {
                let chiefs = map.next_value::<Option<Vec<Chief<'_>>>>()?;
                person.manager = chiefs.unwrap_or_default().into_iter().find_map(manager);
            }
            Slot::Removed => self.removed = map.next_value::<Option<Removed<'_>>>()?.map(Removed::reason),
            Slot::Id | Slot::Text(_) | Slot::Extensions | Slot::Unknown => {
                map.next_value::<IgnoredAny>()?;
            }
        }
        self.present.add(slot);
        Ok(())
    }

    /// `None`: all of them are cleared.
    fn extensions(&mut self, values: Option<Vec<(TextAttribute, Option<String>)>>, texts: &mut Found<'_>) {
        let cleared = || TextAttribute::ALL.iter().filter(|a| is_extension(a.name())).map(|a| (*a, None));
        for (attribute, value) in values.unwrap_or_else(|| cleared().collect()) {
            texts[attribute as usize] = value.map(Cow::Owned);
            self.present.add(Slot::Text(attribute));
        }
    }

    fn take(&mut self, texts: &Found<'_>) {
        for (&attribute, text) in TextAttribute::ALL.iter().zip(texts) {
            if let Some(text) = text {
                self.person.set_text(attribute, Some(text));
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sku<'a> {
    #[serde(borrow, default)]
    sku_id: Text<'a>,
}

fn licenses(skus: Option<Vec<Sku<'_>>>) -> Vec<License> {
    let ids = skus.unwrap_or_default().into_iter().filter_map(|sku| Some(SkuId::new(&sku.sku_id.0?)));
    ids.map(|sku_id| License { sku_id, part_number: None }).collect()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Chief<'a> {
    id: Option<Id>,
    #[serde(borrow, default)]
    display_name: Text<'a>,
    #[serde(rename = "@removed")]
    removed: Option<IgnoredAny>,
}

fn manager(chief: Chief<'_>) -> Option<Manager> {
    let object_id = chief.id.filter(|_| chief.removed.is_none())?.0;
    Some(Manager { object_id, display_name: chief.display_name.into_string() })
}

/// The mark `@removed` of a round of changes.
#[derive(Deserialize)]
pub(crate) struct Removed<'a> {
    #[serde(borrow, default)]
    reason: Text<'a>,
}

impl Removed<'_> {
    pub(crate) fn reason(self) -> String {
        self.reason.into_string().unwrap_or_default()
    }
}

struct Key<'a>(&'a mut Columns<Slot>);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Slot;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Slot, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Slot;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of an attribute")
    }

    fn visit_str<E>(self, key: &str) -> Result<Slot, E> {
        Ok(self.0.find(key, Slot::of))
    }
}

struct Extensions<'a>(&'a mut Columns<Slot>);

impl<'de> DeserializeSeed<'de> for Extensions<'_> {
    type Value = Option<Vec<(TextAttribute, Option<String>)>>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Extensions<'_> {
    type Value = Option<Vec<(TextAttribute, Option<String>)>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("extension attributes")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        self.0.begin();
        let mut values = Vec::new();
        while let Some(slot) = map.next_key_seed(Key(self.0))? {
            match slot {
                Slot::Text(attribute) if is_extension(attribute.name()) => {
                    values.push((attribute, map.next_value::<Text<'_>>()?.into_string()));
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Some(values))
    }
}
