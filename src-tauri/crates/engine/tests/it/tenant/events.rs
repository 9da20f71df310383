//! What can happen in a tenant, by chance.

use super::{GROUPS, LONG_AGO, State, USERS};
use serde_json::{Value, json};

impl State {
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

    pub(crate) fn change(&mut self, id: &str, attribute: &str) {
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
}
