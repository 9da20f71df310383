//! Rounds of changes. Absent is not `null`, an object may come several times (the last one wins), and
//! replays are harmless. <https://learn.microsoft.com/graph/delta-query-overview>

use crate::error::{GraphError, Trace};
use crate::page::Record;
use crate::record::{
    GROUP_SELECT, GroupRecord, Layout, Member, Present, Slot, UserRecord, nameless, user_select as attributes,
};
use crate::wire::{Base, Link};
use rollcall_people::{Group, ListAttribute, ObjectId, Person, TextAttribute};
use serde::{Deserialize, Deserializer, Serialize};

/// Where a round of changes begins. Opaque; valid for days, for the tenant, cloud and attributes it was
/// made for. It identifies nobody but is kept with the data it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeltaLink(pub String);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeltaStart {
    /// Everything there is, then changes.
    Beginning,
    /// Nothing but a position: changes from now on.
    Latest,
    After(DeltaLink),
}

/// One line of a round about a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserChange {
    Present(Box<PersonPatch>),
    Removed { object_id: ObjectId, why: Removal },
}

/// Why an object is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// Soft-deleted: restorable for 30 days, with the same id.
    Restorable,
    ForGood,
}

/// Values for those attributes that the round mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPatch {
    person: Person,
    present: Present,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupChange {
    Present(GroupPatch),
    Removed { object_id: ObjectId, why: Removal },
}

/// Values for those attributes that the round mentions, and the members that came or went.
/// No members: they are as they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPatch {
    group: Group,
    mentions: [bool; 6],
    pub members: Vec<MemberChange>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberChange {
    pub member: Member,
    pub removed: bool,
}

pub(crate) fn user_select() -> String {
    format!("{},manager", attributes())
}

pub(crate) fn group_select() -> String {
    format!("{GROUP_SELECT},members")
}

pub(crate) fn link(base: &Base, path: &str, select: &str, from: &DeltaStart) -> Result<Link, GraphError> {
    match from {
        DeltaStart::Beginning => base.link(&format!("{path}?$select={select}")),
        DeltaStart::Latest => base.link(&format!("{path}?$select={select}&$deltatoken=latest")),
        // A position of another cloud is no position here.
        DeltaStart::After(link) => base.follow(&link.0).map_err(|_| GraphError::Resync(Trace::default())),
    }
}

impl PersonPatch {
    pub fn object_id(&self) -> &ObjectId {
        &self.person.object_id
    }

    /// Whether it introduces the person, who was unknown, created or restored: everybody has a name to
    /// sign in with, so it is mentioned then.
    pub fn is_whole(&self) -> bool {
        self.person.text(TextAttribute::UserPrincipalName).is_some()
    }

    /// Writes what the round mentions over `person`; the rest stays.
    pub fn apply_to(&self, person: &mut Person) {
        let (new, has) = (&self.person, |slot| self.present.has(slot));
        for &attribute in TextAttribute::ALL.iter().filter(|a| has(Slot::Text(**a))) {
            person.set_text(attribute, new.text(attribute));
        }
        for &attribute in ListAttribute::ALL.iter().filter(|a| has(Slot::List(**a))) {
            person.set_list(attribute, new.list(attribute).to_vec());
        }
        put(has(Slot::AccountEnabled), &mut person.account_enabled, &new.account_enabled);
        put(has(Slot::ShowInAddressList), &mut person.show_in_address_list, &new.show_in_address_list);
        put(
            has(Slot::OnPremisesSyncEnabled),
            &mut person.on_premises_sync_enabled,
            &new.on_premises_sync_enabled,
        );
        put(has(Slot::Licenses), &mut person.licenses, &new.licenses);
        put(has(Slot::Manager), &mut person.manager, &new.manager);
    }

    /// The person, for one unknown so far.
    pub fn into_person(self) -> Person {
        self.person
    }
}

impl GroupPatch {
    pub fn object_id(&self) -> &ObjectId {
        &self.group.object_id
    }

    /// Whether it introduces the group, which was unknown, created or restored: every group has a name.
    pub fn is_whole(&self) -> bool {
        self.mentions[0]
    }

    /// Writes what the round mentions over `group`; the rest stays. Members are not part of it.
    pub fn apply_to(&self, group: &mut Group) {
        let (new, [name, description, mail, mail_enabled, security_enabled, types]) =
            (&self.group, self.mentions);
        put(name, &mut group.display_name, &new.display_name);
        put(description, &mut group.description, &new.description);
        put(mail, &mut group.mail, &new.mail);
        put(mail_enabled, &mut group.mail_enabled, &new.mail_enabled);
        put(security_enabled, &mut group.security_enabled, &new.security_enabled);
        put(types, &mut group.group_types, &new.group_types);
    }

    /// The group, for one unknown so far.
    pub fn into_group(self) -> Group {
        self.group
    }
}

fn put<T: Clone>(mentioned: bool, old: &mut T, new: &T) {
    if mentioned {
        old.clone_from(new);
    }
}

/// An unknown reason is read as the milder one.
fn removal(reason: &str) -> Removal {
    if reason.eq_ignore_ascii_case("deleted") { Removal::ForGood } else { Removal::Restorable }
}

impl Record for UserChange {
    type Layout = Layout;

    fn read<'de, D: Deserializer<'de>>(layout: &mut Layout, from: D) -> Result<Self, D::Error> {
        let UserRecord { person, present, removed } = UserRecord::read(layout, from)?;
        Ok(match removed {
            Some(reason) => Self::Removed { object_id: person.object_id, why: removal(&reason) },
            None => Self::Present(Box::new(PersonPatch { person, present })),
        })
    }

    fn failed_at(layout: &Layout) -> Option<String> {
        UserRecord::failed_at(layout)
    }
}

impl Record for GroupChange {
    type Layout = ();

    fn read<'de, D: Deserializer<'de>>(_: &mut (), from: D) -> Result<Self, D::Error> {
        let mut record = GroupRecord::deserialize(from)?;
        let object_id = record.id.0.clone();
        if let Some(removed) = record.removed.take() {
            return Ok(Self::Removed { object_id, why: removal(&removed.reason()) });
        }
        let members = record.members.take().unwrap_or_default().into_iter();
        let members =
            members.map(|m| MemberChange { removed: m.removed.is_some(), member: m.member() }).collect();
        let (mentions, mut group) = (record.mentions(), nameless(object_id));
        record.write(&mut group);
        Ok(Self::Present(GroupPatch { group, mentions, members }))
    }
}
