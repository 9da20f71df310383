//! `/groups` and single groups. Border: one day's groups as Graph shows them; members have their own file.

use super::Result;
use super::ask::{Ask, Permission};
use super::errors::GraphError;
use super::paging::Page;
use super::properties::{GROUP, context};
use serde_json::{Map, Value, json};

pub(super) fn list(ask: &Ask<'_>) -> Result<Value> {
    ask.allow(Permission::Groups)?;
    let select = ask.options.select.as_deref();
    let properties = GROUP.chosen(select)?;
    let page = Page::of(ask)?;
    let world = ask.world(page.day)?;
    let total = world.group_count();
    let groups = (page.from..total).take(page.size).filter_map(|position| world.group(position));
    let records: Vec<Value> =
        groups.map(|group| Value::Object(GROUP.project(&group.attributes, &properties))).collect();
    let mut body = Map::new();
    body.insert("@odata.context".into(), json!(context(&ask.root(), "groups", select)));
    if ask.options.count && ask.is_eventual() {
        body.insert("@odata.count".into(), json!(total));
    }
    body.extend(page.next_link(ask, total).map(|link| ("@odata.nextLink".to_owned(), json!(link))));
    body.insert("value".into(), Value::Array(records));
    Ok(Value::Object(body))
}

pub(super) fn one(ask: &Ask<'_>, id: &str) -> Result<Value> {
    ask.allow(Permission::Groups)?;
    let group = ask.world(ask.today())?.find_group(id).ok_or_else(|| GraphError::not_found(id))?;
    let select = ask.options.select.as_deref();
    let mut value = GROUP.project(&group.attributes, &GROUP.chosen(select)?);
    value.insert("@odata.context".into(), json!(context(&ask.root(), "groups", select) + "/$entity"));
    Ok(Value::Object(value))
}
