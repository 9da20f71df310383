//! Directory, rules, mapping, policies and employees become a [`Plan`].
//!
//! Everything here is a pure function: the same inputs give the same plan, with the same hash.
//! The preview shows the plan and apply executes it; nobody computes changes a second time.

mod model;

pub use model::{
    Change, ChangeKind, Counts, FieldChange, Guard, GuardStatus, NotImported, Plan, PlanHash, Warning, WarningCode,
};
