//! `/users/delta`. Border: what changed between two days, in delta's terms: unchanged properties are
//! absent, cleared ones null, gone users `@removed`.

use super::Result;
use super::ask::{Ask, Permission};
use super::delta::{Asked, Round};
use super::properties::{Kind, USER};
use crate::company::{Attributes, Gone, User, World};
use crate::faults::Effect;
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) fn answer(ask: &Ask<'_>) -> Result<Value> {
    ask.allow(Permission::Users)?;
    let (round, everything) = match Round::of(ask)? {
        Asked::Latest(round) => (round, false),
        Asked::Page(round) => (round, true),
    };
    let select = round.select.as_deref().map(without_manager);
    let tracked = Tracked {
        properties: USER.chosen(select.as_deref())?,
        manager: round.select.as_deref().is_some_and(|names| names.iter().any(|name| name == "manager")),
    };
    let items = match (everything && !ask.effects.contains(&Effect::NoUsers), round.since) {
        (false, _) => Vec::new(),
        (true, None) => tracked.everybody(ask.world(round.until)?.as_ref()),
        (true, Some(since)) => tracked.changes(ask, since, round.until)?,
    };
    Ok(round.page(ask, "users", items))
}

fn without_manager(names: &[String]) -> Vec<String> {
    names.iter().filter(|name| *name != "manager").cloned().collect()
}

/// What the first request asked to be told about.
struct Tracked {
    properties: Vec<&'static str>,
    manager: bool,
}

impl Tracked {
    /// The first round: everybody, and those whose deletion is still remembered.
    fn everybody(&self, world: &dyn World) -> Vec<Value> {
        let users = (0..world.user_count()).filter_map(|position| world.user(position));
        let removed = world.soft_deleted().into_iter().map(|id| removed(&id, Gone::SoftDeleted));
        users.map(|user| self.whole(&user)).chain(removed).collect()
    }

    fn changes(&self, ask: &Ask<'_>, since: u32, until: u32) -> Result<Vec<Value>> {
        let (before, now) = (ask.world(since)?, ask.world(until)?);
        let mut touched: BTreeSet<String> = now.users_touched_since(since).into_iter().collect();
        touched.extend(before.users_touched_since(until));
        Ok(touched.iter().filter_map(|id| self.change(id, before.as_ref(), now.as_ref())).collect())
    }

    fn change(&self, id: &str, before: &dyn World, now: &dyn World) -> Option<Value> {
        match (before.find_user(id), now.find_user(id)) {
            (None, Some(user)) => Some(self.whole(&user)),
            (Some(old), Some(new)) => self.difference(&old, &new),
            (Some(_), None) => Some(removed(id, now.gone(id).unwrap_or(Gone::Erased))),
            // A restorable user who was erased since is told about once more.
            (None, None) => (now.gone(id) == Some(Gone::Erased)
                && before.gone(id) == Some(Gone::SoftDeleted))
            .then(|| removed(id, Gone::Erased)),
        }
    }

    /// All that was ever set.
    fn whole(&self, user: &User) -> Value {
        let mut item = USER.project(&user.attributes, &self.properties);
        item.retain(|_, value| !Kind::is_unset(value));
        if let Some(manager) = user.manager.as_deref().filter(|_| self.manager) {
            item.insert("manager@delta".into(), json!([reference(manager)]));
        }
        Value::Object(item)
    }

    /// Only what differs; `None` when nothing tracked does.
    fn difference(&self, old: &User, new: &User) -> Option<Value> {
        let mut item = Attributes::new();
        for name in &self.properties {
            let (was, is) = (USER.value(&old.attributes, name), USER.value(&new.attributes, name));
            if was != is {
                item.insert((*name).to_owned(), is);
            }
        }
        if self.manager && old.manager != new.manager {
            item.insert(
                "manager@delta".into(),
                manager_change(old.manager.as_deref(), new.manager.as_deref()),
            );
        }
        if item.is_empty() {
            return None;
        }
        item.insert("id".into(), json!(new.id));
        Some(Value::Object(item))
    }
}

fn reference(id: &str) -> Value {
    json!({ "@odata.type": "#microsoft.graph.user", "id": id })
}

fn manager_change(old: Option<&str>, new: Option<&str>) -> Value {
    let gone = old.map(
        |id| json!({ "@odata.type": "#microsoft.graph.user", "id": id, "@removed": { "reason": "deleted" } }),
    );
    gone.into_iter().chain(new.map(reference)).collect()
}

fn removed(id: &str, how: Gone) -> Value {
    let reason = if how == Gone::SoftDeleted { "changed" } else { "deleted" };
    json!({ "id": id, "@removed": { "reason": reason } })
}
