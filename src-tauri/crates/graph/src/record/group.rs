//! Groups. <https://learn.microsoft.com/graph/api/resources/group>

use crate::page::Record;
use crate::record::person::Removed;
use crate::record::{Flag, Id, MemberRecord, Set, Text, Texts};
use rollcall_people::{Group, ObjectId};
use serde::{Deserialize, Deserializer};

pub(crate) const GROUP_SELECT: &str =
    "id,displayName,description,mail,mailEnabled,securityEnabled,groupTypes";

/// A group as one record of a list, or of a round of changes, describes it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupRecord<'a> {
    pub(crate) id: Id,
    #[serde(borrow, default)]
    pub(crate) display_name: Set<Text<'a>>,
    #[serde(borrow, default)]
    pub(crate) description: Set<Text<'a>>,
    #[serde(borrow, default)]
    pub(crate) mail: Set<Text<'a>>,
    #[serde(default)]
    pub(crate) mail_enabled: Set<Flag>,
    #[serde(default)]
    pub(crate) security_enabled: Set<Flag>,
    #[serde(default)]
    pub(crate) group_types: Set<Texts>,
    #[serde(rename = "members@delta", borrow, default)]
    pub(crate) members: Option<Vec<MemberRecord<'a>>>,
    #[serde(rename = "@removed", borrow)]
    pub(crate) removed: Option<Removed<'a>>,
}

impl GroupRecord<'_> {
    /// Which attributes are mentioned, in the order of [`GROUP_SELECT`].
    pub(crate) fn mentions(&self) -> [bool; 6] {
        [
            self.display_name.is_set(),
            self.description.is_set(),
            self.mail.is_set(),
            self.mail_enabled.is_set(),
            self.security_enabled.is_set(),
            self.group_types.is_set(),
        ]
    }

    /// Writes what the record mentions; the rest of `group` stays.
    pub(crate) fn write(self, group: &mut Group) {
        group.object_id = self.id.0;
        put(self.display_name, |text| group.display_name = text.into_string().unwrap_or_default());
        put(self.description, |text| group.description = text.into_string());
        put(self.mail, |text| group.mail = text.into_string());
        put(self.mail_enabled, |flag| group.mail_enabled = flag.0);
        put(self.security_enabled, |flag| group.security_enabled = flag.0);
        put(self.group_types, |texts| group.group_types = texts.0);
    }
}

fn put<T>(value: Set<T>, write: impl FnOnce(T)) {
    if let Set::To(value) = value {
        write(value);
    }
}

pub(crate) fn nameless(object_id: ObjectId) -> Group {
    Group {
        object_id,
        display_name: String::new(),
        description: None,
        mail: None,
        mail_enabled: None,
        security_enabled: None,
        group_types: Vec::new(),
    }
}

impl Record for Group {
    type Layout = ();

    fn read<'de, D: Deserializer<'de>>(_: &mut (), from: D) -> Result<Self, D::Error> {
        let record = GroupRecord::deserialize(from)?;
        let mut group = nameless(record.id.0.clone());
        record.write(&mut group);
        Ok(group)
    }
}
