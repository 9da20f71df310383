//! `/me`, `/users` and single users. Border: one day's users as Graph shows them.

use super::Result;
use super::ask::{Ask, Permission};
use super::errors::GraphError;
use super::paging::Page;
use super::properties::{USER, context};
use crate::company::{Attributes, User, World};
use crate::faults::Effect;
use serde_json::{Map, Value, json};
use std::sync::Arc;

pub(super) fn me(ask: &Ask<'_>) -> Result<Value> {
    ask.allow(Permission::Profile)?;
    let Some(_) = ask.session.tenant else { return personal(ask) };
    let world = ask.world(ask.today())?;
    let user = world.find_user(&ask.session.object_id).ok_or_else(|| GraphError::not_found("me"))?;
    entity(ask, world.as_ref(), &user)
}

/// A personal account knows little more than its name.
fn personal(ask: &Ask<'_>) -> Result<Value> {
    let mut known = Attributes::new();
    for (name, value) in [
        ("id", ask.session.object_id.as_str()),
        ("displayName", ask.session.display_name),
        ("userPrincipalName", ask.session.user_principal_name),
    ] {
        known.insert(name.to_owned(), json!(value));
    }
    Ok(Value::Object(USER.project(&known, &USER.chosen(ask.options.select.as_deref())?)))
}

pub(super) fn one(ask: &Ask<'_>, id: &str) -> Result<Value> {
    let world = ask.world(ask.today())?;
    entity(ask, world.as_ref(), find(ask, world.as_ref(), id)?.as_ref())
}

/// By object id or user principal name; oneself is visible with less permission.
pub(super) fn find(ask: &Ask<'_>, world: &dyn World, id: &str) -> Result<Arc<User>> {
    let user = world.find_user(id);
    let own = user.as_ref().is_some_and(|user| user.id == ask.session.object_id);
    ask.allow(if own { Permission::Profile } else { Permission::Users })?;
    user.ok_or_else(|| GraphError::not_found(id))
}

pub(super) fn manager(ask: &Ask<'_>, id: &str) -> Result<Value> {
    ask.allow(Permission::Users)?;
    let world = ask.world(ask.today())?;
    let user = find(ask, world.as_ref(), id)?;
    let manager = user.manager.as_deref().and_then(|id| world.find_user(id));
    let manager = manager.ok_or_else(|| GraphError::not_found("manager"))?;
    let mut value = USER.project(&manager.attributes, &USER.chosen(ask.options.select.as_deref())?);
    value.insert("@odata.context".into(), json!(context(&ask.root(), "directoryObjects/$entity", None)));
    value.insert("@odata.type".into(), json!("#microsoft.graph.user"));
    Ok(Value::Object(value))
}

fn entity(ask: &Ask<'_>, world: &dyn World, user: &User) -> Result<Value> {
    let select = ask.options.select.as_deref();
    let mut value = record(ask, world, user, &USER.chosen(select)?)?;
    value.insert("@odata.context".into(), json!(context(&ask.root(), "users", select) + "/$entity"));
    Ok(Value::Object(value))
}

pub(super) fn list(ask: &Ask<'_>) -> Result<Value> {
    ask.allow(Permission::Users)?;
    let properties = USER.chosen(ask.options.select.as_deref())?;
    let page = Page::of(ask)?;
    let world = ask.world(page.day)?;
    let total = if ask.effects.contains(&Effect::NoUsers) { 0 } else { world.user_count() };
    let users = (page.from..total).take(page.size).filter_map(|position| world.user(position));
    let records: Result<Vec<Value>> =
        users.map(|user| record(ask, world.as_ref(), &user, &properties).map(Value::Object)).collect();
    let mut body = Map::new();
    body.insert("@odata.context".into(), json!(context(&ask.root(), "users", ask.options.select.as_deref())));
    if ask.options.count && ask.is_eventual() {
        body.insert("@odata.count".into(), json!(total));
    }
    body.extend(page.next_link(ask, total).map(|link| ("@odata.nextLink".to_owned(), json!(link))));
    body.insert("value".into(), Value::Array(records?));
    Ok(Value::Object(body))
}

/// One user with the chosen properties, and the manager if that is asked for.
fn record(ask: &Ask<'_>, world: &dyn World, user: &User, properties: &[&'static str]) -> Result<Attributes> {
    let mut record = USER.project(&user.attributes, properties);
    if let Some(expanded) = &ask.options.expand_manager {
        let manager = user.manager.as_deref().and_then(|id| world.find_user(id));
        if let Some(manager) = manager {
            record.insert("manager".into(), reference(&manager, expanded)?);
        }
    }
    Ok(record)
}

fn reference(manager: &User, properties: &[String]) -> Result<Value> {
    let select = (!properties.is_empty()).then_some(properties);
    let mut value = USER.project(&manager.attributes, &USER.chosen(select)?);
    value.insert("@odata.type".into(), json!("#microsoft.graph.user"));
    Ok(Value::Object(value))
}
