//! The Microsoft Graph client: paging, throttling, error classes.
//!
//! Border: it turns `GET`s (and `$batch` of `GET`s, nothing else ever) into typed pages of
//! users, groups and members. It knows no rules, no store and no sign-in: tokens come through
//! [`TokenSource`], Stop and progress through [`Watch`].

mod batch;
mod client;
mod delta;
mod error;
mod limits;
mod page;
mod pager;
mod record;
mod token;
mod watch;
mod wire;

pub use batch::{ListState, Related, RelatedPage};
pub use client::GraphClient;
pub use delta::{
    DeltaLink, DeltaStart, GroupChange, GroupPatch, MemberChange, PersonPatch, Removal, UserChange,
};
pub use error::{Flaw, GraphError, Trace};
pub use limits::Limits;
pub use page::{BadRecord, Page, Problem};
pub use pager::Pager;
pub use record::{Domain, Me, Member, MemberKind, Organization, Relation};
pub use rollcall_reach::Unreachable;
pub use token::{TokenSource, TokenTrouble};
pub use watch::{Progress, Watch};
pub use wire::Http;
