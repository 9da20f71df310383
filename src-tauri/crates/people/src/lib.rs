//! The words of the domain, shared by every other crate.
//!
//! Two sides meet here: a [`Person`] is what Microsoft 365 says, an [`Employee`] is what the
//! local list says. Nothing in this crate does I/O, reads a clock or draws a random number.

mod attribute;
mod department;
mod directory;
mod email;
mod employee;
mod field;
mod fold;
mod ids;
mod kind;
mod license;
mod lookup;
mod person;
mod reason;
mod renames;
mod run;
#[cfg(feature = "testing")]
pub mod testing;
mod texts;

pub use attribute::{ListAttribute, TextAttribute};
pub use department::{Department, TooDeep};
pub use directory::{Directory, Group, Part, PartState};
pub use email::{Email, NotAnEmail};
pub use employee::{Employee, Identity, Owner, PinDates, Record, Status};
pub use field::{Field, Fields};
pub use fold::{blank, fold};
pub use ids::{ConnectionId, EmployeeId, ObjectId, SkuId, TenantId};
pub use kind::Kind;
pub use license::License;
pub use lookup::{Lookup, Seen};
pub use person::{Manager, Person, PersonTexts};
pub use reason::{Params, Reason, ReasonCode};
pub use renames::{Move, Renames};
pub use run::{RunResult, RunTrigger};
pub use texts::Texts;
