//! The company's data: who and what exists on which day. Border: no HTTP, no tokens; everything
//! follows from the day number (and, scaled, from the size) alone.

mod generated;
mod groups;
mod kinds;
mod licences;
mod people;
mod scaled;
mod sites;
mod snapshot;
mod story;
mod tenants;
mod timeline;

pub(crate) use groups::{Group, Member, MemberKind};
pub(crate) use licences::part_number;
pub(crate) use people::User;
pub(crate) use snapshot::Snapshot;
pub(crate) use tenants::{Account, PERSONAL_TENANT, Tenant, Tenants};
pub(crate) use timeline::LAST_DAY;

use serde_json::{Map, Value};
use std::sync::Arc;

pub use tenants::{FABRIKAM_ACCOUNT, GUEST_ACCOUNT, PERSONAL_ACCOUNT};

/// Attributes of an object under Graph's names; absent attributes are null.
pub(crate) type Attributes = Map<String, Value>;

/// Why somebody is no longer listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gone {
    /// Restorable for 30 days, with the same id.
    SoftDeleted,
    Erased,
}

/// A directory on one day. Two things hold one: the story's snapshot and the scaled generator.
pub(crate) trait World: Send + Sync {
    fn user_count(&self) -> usize;
    /// The user at a position of the list, `0..user_count()`.
    fn user(&self, position: usize) -> Option<Arc<User>>;
    /// By object id, or by user principal name in any case.
    fn find_user(&self, id_or_name: &str) -> Option<Arc<User>>;
    /// Whether somebody with that object id is listed; cheaper than finding.
    fn has_user(&self, id: &str) -> bool;
    /// What became of an id that `find_user` does not know any more.
    fn gone(&self, id: &str) -> Option<Gone>;
    fn soft_deleted(&self) -> Vec<String>;
    fn group_count(&self) -> usize;
    fn group(&self, position: usize) -> Option<Arc<Group>>;
    fn find_group(&self, id: &str) -> Option<Arc<Group>>;
    /// As stored: soft-deleted users keep their places.
    fn members(&self, group: &Group) -> Vec<Member>;
    /// Ids of users that may differ from an earlier day; a superset of the real changes.
    fn users_touched_since(&self, day: u32) -> Vec<String>;
    fn groups_touched_since(&self, day: u32) -> Vec<String>;
}
