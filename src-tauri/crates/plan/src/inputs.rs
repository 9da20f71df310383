//! What a plan is made of.

use crate::config::Config;
use chrono::{DateTime, Utc};
use rollcall_people::{ConnectionId, Department, Directory, Employee, ObjectId, Renames, TenantId};
use rollcall_rules::{Evaluator, Facts};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Everything the planner looks at. The order of lists does not matter.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    pub connection: ConnectionId,
    /// All connections by name, for "already managed by X".
    pub connection_names: &'a BTreeMap<ConnectionId, String>,
    pub tenant: &'a TenantId,
    pub directory: &'a Directory,
    /// The whole local list, of every owner and status.
    pub employees: &'a [Employee],
    /// Departments that exist already.
    pub departments: &'a [Department],
    /// What the source calls departments that were renamed here.
    pub renames: &'a Renames,
    pub config: &'a Config,
    /// What the records of the connection's people were made by, as far as that is known.
    pub in_force: Option<&'a Config>,
    /// When Microsoft 365 last said of everybody what their records have, see [`crate::Plan::compares_everybody`].
    pub compared_at: Option<DateTime<Utc>>,
    pub overrides: &'a Overrides,
    /// People left out of this run by hand.
    pub skip: &'a BTreeSet<ObjectId>,
    pub now: DateTime<Utc>,
}

impl<'a> Inputs<'a> {
    pub(crate) fn evaluator(&self, facts: &'a Facts<'a>) -> Evaluator<'a> {
        Evaluator::new(&self.config.rules, facts, self.now.date_naive()).renaming(self.renames)
    }
}

/// Manual decisions that beat the rules, by directory object.
pub type Overrides = BTreeMap<ObjectId, Override>;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    pub kind: OverrideKind,
    pub note: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverrideKind {
    /// Imported although rules skip the person; an address is still needed.
    Always,
    Never,
}
