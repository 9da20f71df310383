//! What can be asked of Microsoft Graph.

use crate::batch::Related;
use crate::delta::{self, DeltaStart, GroupChange, UserChange};
use crate::error::GraphError;
use crate::limits::Limits;
use crate::page;
use crate::pager::Pager;
use crate::record::{self, Me, Member, Organization, Relation};
use crate::token::TokenSource;
use crate::watch::Watch;
use crate::wire::{Ask, Base, Http, Lanes, Wire};
use reqwest::Url;
use rollcall_people::{Group, ObjectId, Person};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One connection's way to Graph, for one piece of work. Cheap to clone: clones share the lanes,
/// the request count and [`Watch`].
#[derive(Clone)]
pub struct GraphClient {
    wire: Arc<Wire>,
}

impl GraphClient {
    /// `base` includes the version, such as `https://graph.microsoft.com/v1.0`; every request and every
    /// link followed stays on its scheme, host and port.
    pub fn new(http: impl Into<Http>, base: Url, tokens: Arc<dyn TokenSource>, watch: Watch) -> Self {
        Self::with_limits(http, base, tokens, watch, Limits::default())
    }

    pub fn with_limits(
        http: impl Into<Http>,
        base: Url,
        tokens: Arc<dyn TokenSource>,
        watch: Watch,
        limits: Limits,
    ) -> Self {
        let (http, base, lanes) = (http.into(), Base::new(base), Lanes::new(limits.lanes));
        let [requests, retries, room] = std::array::from_fn(|_| AtomicUsize::new(0));
        let wire = Wire { http, base, tokens, watch, limits, lanes, requests, retries, room };
        Self { wire: Arc::new(wire) }
    }

    /// Requests sent so far, repeated ones included. A `$batch` is one.
    pub fn requests(&self) -> usize {
        self.wire.requests.load(Ordering::Relaxed)
    }

    /// How often something was asked again because it had been refused, went wrong or stayed unanswered.
    pub fn retries(&self) -> usize {
        self.wire.retries.load(Ordering::Relaxed)
    }

    /// The account that signed in. <https://learn.microsoft.com/graph/api/user-get>
    pub async fn me(&self) -> Result<Me, GraphError> {
        let link = self.wire.base.link("/me?$select=id,userPrincipalName,displayName,userType")?;
        self.wire.ask(&Ask::get(link), |body| page::read_object(&body.text)).await
    }

    /// The tenant. <https://learn.microsoft.com/graph/api/organization-list>
    pub async fn organization(&self) -> Result<Organization, GraphError> {
        let link = self.wire.base.link("/organization?$select=id,displayName,verifiedDomains")?;
        self.wire.ask(&Ask::get(link), |body| page::read_first(&body.text)).await
    }

    /// All users with the attributes Rollcall reads and their managers, 999 a page.
    /// <https://learn.microsoft.com/graph/api/user-list>
    pub fn users(&self) -> Pager<Person> {
        let select = record::user_select();
        let path = format!("/users?$select={select}&$expand=manager($select=id,displayName)&$top=999");
        Pager::new(&self.wire, self.wire.base.link(&path))
    }

    /// All groups, of any kind. <https://learn.microsoft.com/graph/api/group-list>
    pub fn groups(&self) -> Pager<Group> {
        let path = format!("/groups?$select={}&$top=999", record::GROUP_SELECT);
        Pager::new(&self.wire, self.wire.base.link(&path))
    }

    /// A group's direct members, of any type. <https://learn.microsoft.com/graph/api/group-list-members>
    pub fn members(&self, group: &ObjectId) -> Pager<Member> {
        Pager::new(&self.wire, self.wire.base.link(&Relation::Members.path(group)))
    }

    /// The direct members of many groups, 20 groups a request. Groups that fail do so on their own.
    pub fn members_of(&self, groups: impl IntoIterator<Item = ObjectId>) -> Related {
        self.related(groups.into_iter().map(|group| (Relation::Members, group)))
    }

    /// Lists of many objects, 20 a request. Lists that fail do so on their own.
    pub fn related(&self, lists: impl IntoIterator<Item = (Relation, ObjectId)>) -> Related {
        Related::new(&self.wire, lists.into_iter().collect())
    }

    /// The attributes that rounds of changes are asked for: a position is only good for the same ones.
    pub fn tracked_attributes() -> String {
        format!("{};{}", delta::user_select(), delta::group_select())
    }

    /// What changed among users; the pager has the next position once it is through.
    /// <https://learn.microsoft.com/graph/delta-query-users>
    pub fn users_delta(&self, from: &DeltaStart) -> Pager<UserChange> {
        let link = delta::link(&self.wire.base, "/users/delta", &delta::user_select(), from);
        Pager::of_changes(&self.wire, link)
    }

    /// What changed among groups and their direct members.
    /// <https://learn.microsoft.com/graph/delta-query-groups>
    pub fn groups_delta(&self, from: &DeltaStart) -> Pager<GroupChange> {
        let link = delta::link(&self.wire.base, "/groups/delta", &delta::group_select(), from);
        Pager::of_changes(&self.wire, link)
    }
}
