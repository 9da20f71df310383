//! Groups and their members. Border: what a group is and what a line of the list means; who can see
//! which member is Graph's matter.

use super::people::{Domains, Line};
use super::{Attributes, User};
use crate::secrets::id_for;
use serde_json::{Value, json};
use std::collections::HashSet;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) attributes: Attributes,
    /// Direct members, as stored.
    pub(crate) members: Vec<Member>,
    /// Kept up to date by a rule instead of by hand.
    pub(crate) dynamic: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Member {
    pub(crate) kind: MemberKind,
    pub(crate) id: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum MemberKind {
    User,
    Group,
    Device,
    ServicePrincipal,
    OrgContact,
}

impl MemberKind {
    /// The OData type name.
    pub(crate) fn odata_type(self) -> &'static str {
        match self {
            Self::User => "#microsoft.graph.user",
            Self::Group => "#microsoft.graph.group",
            Self::Device => "#microsoft.graph.device",
            Self::ServicePrincipal => "#microsoft.graph.servicePrincipal",
            Self::OrgContact => "#microsoft.graph.orgContact",
        }
    }
}

/// A group from its line: `key|name|description|type|mail nickname|members`.
pub(super) fn parse(line: &str, domains: Domains, present: &[(Line<'_>, User)]) -> (String, Group) {
    let mut parts = line.splitn(6, '|');
    let mut next = || parts.next().unwrap_or_default();
    let (key, name, description, kind, nickname, members) = (next(), next(), next(), next(), next(), next());
    let id = group_id(domains, key);
    let attributes = attributes(&id, [name, description, kind, nickname], domains);
    let members = expand(members, domains, present);
    (key.to_owned(), Group { id, attributes, members, dynamic: kind == "dynamic" })
}

pub(super) fn group_id(domains: Domains, key: &str) -> String {
    id_for("group", &format!("{}/{key}", domains.main))
}

/// `user:LOGIN,group:KEY,device:NAME,dept:NAME,kind:NAME` as members.
pub(super) fn expand(list: &str, domains: Domains, present: &[(Line<'_>, User)]) -> Vec<Member> {
    let mut members = Vec::new();
    for (kind, name) in list.split(',').filter_map(|item| item.split_once(':')) {
        match kind {
            "dept" => members.extend(matching(present, |_, user| user.text("department") == Some(name))),
            "kind" => members.extend(matching(present, |line, _| line.kind == name)),
            _ => members.push(single(kind, name, domains)),
        }
    }
    let mut seen = HashSet::new();
    members.retain(|member: &Member| seen.insert(member.clone()));
    members
}

fn matching<'a>(
    present: &'a [(Line<'_>, User)],
    wanted: impl Fn(&Line<'_>, &User) -> bool + 'a,
) -> impl Iterator<Item = Member> + 'a {
    let chosen = present.iter().filter(move |(line, user)| wanted(line, user));
    chosen.map(|(_, user)| Member { kind: MemberKind::User, id: user.id.clone() })
}

fn single(kind: &str, name: &str, domains: Domains) -> Member {
    let (kind, id) = match kind {
        "group" => (MemberKind::Group, group_id(domains, name)),
        "device" => (MemberKind::Device, id_for("device", name)),
        "service" => (MemberKind::ServicePrincipal, id_for("service", name)),
        "contact" => (MemberKind::OrgContact, id_for("contact", name)),
        _ => (MemberKind::User, id_for(domains.main, name)),
    };
    Member { kind, id }
}

pub(super) fn attributes(
    id: &str,
    [name, description, kind, nickname]: [&str; 4],
    domains: Domains,
) -> Attributes {
    let mailed = !nickname.is_empty();
    let mail = mailed.then(|| format!("{nickname}@{}", domains.main));
    let types: &[&str] = match kind {
        "unified" => &["Unified"],
        "dynamic" => &["DynamicMembership"],
        _ => &[],
    };
    let rule =
        (kind == "dynamic").then_some("(user.accountEnabled -eq true) and (user.assignedPlans -any (true))");
    let value = json!({
        "id": id,
        "deletedDateTime": null,
        "classification": null,
        "createdDateTime": "2024-02-05T08:30:00Z",
        "description": if description.is_empty() { Value::Null } else { json!(description) },
        "displayName": name,
        "expirationDateTime": null,
        "groupTypes": types,
        "isAssignableToRole": null,
        "mail": mail,
        "mailEnabled": mailed,
        "mailNickname": if mailed { nickname } else { id.get(..8).unwrap_or(id) },
        "membershipRule": rule,
        "membershipRuleProcessingState": rule.map(|_| "On"),
        "onPremisesLastSyncDateTime": null,
        "onPremisesSecurityIdentifier": null,
        "onPremisesSyncEnabled": null,
        "preferredDataLocation": null,
        "preferredLanguage": null,
        "proxyAddresses": mail.iter().map(|mail| format!("SMTP:{mail}")).collect::<Vec<_>>(),
        "renewedDateTime": "2024-02-05T08:30:00Z",
        "resourceBehaviorOptions": [],
        "resourceProvisioningOptions": [],
        "securityEnabled": !matches!(kind, "unified" | "distribution"),
        "theme": null,
        "visibility": (kind == "unified").then_some("Private"),
        "onPremisesProvisioningErrors": [],
    });
    match value {
        Value::Object(attributes) => attributes,
        _ => Attributes::new(),
    }
}
