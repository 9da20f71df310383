//! SQLite: migrations, one module per table, the apply transaction.
//!
//! The border: everything Rollcall remembers, except secrets, goes through [`Store`]. Calls block
//! (run them off the async threads); each writing call is one transaction, so whatever kills the
//! process, or stops it ([`Store::stoppable`]), leaves the list as it was before or as it is after. Texts said to be JSON are opaque here.

mod apply;
mod archive;
mod backup;
mod departments;
mod disconnect;
mod erase;
mod error;
mod file;
mod fold;
mod import;
mod inputs;
mod people;
mod restore;
mod schema;
mod snapshot;
mod stop;
mod store;
mod tables;
mod thin;
mod undo;
mod values;

#[cfg(test)]
extern crate self as rollcall_store;
#[cfg(test)]
#[allow(dead_code)] // the unit tests need only a part of it
#[path = "../tests/store/support.rs"]
mod support;

pub use apply::ApplyRun;
pub use backup::Backup;
pub use departments::{DepartmentInputs, RenameDepartment};
pub use disconnect::PeopleGo;
pub use erase::Erasure;
pub use error::{Result, StoreError};
pub use fold::search_fold;
pub use import::FromFile;
pub use inputs::Inputs;
pub use people::{DecisionEdit, PersonEdit};
pub use restore::Restored;
pub use rollcall_people::{RunResult, RunTrigger};
pub use snapshot::Snapshot;
pub use store::Store;
pub use tables::changes::{Event, StoredChange};
pub use tables::connections::{NewConnection, StoredConnection};
pub use tables::departments::DepartmentCount;
pub use tables::directories::DirectoryInfo;
pub use tables::edits::StagedEdits;
pub use tables::list::{EmployeeLine, ListReader, Query, Sort};
pub use tables::overrides::{Decision, Override};
pub use tables::placements::Placement;
pub use tables::reporting::Report;
pub use tables::runs::{RunId, RunRecord, StoredRun};
pub use tables::schedules::StoredSchedule;
pub use tables::settled::KeptPlan;
pub use tables::staging::{ReadMeta, ReadMode, StagedRead};
pub use tables::walk::{Walk, WalkBy};
pub use undo::Undone;
