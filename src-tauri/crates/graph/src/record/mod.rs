//! How Graph's objects are read: leniently in values, strictly in identity.

mod columns;
mod group;
mod lenient;
mod member;
mod mend;
mod person;
mod slot;
mod tenant;

pub(crate) use group::{GROUP_SELECT, GroupRecord, nameless};
pub(crate) use lenient::{Flag, Id, Set, Text, Texts};
pub(crate) use member::MemberRecord;
pub use member::{Member, MemberKind, Relation};
pub(crate) use mend::mend;
pub(crate) use person::{Layout, UserRecord};
pub(crate) use slot::{Present, Slot, user_select};
pub use tenant::{Domain, Me, Organization};
