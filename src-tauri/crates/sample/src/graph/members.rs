//! Members of a group, direct or through nested groups, and the same relations from the user's side. Border:
//! who is listed, and how much of each kind the caller's permissions show. Soft-deleted users are not listed, though they stay stored.

use super::Result;
use super::ask::{Ask, Permission};
use super::errors::GraphError;
use super::paging::Page;
use super::properties::{GROUP, Kind, USER, context};
use super::users;
use crate::company::{Attributes, Group, Member, MemberKind, World};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// `/members` or `/transitiveMembers`, of all kinds or cast to one.
pub(super) fn list(ask: &Ask<'_>, id: &str, transitive: bool, cast: Option<&str>) -> Result<Value> {
    ask.allow(Permission::Groups)?;
    let only = cast.map(|cast| kind_of(ask, cast)).transpose()?;
    let page = Page::of(ask)?;
    let world = ask.world(page.day)?;
    let group = world.find_group(id).ok_or_else(|| GraphError::not_found(id))?;
    let members = if transitive { reachable(world.as_ref(), &group) } else { world.members(&group) };
    let fits =
        |member: &Member| only.is_none_or(|kind| kind == member.kind) && is_listed(world.as_ref(), member);
    let members: Vec<Member> = members.into_iter().filter(fits).collect();
    let set = if cast.is_some() { "users" } else { "directoryObjects" };
    answer(ask, world.as_ref(), &page, &members, set)
}

/// `/users/{id}/memberOf`: the groups somebody is a direct member of.
pub(super) fn groups_of(ask: &Ask<'_>, id: &str) -> Result<Value> {
    ask.allow(Permission::Groups)?;
    let page = Page::of(ask)?;
    let world = ask.world(page.day)?;
    let user = users::find(ask, world.as_ref(), id)?;
    let own = Member { kind: MemberKind::User, id: user.id.clone() };
    let groups = (0..world.group_count()).filter_map(|position| world.group(position));
    let groups = groups.filter(|group| world.members(group).contains(&own));
    let groups: Vec<Member> =
        groups.map(|group| Member { kind: MemberKind::Group, id: group.id.clone() }).collect();
    answer(ask, world.as_ref(), &page, &groups, "directoryObjects")
}

/// `/users/{id}/directReports`: whom somebody manages.
pub(super) fn reports_of(ask: &Ask<'_>, id: &str) -> Result<Value> {
    ask.allow(Permission::Users)?;
    let page = Page::of(ask)?;
    let world = ask.world(page.day)?;
    let manager = users::find(ask, world.as_ref(), id)?;
    let users = (0..world.user_count()).filter_map(|position| world.user(position));
    let reports = users.filter(|user| user.manager.as_deref() == Some(&manager.id));
    let reports: Vec<Member> =
        reports.map(|user| Member { kind: MemberKind::User, id: user.id.clone() }).collect();
    answer(ask, world.as_ref(), &page, &reports, "directoryObjects")
}

fn answer(ask: &Ask<'_>, world: &dyn World, page: &Page, members: &[Member], set: &str) -> Result<Value> {
    let shown = members.iter().skip(page.from).take(page.size);
    let records: Result<Vec<Value>> = shown.map(|member| record(ask, world, member)).collect();
    let mut body = Map::new();
    body.insert("@odata.context".into(), json!(context(&ask.root(), set, ask.options.select.as_deref())));
    if ask.options.count && ask.is_eventual() {
        body.insert("@odata.count".into(), json!(members.len()));
    }
    body.extend(page.next_link(ask, members.len()).map(|link| ("@odata.nextLink".to_owned(), json!(link))));
    body.insert("value".into(), Value::Array(records?));
    Ok(Value::Object(body))
}

/// Casts are advanced queries and need `ConsistencyLevel: eventual` and `$count=true`.
fn kind_of(ask: &Ask<'_>, cast: &str) -> Result<MemberKind> {
    let kind = match cast {
        "microsoft.graph.user" => MemberKind::User,
        "microsoft.graph.group" => MemberKind::Group,
        "microsoft.graph.device" => MemberKind::Device,
        _ => return Err(GraphError::unknown_segment(cast)),
    };
    if ask.is_eventual() && ask.options.count {
        return Ok(kind);
    }
    Err(GraphError::unsupported_query("A cast needs the header ConsistencyLevel: eventual and $count=true."))
}

fn is_listed(world: &dyn World, member: &Member) -> bool {
    match member.kind {
        MemberKind::User => world.has_user(&member.id),
        MemberKind::Group => world.find_group(&member.id).is_some(),
        _ => true,
    }
}

/// Everything below a group once, nested groups themselves included.
fn reachable(world: &dyn World, group: &Group) -> Vec<Member> {
    let (mut seen, mut found) = (HashSet::new(), Vec::new());
    let mut waiting = world.members(group);
    waiting.reverse();
    while let Some(member) = waiting.pop() {
        if !seen.insert(member.clone()) {
            continue;
        }
        if member.kind == MemberKind::Group {
            waiting
                .extend(world.find_group(&member.id).into_iter().flat_map(|nested| world.members(&nested)));
        }
        found.push(member);
    }
    found
}

fn record(ask: &Ask<'_>, world: &dyn World, member: &Member) -> Result<Value> {
    let mut record = match member.kind {
        _ if ask.options.select.as_deref().is_some_and(|names| names == ["id"]) => Attributes::new(),
        MemberKind::User => {
            let user = world.find_user(&member.id).map(|user| user.attributes.clone());
            known(ask, &USER, &user.unwrap_or_default())
        }
        MemberKind::Group => {
            let group = world.find_group(&member.id).map(|group| group.attributes.clone());
            known(ask, &GROUP, &group.unwrap_or_default())
        }
        kind => hidden(ask, kind),
    };
    record.insert("@odata.type".into(), json!(member.kind.odata_type()));
    record.insert("id".into(), json!(member.id));
    Ok(Value::Object(record))
}

/// `$select` may name properties of any kind; each object answers with those it has.
fn known(ask: &Ask<'_>, kind: &Kind, attributes: &Attributes) -> Attributes {
    let Some(select) = ask.options.select.as_deref() else {
        let default = kind.chosen(None).unwrap_or_default();
        return kind.project(attributes, &default);
    };
    let one = |name: &String| kind.chosen(Some(std::slice::from_ref(name))).ok();
    let properties: Vec<&'static str> = select.iter().filter_map(one).flatten().collect();
    kind.project(attributes, &properties)
}

/// What our scopes cannot read comes with type and id only; the rest is null.
fn hidden(ask: &Ask<'_>, kind: MemberKind) -> Attributes {
    let own: &[&str] = match kind {
        MemberKind::Device => {
            &["accountEnabled", "deviceId", "displayName", "operatingSystem", "operatingSystemVersion"]
        }
        MemberKind::ServicePrincipal => &["appId", "displayName", "servicePrincipalType"],
        _ => &["displayName", "mail"],
    };
    let chosen =
        |name: &&&str| ask.options.select.as_ref().is_none_or(|all| all.iter().any(|one| one == **name));
    own.iter().filter(chosen).map(|name| ((*name).to_owned(), Value::Null)).collect()
}
