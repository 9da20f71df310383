//! The same shape of company at any size, without holding it: every user, group and membership is
//! computed from its number. Border: arithmetic over the story's day 1 and the moment the company began;
//! nothing is stored per user.
//!
//! Each block of people repeats the story's people under other names. From day 2 on every day a
//! thousandth of the users changes (80 % move, 10 % leave, 10 % join), at least four.

use super::people::Domains;
use super::{Gone, Group, Member, MemberKind, Snapshot, User, World, groups};
use crate::secrets::id_for;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Clone)]
pub(crate) struct Scaled {
    templates: Arc<Vec<Template>>,
    domains: Domains,
    users: usize,
    groups: usize,
    /// Day 1: who joins later is created later.
    began: DateTime<Utc>,
}

/// Somebody of the story, and the place of the manager among all templates.
struct Template {
    user: Arc<User>,
    manager: Option<usize>,
}

/// One day of it.
pub(crate) struct ScaledDay {
    company: Scaled,
    day: usize,
    /// Answers for the accounts that sign in, who are not part of the listed people.
    accounts: Arc<Snapshot>,
}

impl Scaled {
    pub(crate) fn new(template: &Snapshot, domains: Domains, users: usize, groups: usize) -> Self {
        let people: Vec<Arc<User>> =
            (0..template.user_count()).filter_map(|position| template.user(position)).collect();
        let place = |id: &String| people.iter().position(|user| user.id == *id);
        let template = |user: &Arc<User>| Template {
            user: user.clone(),
            manager: user.manager.as_ref().and_then(place),
        };
        let templates = people.iter().map(template).collect();
        Self { templates: Arc::new(templates), domains, users, groups, began: Utc::now() }
    }

    pub(crate) fn on(&self, day: u32, accounts: Arc<Snapshot>) -> ScaledDay {
        ScaledDay { company: self.clone(), day: day as usize, accounts }
    }

    fn changes_a_day(&self) -> usize {
        (self.users / 1_000).max(4)
    }

    /// How many leave a day, and how many join.
    fn turnover(&self) -> usize {
        (self.changes_a_day() / 10).max(1)
    }

    fn moves_a_day(&self) -> usize {
        self.changes_a_day() - 2 * self.turnover()
    }

    /// The numbers of those who left until a day: a growing range from the middle on.
    fn left(&self, day: usize) -> std::ops::Range<usize> {
        let middle = self.users / 2;
        middle..(middle + (day - 1) * self.turnover()).min(self.users)
    }

    /// The day somebody moves, if ever: a quarter of the way in and onwards.
    fn moves_on(&self, number: usize) -> Option<usize> {
        let offset = (number + self.users - self.users / 4) % self.users.max(1);
        (number < self.users).then(|| offset / self.moves_a_day().max(1) + 2)
    }

    fn user(&self, number: usize, day: usize) -> Option<User> {
        let count = self.templates.len().max(1);
        let (block, place) = (number / count, number % count);
        let template = self.templates.get(place)?;
        let mut user = User::clone(&template.user);
        rename(&mut user, block);
        user.id = user_id(number);
        user.set("id", json!(user.id));
        let manager = template.manager.map(|manager| number - place + manager);
        if number >= self.users {
            user.set("createdDateTime", json!(self.created(number)));
        }
        user.manager = manager.filter(|manager| *manager < self.users).map(user_id);
        if self.moves_on(number).is_some_and(|moved| moved <= day) {
            user.set("jobTitle", json!("Moved on"));
            user.set("department", json!("New Ventures"));
        }
        Some(user)
    }

    /// When a joiner was created.
    fn created(&self, number: usize) -> String {
        let days = i64::try_from((number - self.users) / self.turnover() + 1).unwrap_or_default();
        (self.began + TimeDelta::days(days)).to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// Every hundredth group is large (a twentieth of everybody), the others hold up to 120.
    fn members_of(&self, group: usize) -> impl Iterator<Item = usize> + use<> {
        let users = self.users;
        let size = if group.is_multiple_of(100) { users / 20 } else { group * 37 % 121 };
        let step =
            [7_919, 104_729, 1_299_709].into_iter().find(|step| !users.is_multiple_of(*step)).unwrap_or(1);
        (0..size.min(users)).map(move |nth| (group * 613 + nth * step) % users.max(1))
    }
}

impl ScaledDay {
    fn is_present(&self, number: usize) -> bool {
        number < self.company.users + self.joined() && !self.company.left(self.day).contains(&number)
    }

    fn joined(&self) -> usize {
        (self.day - 1) * self.company.turnover()
    }

