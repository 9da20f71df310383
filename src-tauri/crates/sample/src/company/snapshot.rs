//! One day of the story, indexed for questions. Border: read-only once made.

use super::timeline::State;
use super::{Gone, Group, Member, MemberKind, User, World};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

pub(crate) struct Snapshot {
    users: Vec<Arc<User>>,
    /// Positions by object id and by lower-case user principal name.
    index: HashMap<String, usize>,
    gone: BTreeMap<String, Gone>,
    groups: Vec<Arc<Group>>,
}

impl Snapshot {
    pub(super) fn of(state: &State) -> Self {
        let users: Vec<Arc<User>> = state.present().map(|entry| Arc::new(entry.user.clone())).collect();
        let gone =
            state.people.iter().filter_map(|entry| Some((entry.user.id.clone(), entry.gone?.1))).collect();
        let groups =
            state.groups.iter().map(|(_, group)| Arc::new(with_rule_members(group, &users))).collect();
        let index =
            users.iter().enumerate().flat_map(|(position, user)| keys(user).map(move |key| (key, position)));
        Self { index: index.collect(), users, gone, groups }
    }
}

fn keys(user: &User) -> impl Iterator<Item = String> {
    let name = user.text("userPrincipalName").map(str::to_lowercase);
    std::iter::once(user.id.clone()).chain(name)
}

/// A dynamic group holds every licensed employee who may sign in.
fn with_rule_members(group: &Group, users: &[Arc<User>]) -> Group {
    let mut group = group.clone();
    if group.dynamic {
        let fits = |user: &&Arc<User>| user.is_enabled() && user.is_licensed() && !user.is_guest();
        let member = |user: &Arc<User>| Member { kind: MemberKind::User, id: user.id.clone() };
        group.members = users.iter().filter(fits).map(member).collect();
    }
    group
}

impl World for Snapshot {
    fn user_count(&self) -> usize {
        self.users.len()
    }

    fn user(&self, position: usize) -> Option<Arc<User>> {
        self.users.get(position).cloned()
    }

    fn find_user(&self, id_or_name: &str) -> Option<Arc<User>> {
        let position = self.index.get(&id_or_name.to_lowercase())?;
        self.user(*position)
    }

    fn has_user(&self, id: &str) -> bool {
        self.index.contains_key(id)
    }

    fn gone(&self, id: &str) -> Option<Gone> {
        self.gone.get(id).copied()
    }

    fn soft_deleted(&self) -> Vec<String> {
        let soft = self.gone.iter().filter(|(_, how)| **how == Gone::SoftDeleted);
        soft.map(|(id, _)| id.clone()).collect()
    }

    fn group_count(&self) -> usize {
        self.groups.len()
    }

    fn group(&self, position: usize) -> Option<Arc<Group>> {
        self.groups.get(position).cloned()
    }

    fn find_group(&self, id: &str) -> Option<Arc<Group>> {
        self.groups.iter().find(|group| group.id.eq_ignore_ascii_case(id)).cloned()
    }

    fn members(&self, group: &Group) -> Vec<Member> {
        group.members.clone()
    }

    fn users_touched_since(&self, _day: u32) -> Vec<String> {
        let present = self.users.iter().map(|user| user.id.clone());
        present.chain(self.gone.keys().cloned()).collect()
    }

    fn groups_touched_since(&self, _day: u32) -> Vec<String> {
        self.groups.iter().map(|group| group.id.clone()).collect()
    }
}
