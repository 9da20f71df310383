//! A Graph whose people and groups change at random, and which tells about it in every way that is
//! allowed: in any order, twice, from further back than asked, spread over pages.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
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
const LONG_AGO: &str = "2020-02-02T02:02:02Z";

impl Tenant {
    pub(crate) async fn start(seed: u64) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/v1.0", listener.local_addr().unwrap());
        let expired = (410, "syncStateNotFound");
        let state = State { base: base.clone(), dice: Dice(seed), page: 999, expired, ..State::default() };
        let state = Arc::new(Mutex::new(state));
        let router = Router::new().fallback(answer).with_state(state.clone());
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

    fn add_user(&mut self, created: &str) -> String {
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

    /// A change of somebody who is not there.
    pub(crate) fn mention_stranger(&mut self) {
        self.tell(USERS, json!({ "id": user_id(999_999), "city": "Bern" }));
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

    /// Something happens.
    pub(crate) fn event(&mut self) {
        let user =
            self.dice.one(self.users.keys().cloned().collect::<Vec<_>>().into_iter()).unwrap_or_default();
        let group =
            self.dice.one(self.groups.keys().cloned().collect::<Vec<_>>().into_iter()).unwrap_or_default();
        match self.dice.below(16) {
            0..=2 => self.change(&user, "jobTitle"),
            3 => self.change(&user, "displayName"),
            4 => self.change(&user, "city"),
            5 => self.manage(&user),
            6 => drop(self.add_user(LONG_AGO)),
            7 => {
                let soon = (chrono::Utc::now() + chrono::TimeDelta::hours(2)).to_rfc3339();
                let new = self.add_user(&soon);
                self.set_member(&group, &new, true);
            }
            8 | 9 => self.delete(&user),
            10 => {
                let back = self.dice.one(self.deleted.keys().cloned().collect::<Vec<_>>().into_iter());
                back.into_iter().for_each(|id| self.restore(&id));
            }
            11 => self.erase(),
            12 | 13 => self.set_member(&group, &user, true),
            14 => {
                let member = self.groups.get(&group).map(|team| team.members.clone()).unwrap_or_default();
                let member = self.dice.one(member.into_iter());
                member.into_iter().for_each(|member| self.set_member(&group, &member, false));
            }
            _ => self.regroup(&group),
        }
    }

    fn change(&mut self, id: &str, attribute: &str) {
        let value = match self.dice.below(4) {
            0 if attribute != "displayName" => Value::Null,
            n => json!(format!("{attribute} {n}{}", self.dice.below(50))),
        };
        if let Some(user) = self.users.get_mut(id) {
            user.attributes.insert(attribute.to_owned(), value.clone());
            self.tell(USERS, json!({ "id": id, attribute: value }));
        }
    }

    fn manage(&mut self, id: &str) {
        let manager = match self.dice.below(4) {
            0 => None,
            _ => self.dice.one(self.users.keys().take(9).cloned().collect::<Vec<_>>().into_iter()),
        };
        let Some(user) = self.users.get_mut(id) else { return };
        let before = std::mem::replace(&mut user.manager, manager.clone());
        let gone = before.map(|id| json!({ "id": id, "@removed": { "reason": "deleted" } }));
        let now = manager.map(|id| json!({ "id": id, "@odata.type": "#microsoft.graph.user" }));
        let both: Vec<Value> = gone.into_iter().chain(now).collect();
        if !both.is_empty() {
            self.tell(USERS, json!({ "id": id, "manager@delta": both }));
        }
    }

    /// Somebody deleted is so for good; memberships end.
    fn erase(&mut self) {
        let Some(id) = self.dice.one(self.deleted.keys().cloned().collect::<Vec<_>>().into_iter()) else {
            return;
        };
        self.deleted.remove(&id);
        self.tell(USERS, json!({ "id": id, "@removed": { "reason": "deleted" } }));
        let groups: Vec<String> = self.groups.keys().cloned().collect();
        groups.iter().for_each(|group| self.set_member(group, &id, false));
    }

    /// Renamed, nested, deleted, or a new one.
    fn regroup(&mut self, id: &str) {
        match self.dice.below(5) {
            0 | 1 => {
                let name = format!("Renamed {}", self.dice.below(99));
                if let Some(team) = self.groups.get_mut(id) {
                    team.name.clone_from(&name);
                    self.tell(GROUPS, json!({ "id": id, "displayName": name }));
                }
            }
            2 | 3 => {
                let other = self.dice.one(self.groups.keys().cloned().collect::<Vec<_>>().into_iter());
                let on = self.dice.below(3) > 0;
                other
                    .filter(|other| other != id)
                    .into_iter()
                    .for_each(|other| self.set_member(id, &other, on));
            }
            _ if self.groups.len() > 6 => {
                self.groups.remove(id);
                self.tell(GROUPS, json!({ "id": id, "@removed": { "reason": "deleted" } }));
            }
            _ => {
                self.last_id += 1;
                let members: Vec<String> = self.users.keys().take(3).cloned().collect();
                self.add_group(1_000_000 + self.last_id, &members);
            }
        }
    }

    /// All that was ever set, as for somebody new or restored; whom they manage included.
    fn introduce(&mut self, id: &str) {
        let Some(user) = self.users.get(id) else { return };
        let mut item = user.attributes.clone();
        item.retain(|_, value| !value.is_null());
        if let Some(manager) = &user.manager {
            item.insert("manager@delta".to_owned(), json!([{ "id": manager }]));
        }
        self.tell(USERS, Value::Object(item));
        let reports = self.users.iter().filter(|(_, user)| user.manager.as_deref() == Some(id));
        let reports: Vec<String> = reports.map(|(report, _)| report.clone()).collect();
        for report in reports {
            self.tell(USERS, json!({ "id": report, "manager@delta": [{ "id": id }] }));
        }
    }

    fn tell(&mut self, list: usize, item: Value) {
        self.told[list].push(item);
    }

    fn tell_members(&mut self, group: &str, members: &[(String, bool)]) {
        for part in members.chunks(3) {
            let part: Vec<Value> = part.iter().map(|(id, present)| member_change(id, *present)).collect();
            self.tell(GROUPS, json!({ "id": group, "members@delta": part }));
        }
    }

    /// Who is younger than this read has become old by the next.
    fn age(&mut self) {
        for user in self.users.values_mut().chain(self.deleted.values_mut()) {
            user.attributes.insert("createdDateTime".to_owned(), json!(LONG_AGO));
        }
    }

    fn user(&self, user: &User) -> Value {
        let mut record = user.attributes.clone();
        if let Some((id, manager)) = user.manager.as_ref().and_then(|id| Some((id, self.users.get(id)?))) {
            let name = manager.attributes.get("displayName");
            record.insert("manager".to_owned(), json!({ "id": id, "displayName": name }));
        }
        Value::Object(record)
    }

    fn list(&self, path: &str, query: &str) -> Result<Value, (u16, &'static str)> {
        let from = parameter(query, "skiptoken").unwrap_or_default();
        let page = self.page.min(999);
        let (ids, records): (Vec<&String>, Vec<Value>) = match path.split('/').collect::<Vec<_>>()[..] {
            ["users"] => range(&self.users, from, page, |_, user| self.user(user)),
            ["groups"] => {
                range(&self.groups, from, page, |id, team| json!({ "id": id, "displayName": team.name }))
            }
            ["groups", id, "members"] => {
                let team = self.groups.get(id).ok_or((404, "Request_ResourceNotFound"))?;
                let rest = team.members.range::<str, _>((Bound::Excluded(from), Bound::Unbounded));
                rest.filter(|id| self.is_listed(id))
                    .take(page)
                    .map(|id| (id, member_change(id, true)))
                    .unzip()
            }
            _ => return Err((400, "BadRequest")),
        };
        let last = ids.last().filter(|_| ids.len() == page);
        let next = last.map(|last| format!("{}/{path}?$skiptoken={last}", self.base));
        Ok(body(&records, "@odata.nextLink", next))
    }

    /// Who or what is deleted stays a member, silently. Large groups hold ids nobody else knows.
    fn is_listed(&self, id: &str) -> bool {
        !self.deleted.contains_key(id) && (!is_group(id) || self.groups.contains_key(id))
    }

    fn changes(&mut self, list: usize, path: &str, query: &str) -> Result<Value, (u16, &'static str)> {
        let here = self.told[list].len();
        if let Some(token) = parameter(query, "skiptoken") {
            let (round, from) = token.split_once('.').ok_or((400, "BadRequest"))?;
            return Ok(self.round(path, round.parse().unwrap(), from.parse().unwrap()));
        }
        let token = parameter(query, "deltatoken").ok_or((400, "BadRequest"))?;
        if token == "latest" {
            self.age();
            return Ok(body(&[], "@odata.deltaLink", Some(self.position(path, here))));
        }
        let from: usize = token.parse().map_err(|_| (400, "BadRequest"))?;
        if from < self.forgotten {
            return Err(self.expired);
        }
        let items = self.told[list][from.saturating_sub(self.replay)..here].to_vec();
        let mut items = self.mixed(items);
        items.push(json!(self.position(path, here)));
        self.rounds.push(items);
        Ok(self.round(path, self.rounds.len() - 1, 0))
    }

    fn position(&self, path: &str, at: usize) -> String {
        format!("{}/{path}?$deltatoken={at}", self.base)
    }

    /// A page of a round; the last item is the position after it.
    fn round(&self, path: &str, round: usize, from: usize) -> Value {
        let all = &self.rounds[round];
        let to = (from + self.page).min(all.len() - 1);
        if to < all.len() - 1 {
            let next = format!("{}/{path}?$skiptoken={round}.{to}", self.base);
            return body(&all[from..to], "@odata.nextLink", Some(next));
        }
        let position = all.last().and_then(Value::as_str).map(str::to_owned);
        body(&all[from..to], "@odata.deltaLink", position)
    }

    /// What concerns one object keeps its order, some of it comes twice in a row; objects are mixed.
    fn mixed(&mut self, items: Vec<Value>) -> Vec<Value> {
        let mut queues: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for item in items {
            let queue = queues.entry(item["id"].as_str().unwrap().to_owned()).or_default();
            if self.replay > 0 && self.dice.below(5) == 0 {
                queue.push(item.clone());
            }
            queue.push(item);
        }
        let mut queues: Vec<_> = queues.into_values().map(Vec::into_iter).collect();
        let mut mixed = Vec::new();
        while !queues.is_empty() {
            let at = self.dice.below(queues.len());
            match queues[at].next() {
                Some(item) => mixed.push(item),
                None => drop(queues.swap_remove(at)),
            }
        }
        mixed
    }

    fn batch(&self, request: &Value) -> Value {
        let answer = |part: &Value| {
            let url = part["url"].as_str().unwrap().trim_start_matches('/');
            let (path, query) = url.split_once('?').unwrap_or((url, ""));
            let (status, body) = match self.list(path, query) {
                Ok(body) => (200, body),
                Err((status, code)) => (status, json!({ "error": { "code": code } })),
            };
            json!({ "id": part["id"], "status": status, "body": body })
        };
        let parts = request["requests"].as_array().unwrap();
        json!({ "responses": parts.iter().rev().map(answer).collect::<Vec<_>>() })
    }

    fn route(&mut self, path: &str, query: &str, sent: &[u8]) -> Result<Value, (u16, &'static str)> {
        self.asked.push(format!("{path}?{query}"));
        match path {
            "organization" => Ok(body(&[organization()], "@odata.nextLink", None)),
            "users/delta" => self.changes(USERS, path, query),
            "groups/delta" => self.changes(GROUPS, path, query),
            "$batch" => Ok(self.batch(&serde_json::from_slice(sent).unwrap())),
            _ => self.list(path, query),
        }
    }
}

fn range<'a, T>(
    all: &'a BTreeMap<String, T>,
    from: &str,
    most: usize,
    record: impl Fn(&str, &T) -> Value,
) -> (Vec<&'a String>, Vec<Value>) {
    let rest = all.range::<str, _>((Bound::Excluded(from), Bound::Unbounded));
    rest.take(most).map(|(id, value)| (id, record(id, value))).unzip()
}

fn is_group(id: &str) -> bool {
    id.contains("-b000-")
}

fn member_change(id: &str, present: bool) -> Value {
    let kind = if is_group(id) { "#microsoft.graph.group" } else { "#microsoft.graph.user" };
    if present {
        return json!({ "@odata.type": kind, "id": id });
    }
    json!({ "@odata.type": kind, "id": id, "@removed": { "reason": "deleted" } })
}

fn organization() -> Value {
    let domain = json!({ "name": "contoso.example", "isDefault": true, "isInitial": false });
    json!({ "id": "11111111-2222-4333-8444-555555555555", "displayName": "Contoso", "verifiedDomains": [domain] })
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let pair = query.split('&').filter_map(|pair| pair.split_once('='));
    pair.into_iter()
        .find(|(key, _)| key.trim_start_matches("%24").trim_start_matches('$') == name)
        .map(|(_, v)| v)
}

fn body(records: &[Value], name: &str, link: Option<String>) -> Value {
    let mut body = json!({ "value": records });
    if let Some(link) = link {
        body[name] = json!(link);
    }
    body
}

async fn answer(Shared(state): Shared<Arc<Mutex<State>>>, request: Request) -> impl IntoResponse {
    let path = request.uri().path().trim_start_matches("/v1.0/").to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let sent: Bytes = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap();
    let mut state = state.lock().unwrap();
    let answer = state.route(&path, &query, &sent);
    if state.meanwhile > 0 {
        state.meanwhile -= 1;
        state.event();
    }
    let (status, body) = match answer {
        Ok(body) => (StatusCode::OK, body),
        Err((status, code)) => {
            (StatusCode::from_u16(status).unwrap(), json!({ "error": { "code": code, "message": "" } }))
        }
    };
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string())
}
