//! A Graph whose people and groups change at random, and which tells about it in every way that is
//! allowed: in any order, twice, from further back than asked, spread over pages.

mod events;
mod graph;
mod rounds;

use axum::Router;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio_util::task::AbortOnDropHandle;

pub(crate) struct Tenant {
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
    _server: AbortOnDropHandle<()>,
}

#[derive(Default)]
pub(crate) struct State {
    base: String,
    pub(crate) dice: Dice,
    users: BTreeMap<String, User>,
    deleted: BTreeMap<String, User>,
    groups: BTreeMap<String, Team>,
    told: [Vec<Value>; 2],
    rounds: Vec<Vec<Value>>,
    /// Most records on a page.
    pub(crate) page: usize,
    /// So many items from before the position come once more.
    pub(crate) replay: usize,
    /// Random events that happen while it is being read.
    pub(crate) meanwhile: usize,
    /// Positions up to here are no longer known.
    pub(crate) forgotten: usize,
    /// What the service says about a position it does not know.
    pub(crate) expired: (u16, &'static str),
    /// Does not say where a person belongs.
    pub(crate) secretive: bool,
    last_id: usize,
    pub(crate) asked: Vec<String>,
}

#[derive(Clone, Default)]
struct User {
    attributes: Map<String, Value>,
    manager: Option<String>,
}

#[derive(Clone, Default)]
struct Team {
    name: String,
    members: BTreeSet<String>,
}

/// A small generator, so that a history can be told again.
pub(crate) struct Dice(pub(crate) u64);

impl Default for Dice {
    fn default() -> Self {
        Self(1)
    }
}

impl Dice {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    fn one<T: Clone>(&mut self, of: impl Iterator<Item = T>) -> Option<T> {
        let all: Vec<T> = of.collect();
        (!all.is_empty()).then(|| all[self.below(all.len())].clone())
    }
}

const USERS: usize = 0;
const GROUPS: usize = 1;
pub(crate) const LONG_AGO: &str = "2020-02-02T02:02:02Z";

impl Tenant {
    pub(crate) async fn start(seed: u64) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/v1.0", listener.local_addr().unwrap());
        let expired = (410, "syncStateNotFound");
        let state = State { base: base.clone(), dice: Dice(seed), page: 999, expired, ..State::default() };
        let state = Arc::new(Mutex::new(state));
        let router = Router::new().fallback(graph::answer).with_state(state.clone());
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url: base, state, _server: AbortOnDropHandle::new(server) }
    }

    pub(crate) fn now(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

/// Ids as they are made: the group of this number, the user of that.
pub(crate) fn group_id(n: usize) -> String {
    format!("{n:08x}-0000-4000-b000-{n:012x}")
}

pub(crate) fn user_id(n: usize) -> String {
    format!("{:08x}-0000-4000-a000-{n:012x}", (n as u32).wrapping_mul(2_654_435_761))
}

impl State {
    pub(crate) fn add_users(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.add_user(LONG_AGO)).collect()
    }

    pub(crate) fn add_user(&mut self, created: &str) -> String {
        self.last_id += 1;
        let (n, id) = (self.last_id, user_id(self.last_id));
        let user = json!({
            "id": id, "displayName": format!("Person {n}"), "userPrincipalName": format!("p{n}@contoso.example"),
            "mail": format!("p{n}@contoso.example"), "jobTitle": "Clerk", "city": "Bern",
            "accountEnabled": true, "createdDateTime": created,
        });
        let Value::Object(attributes) = user else { unreachable!() };
        self.users.insert(id.clone(), User { attributes, manager: None });
        self.introduce(&id);
        id
    }

    pub(crate) fn add_group(&mut self, n: usize, members: &[String]) {
        let team = Team { name: format!("Group {n}"), members: members.iter().cloned().collect() };
        self.tell(GROUPS, json!({ "id": group_id(n), "displayName": team.name }));
        self.groups.insert(group_id(n), team);
        let members: Vec<_> = members.iter().map(|id| (id.clone(), true)).collect();
        self.tell_members(&group_id(n), &members);
    }

    /// A group that was always there, whose members are listed and never told of.
    pub(crate) fn set_group(&mut self, n: usize, members: impl IntoIterator<Item = String>) {
        let team = Team { name: format!("Group {n}"), members: members.into_iter().collect() };
        self.groups.insert(group_id(n), team);
    }

    /// Members come or go; the service tells.
    pub(crate) fn set_member(&mut self, group: &str, member: &str, present: bool) {
        let Some(team) = self.groups.get_mut(group) else { return };
        let changed =
            if present { team.members.insert(member.to_owned()) } else { team.members.remove(member) };
        if changed {
            self.tell_members(group, &[(member.to_owned(), present)]);
        }
    }

    /// The same without a word: a service that misbehaves.
    pub(crate) fn set_member_silently(&mut self, group: &str, member: &str, present: bool) {
        let Some(team) = self.groups.get_mut(group) else { return };
        if present {
            team.members.insert(member.to_owned());
        } else {
            team.members.remove(member);
        }
    }

    /// As if it had always been so: nobody is told.
    pub(crate) fn set_manager(&mut self, report: &str, manager: &str) {
        if let Some(user) = self.users.get_mut(report) {
            user.manager = Some(manager.to_owned());
        }
    }

    /// A change of somebody who is not there.
    pub(crate) fn mention_stranger(&mut self) {
        self.tell(USERS, json!({ "id": user_id(999_999), "city": "Bern" }));
    }

    /// Somebody is gone who was never there.
    pub(crate) fn mention_a_leaver(&mut self) {
        let leaver = json!({ "id": user_id(888_888), "@removed": { "reason": "deleted" } });
        (0..2).for_each(|_| self.tell(USERS, leaver.clone()));
    }

    pub(crate) fn delete(&mut self, id: &str) {
        if let Some(user) = self.users.remove(id) {
            self.deleted.insert(id.to_owned(), user);
            self.tell(USERS, json!({ "id": id, "@removed": { "reason": "changed" } }));
        }
    }

    pub(crate) fn restore(&mut self, id: &str) {
        if let Some(user) = self.deleted.remove(id) {
            self.users.insert(id.to_owned(), user);
            self.introduce(id);
        }
    }

    /// All that was ever set, as for somebody new or restored. Groups that a restored person is back in, and
    /// those whom that person manages, are not told of.
    fn introduce(&mut self, id: &str) {
        let Some(user) = self.users.get(id) else { return };
        let mut item = user.attributes.clone();
        item.retain(|_, value| !value.is_null());
        if let Some(manager) = &user.manager {
            item.insert("manager@delta".to_owned(), json!([{ "id": manager }]));
        }
        self.tell(USERS, Value::Object(item));
    }

    fn tell(&mut self, list: usize, item: Value) {
        self.told[list].push(item);
    }

    fn tell_members(&mut self, group: &str, members: &[(String, bool)]) {
        for part in members.chunks(3) {
            let part: Vec<Value> =
                part.iter().map(|(id, present)| graph::member_change(id, *present)).collect();
            self.tell(GROUPS, json!({ "id": group, "members@delta": part }));
        }
    }

    /// Who is younger than this read has become old by the next.
    fn age(&mut self) {
        for user in self.users.values_mut().chain(self.deleted.values_mut()) {
            user.attributes.insert("createdDateTime".to_owned(), json!(LONG_AGO));
        }
    }
}
