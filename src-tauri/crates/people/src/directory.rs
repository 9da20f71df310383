//! What was last read from Microsoft 365 for a connection, and how completely.

use crate::{ObjectId, Person};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A complete read: users, groups, and the members of those groups that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    pub users: Vec<Person>,
    pub groups: Vec<Group>,
    /// Direct members as stored, of any type (users, groups, devices...), by group.
    pub direct_members: BTreeMap<ObjectId, BTreeSet<ObjectId>>,
    /// Parts that were not read completely; what is not named here was.
    pub incomplete: BTreeMap<Part, PartState>,
    /// The tenant's verified domains, ASCII, lower case.
    pub verified_domains: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub object_id: ObjectId,
    pub display_name: String,
    pub description: Option<String>,
    pub mail: Option<String>,
    pub mail_enabled: Option<bool>,
    pub security_enabled: Option<bool>,
    pub group_types: Vec<String>,
}

/// A part of the directory that can fail on its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Users,
    /// One user, whose record could not be understood.
    User(ObjectId),
    Groups,
    Members(ObjectId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartState {
    /// 403: the granted permissions do not cover it.
    Denied,
    /// 404: it is gone.
    Missing,
    /// Anything else that kept it from being read to the end.
    Failed,
    /// Nobody asked for it yet, such as the members of a group that no rule used.
    Unread,
}

impl Directory {
    pub fn is_complete(&self, part: &Part) -> bool {
        !self.incomplete.contains_key(part)
    }
}
