//! The policies of a connection, in the shape of the rules file.

use rollcall_rules::ascii_domain;
use serde::{Deserialize, Deserializer, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(default, deny_unknown_fields)]
pub struct Policies {
    pub existing_people: ExistingPeople,
    pub departments: DepartmentPolicy,
    /// Whether departments that do not exist yet are created on apply.
    pub create_departments: bool,
    pub leavers: Leavers,
    pub removal_limit: RemovalLimit,
    /// Domains whose addresses count; none means the tenant's verified ones, `["*"]` any.
    #[serde(deserialize_with = "domains")]
    pub allowed_domains: Option<Vec<String>>,
    pub groups: GroupPolicy,
}

/// What a first contact does with a local record that has the same address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ExistingPeople {
    #[default]
    Update,
    /// Only empty fields are written; the others are pinned.
    FillGaps,
    /// No field is written; those that differ are pinned.
    LinkOnly,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum DepartmentPolicy {
    #[default]
    Follow,
    FirstImport,
}

/// What happens to people gone from Microsoft 365.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Leavers {
    #[default]
    Archive,
    Keep,
}

/// A run may remove the larger of the two, counted over the people the connection owns, but never all of
/// them without being asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(default, deny_unknown_fields)]
pub struct RemovalLimit {
    pub count: u32,
    /// 0 to 100.
    #[serde(deserialize_with = "percent")]
    pub percent: u32,
}

/// Whose members are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum GroupPolicy {
    #[default]
    InRules,
    All,
}

impl Default for Policies {
    fn default() -> Self {
        Self {
            existing_people: ExistingPeople::default(),
            departments: DepartmentPolicy::default(),
            create_departments: true,
            leavers: Leavers::default(),
            removal_limit: RemovalLimit::default(),
            allowed_domains: None,
            groups: GroupPolicy::default(),
        }
    }
}

impl Default for RemovalLimit {
    fn default() -> Self {
        Self { count: 5, percent: 10 }
    }
}

fn percent<'de, D: Deserializer<'de>>(source: D) -> Result<u32, D::Error> {
    match u32::deserialize(source)? {
        percent @ 0..=100 => Ok(percent),
        percent => Err(serde::de::Error::custom(format!("{percent} is not a percentage from 0 to 100"))),
    }
}

/// A list that allows nothing would empty the employee list, so it is an error.
fn domains<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Vec<String>>, D::Error> {
    let domains = Option::<Vec<String>>::deserialize(source)?;
    let listed = domains.as_deref().unwrap_or_default();
    if domains.is_some() && listed.is_empty() {
        return Err(serde::de::Error::custom("expected at least one domain, `*`, or null"));
    }
    match listed.iter().find(|domain| *domain != "*" && ascii_domain(domain).is_none()) {
        Some(domain) => Err(serde::de::Error::custom(format!("{domain:?} is not a domain"))),
        None => Ok(domains),
    }
}