    fn make_group(&self, number: usize) -> Option<Group> {
        (number < self.company.groups).then(|| {
            let id = id_for("scaled-group", &number.to_string());
            let id = format!("{}{number:012x}", id.get(..24).unwrap_or_default());
            let texts = [&format!("Group {number}"), &format!("Team number {number}"), "security", ""];
            let attributes = groups::attributes(&id, texts.map(|text: &str| text), self.company.domains);
            Group { id, attributes, members: Vec::new(), dynamic: false }
        })
    }
}

impl World for ScaledDay {
    fn user_count(&self) -> usize {
        self.company.users - self.company.left(self.day).len() + self.joined()
    }

    fn user(&self, position: usize) -> Option<Arc<User>> {
        let left = self.company.left(self.day);
        let number = if position < left.start { position } else { position + left.len() };
        if !self.is_present(number) {
            return None;
        }
        self.company.user(number, self.day).map(Arc::new)
    }

    fn find_user(&self, id_or_name: &str) -> Option<Arc<User>> {
        match user_number(id_or_name) {
            Some(number) if self.is_present(number) => self.company.user(number, self.day).map(Arc::new),
            Some(_) => None,
            None => self.accounts.find_user(id_or_name),
        }
    }

    fn has_user(&self, id: &str) -> bool {
        user_number(id).is_some_and(|number| self.is_present(number))
    }

    fn gone(&self, id: &str) -> Option<Gone> {
        let number = user_number(id)?;
        self.company.left(self.day).contains(&number).then_some(Gone::SoftDeleted)
    }

    fn soft_deleted(&self) -> Vec<String> {
        self.company.left(self.day).map(user_id).collect()
    }

    fn group_count(&self) -> usize {
        self.company.groups
    }

    fn group(&self, position: usize) -> Option<Arc<Group>> {
        self.make_group(position).map(Arc::new)
    }

    fn find_group(&self, id: &str) -> Option<Arc<Group>> {
        let number = usize::from_str_radix(id.get(24..)?, 16).ok()?;
        self.make_group(number).filter(|group| group.id == id).map(Arc::new)
    }

    fn members(&self, group: &Group) -> Vec<Member> {
        let number = group.id.get(24..).and_then(|text| usize::from_str_radix(text, 16).ok());
        let users = number.into_iter().flat_map(|number| self.company.members_of(number));
        users.map(|number| Member { kind: MemberKind::User, id: user_id(number) }).collect()
    }

    fn users_touched_since(&self, day: u32) -> Vec<String> {
        let (company, since) = (&self.company, day as usize);
        let users = company.users;
        let left = company.left(since).end..company.left(self.day).end;
        let joined = users + (since.saturating_sub(1)) * company.turnover()..users + self.joined();
        let first = (since.saturating_sub(1)) * company.moves_a_day();
        let moved = first..((self.day - 1) * company.moves_a_day()).min(users);
        let moved = moved.map(|offset| (offset + users / 4) % users.max(1));
        moved.chain(left).chain(joined).map(user_id).collect()
    }

    fn groups_touched_since(&self, _day: u32) -> Vec<String> {
        Vec::new()
    }
}

/// An id that carries its number behind scattered leading digits, as GUIDs come in no order.
fn user_id(number: usize) -> String {
    let scattered = (number as u32).wrapping_mul(2_654_435_761);
    format!("{scattered:08x}-5ca1-4ed0-a000-{number:012x}")
}

fn user_number(id: &str) -> Option<usize> {
    let number = usize::from_str_radix(id.get(24..)?, 16).ok()?;
    (user_id(number) == id).then_some(number)
}

/// Gives the people of a later block addresses and numbers of their own.
fn rename(user: &mut User, block: usize) {
    if block == 0 {
        return;
    }
    for name in ["userPrincipalName", "mail", "mailNickname", "employeeId"] {
        if let Some(text) = user.text(name) {
            let text = format!("b{block}.{text}");
            user.set(name, json!(text));
        }
    }
    if let Some(name) = user.text("displayName") {
        let name = format!("{name} {block}");
        user.set("displayName", json!(name));
    }
    for name in ["proxyAddresses", "otherMails"] {
        if let Some(Value::Array(all)) = user.attributes.get_mut(name) {
            for address in all {
                *address = json!(prefixed(address.as_str().unwrap_or_default(), block));
            }
        }
    }
}

fn prefixed(address: &str, block: usize) -> String {
    match address.split_once(':') {
        Some((kind, rest)) => format!("{kind}:b{block}.{rest}"),
        None => format!("b{block}.{address}"),
    }
}
