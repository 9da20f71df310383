//! `/groups/delta` with `members@delta`. Border: what changed in groups between two days; long
//! member lists are spread over several items of the same group, mixed with other groups.

use super::Result;
use super::ask::{Ask, Permission};
use super::delta::{Asked, Round, page_size};
use super::properties::{GROUP, Kind};
use crate::company::{Attributes, Group, Member, World};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashSet};

pub(super) fn answer(ask: &Ask<'_>) -> Result<Value> {
    ask.allow(Permission::Groups)?;
    let (round, everything) = match Round::of(ask)? {
        Asked::Latest(round) => (round, false),
        Asked::Page(round) => (round, true),
    };
    let tracked = Tracked::of(&round, ask)?;
    let items = match (everything, round.since) {
        (false, _) => Vec::new(),
        (true, None) => tracked.all(ask.world(round.until)?.as_ref()),
        (true, Some(since)) => tracked.changes(ask, since, round.until)?,
    };
    Ok(round.page(ask, "groups", items))
}

struct Tracked {
    properties: Vec<&'static str>,
    members: bool,
    /// Members in one item at most.
    chunk: usize,
}

impl Tracked {
    fn of(round: &Round, ask: &Ask<'_>) -> Result<Self> {
        let own = round
            .select
            .as_deref()
            .map(|names| names.iter().filter(|name| *name != "members").cloned().collect::<Vec<_>>());
        let members = round.select.as_deref().is_none_or(|names| names.iter().any(|name| name == "members"));
        Ok(Self { properties: GROUP.chosen(own.as_deref())?, members, chunk: (page_size(ask) / 5).max(1) })
    }

    fn all(&self, world: &dyn World) -> Vec<Value> {
        let groups = (0..world.group_count()).filter_map(|position| world.group(position));
        mixed(groups.map(|group| self.whole(world, &group)).collect())
    }

    fn changes(&self, ask: &Ask<'_>, since: u32, until: u32) -> Result<Vec<Value>> {
        let (before, now) = (ask.world(since)?, ask.world(until)?);
        let mut touched: BTreeSet<String> = now.groups_touched_since(since).into_iter().collect();
        touched.extend(before.groups_touched_since(until));
        Ok(mixed(touched.iter().map(|id| self.change(id, before.as_ref(), now.as_ref())).collect()))
    }

    fn change(&self, id: &str, before: &dyn World, now: &dyn World) -> Vec<Value> {
        match (before.find_group(id), now.find_group(id)) {
            (None, Some(group)) => self.whole(now, &group),
            (Some(old), Some(new)) => self.difference((before, &old), (now, &new)),
            (Some(_), None) => vec![json!({ "id": id, "@removed": { "reason": "deleted" } })],
            (None, None) => Vec::new(),
        }
    }

    fn whole(&self, world: &dyn World, group: &Group) -> Vec<Value> {
        let mut own = GROUP.project(&group.attributes, &self.properties);
        own.retain(|_, value| !Kind::is_unset(value));
        let members = if self.members { world.members(group) } else { Vec::new() };
        self.spread(&group.id, own, &members.iter().map(present).collect::<Vec<_>>())
    }

    fn difference(
        &self,
        (before, old): (&dyn World, &Group),
        (now, new): (&dyn World, &Group),
    ) -> Vec<Value> {
        let changed = |name: &&&str| GROUP.value(&old.attributes, name) != GROUP.value(&new.attributes, name);
        let names: Vec<&'static str> = self.properties.iter().filter(changed).copied().collect();
        let own = GROUP.project(&new.attributes, &names);
        let members = if self.members {
            self.member_changes(&before.members(old), &now.members(new))
        } else {
            Vec::new()
        };
        if own.is_empty() && members.is_empty() { Vec::new() } else { self.spread(&new.id, own, &members) }
    }

    fn member_changes(&self, old: &[Member], new: &[Member]) -> Vec<Value> {
        let (was, is): (HashSet<&Member>, HashSet<&Member>) = (old.iter().collect(), new.iter().collect());
        let left = old.iter().filter(|member| !is.contains(member)).map(left);
        left.chain(new.iter().filter(|member| !was.contains(member)).map(present)).collect()
    }

    /// One item, or several with the same group's further members.
    fn spread(&self, id: &str, mut own: Attributes, members: &[Value]) -> Vec<Value> {
        own.insert("id".into(), json!(id));
        if members.is_empty() {
            return vec![Value::Object(own)];
        }
        let with = |chunk: &[Value]| {
            let mut item = own.clone();
            item.insert("members@delta".into(), json!(chunk));
            Value::Object(item)
        };
        members.chunks(self.chunk).map(with).collect()
    }
}

fn present(member: &Member) -> Value {
    json!({ "@odata.type": member.kind.odata_type(), "id": member.id })
}

fn left(member: &Member) -> Value {
    json!({ "@odata.type": member.kind.odata_type(), "id": member.id, "@removed": { "reason": "deleted" } })
}

/// First items of all groups, then second ones, and so on.
fn mixed(groups: Vec<Vec<Value>>) -> Vec<Value> {
    let mut groups: Vec<_> = groups.into_iter().map(Vec::into_iter).collect();
    let mut items = Vec::new();
    loop {
        let before = items.len();
        items.extend(groups.iter_mut().filter_map(Iterator::next));
        if items.len() == before {
            return items;
        }
    }
}
