//! Directory, rules, mapping, policies and employees become a [`Plan`].
//!
//! Everything here is a pure function: the same inputs give the same plan, with the same hash.
//! The preview shows the plan and apply executes it; nobody computes changes a second time.

mod cause;
mod completeness;
mod config;
mod contact;
mod departments;
mod diff;
mod draft;
mod explain;
mod finish;
mod guard;
mod halves;
mod hash;
mod inputs;
mod look;
mod mapping;
mod merge;
mod model;
mod order;
mod planner;
mod policies;
mod recipe;
mod roster;
mod rows;
mod settled;
mod told;
mod transform;
mod trial;
mod verdict;
mod warnings;

pub use config::{Config, Naming};
pub use diff::diff;
pub use explain::{Explained, Explanation, explain};
pub use inputs::{Inputs, Override, OverrideKind, Overrides};
pub use look::look;
pub use mapping::{FieldMapping, Mapping, Origin, Transform, WhenEmpty, Wins};
pub use model::{
    Change, ChangeKind, Counts, FieldChange, Guard, GuardStatus, NotImported, Plan, PlanHash, Staying,
    Warning, WarningCode,
};
pub use planner::plan;
pub use policies::{DepartmentPolicy, ExistingPeople, GroupPolicy, Leavers, Policies, RemovalLimit};
pub use settled::Settled;
pub use trial::MappingTrial;

use rollcall_people::Group;
use rollcall_rules::ReferencedGroups;

/// Whether the rules of a configuration ask for members of groups at all.
pub fn asks_for_groups(config: &Config) -> bool {
    rollcall_rules::asks_for_groups(&config.rules)
}

/// The groups whose members a plan by this configuration needs; the reader asks for these.
pub fn referenced_groups(config: &Config, groups: &[Group]) -> ReferencedGroups {
    rollcall_rules::referenced_groups(&config.rules, groups)
}
