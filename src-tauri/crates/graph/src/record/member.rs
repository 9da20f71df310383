//! Members of groups, and other lists of directory objects of any kind.

use crate::page::Record;
use crate::record::{Id, Text};
use rollcall_people::ObjectId;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use std::fmt::Write;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: ObjectId,
    pub kind: MemberKind,
}

/// By `@odata.type`. A member counts as a person only if it is among the users read: types that may not
/// be read come without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberKind {
    User,
    /// A nested group; its own members are asked for separately.
    Group,
    Device,
    Contact,
    ServicePrincipal,
    /// A type unknown here, or none.
    Other,
}

#[derive(Deserialize)]
pub(crate) struct MemberRecord<'a> {
    id: Id,
    #[serde(rename = "@odata.type", borrow, default)]
    kind: Text<'a>,
    /// Only in rounds of changes: no member any more.
    #[serde(rename = "@removed")]
    pub(crate) removed: Option<IgnoredAny>,
}

impl MemberRecord<'_> {
    pub(crate) fn member(self) -> Member {
        Member { id: self.id.0, kind: kind(self.kind.0.as_deref().unwrap_or_default()) }
    }
}

fn kind(odata_type: &str) -> MemberKind {
    match odata_type.trim_start_matches('#').trim_start_matches("microsoft.graph.") {
        "user" => MemberKind::User,
        "group" => MemberKind::Group,
        "device" => MemberKind::Device,
        "orgContact" => MemberKind::Contact,
        "servicePrincipal" => MemberKind::ServicePrincipal,
        _ => MemberKind::Other,
    }
}

impl Record for Member {
    type Layout = ();

    fn read<'de, D: Deserializer<'de>>(_: &mut (), from: D) -> Result<Self, D::Error> {
        MemberRecord::deserialize(from).map(MemberRecord::member)
    }
}

/// A list that belongs to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Direct members of a group, of any type. <https://learn.microsoft.com/graph/api/group-list-members>
    Members,
    /// The groups (and roles) somebody is a direct member of.
    /// <https://learn.microsoft.com/graph/api/user-list-memberof>
    MemberOf,
    /// Whom somebody manages. <https://learn.microsoft.com/graph/api/user-list-directreports>
    Reports,
}

impl Relation {
    /// Where the list of `of` is, relative to the base.
    pub(crate) fn path(self, of: &ObjectId) -> String {
        let (set, list) = match self {
            Self::Members => ("groups", "members"),
            Self::MemberOf => ("users", "memberOf"),
            Self::Reports => ("users", "directReports"),
        };
        format!("/{set}/{}/{list}?$select=id&$top=999", segment(of.as_str()))
    }
}

/// One segment of a path. Ids that came from Graph need no escaping; ids typed into a rule may.
fn segment(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' => escaped.push(byte.into()),
            _ => drop(write!(escaped, "%{byte:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_leave_its_segment() {
        let path = Relation::Members.path(&ObjectId::new("../../me?x=1#ä"));
        assert_eq!(
            path, "/groups/%2E%2E%2F%2E%2E%2Fme%3Fx%3D1%23%C3%A4/members?$select=id&$top=999",
            "whatever the id says, it names a group"
        );
    }

    #[test]
    fn types_are_told_apart() {
        for (name, expected) in [
            ("#microsoft.graph.user", MemberKind::User),
            ("#microsoft.graph.group", MemberKind::Group),
            ("#microsoft.graph.device", MemberKind::Device),
            ("#microsoft.graph.orgContact", MemberKind::Contact),
            ("#microsoft.graph.servicePrincipal", MemberKind::ServicePrincipal),
            ("#microsoft.graph.somethingNew", MemberKind::Other),
            ("", MemberKind::Other),
        ] {
            assert_eq!(kind(name), expected, "{name:?} as Graph names it");
        }
    }
}
