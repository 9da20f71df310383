//! The plan: what would change, for whom, and why.

use crate::diff::diff;
use rollcall_people::{Department, EmployeeId, Identity, Params, Reason, ReasonCode, Record, Seen};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub struct Plan {
    /// Content hash: equal for two previews of an unchanged world.
    pub hash: PlanHash,
    /// Whether everything the rules depend on was read completely. Otherwise nothing is removed.
    pub complete: bool,
    pub guard: Guard,
    /// Sorted: removals first, then conflicts, adds, restores, links, updates; by name within each.
    pub changes: Vec<Change>,
    pub not_imported: Vec<NotImported>,
    /// People who stay as they are although they are part of it: left out by hand, or with a record that
    /// could not be understood. Counted among those not imported or unchanged.
    pub passed_over: Vec<NotImported>,
    pub unchanged: usize,
    /// Those of them who stay for another reason than that nothing about them changed.
    pub staying: Vec<Staying>,
    pub new_departments: Vec<Department>,
    pub warnings: Vec<Warning>,
}

/// SHA-256 over the plan's content, in lower-case hex.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlanHash(pub String);

impl fmt::Display for PlanHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    /// The directory object; for a removal the one the employee stood for.
    pub identity: Identity,
    /// The existing record; `None` for `add` and for a conflict without a favourite.
    pub employee: Option<EmployeeId>,
    /// The record as it will be. For `remove` and `conflict` as it is (or would be).
    pub record: Record,
    /// What differs from the existing record; empty where there is none. [`Change::fields`] has both.
    pub differences: Vec<FieldChange>,
    /// Fields to be pinned with this change (policies that keep local values).
    pub pins: Vec<rollcall_people::Field>,
    /// The deciding rule's name; `None` for the last line and manual decisions.
    pub rule: Option<Arc<str>>,
    /// Shared, as the rule's name is: many people come in for the same reason.
    pub reason: Arc<Reason>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    Remove,
    Conflict,
    Add,
    Restore,
    Link,
    Update,
}

/// One field, old and new. `field` is a local field's name, or `email`, `aliases`, `kind`,
/// `department` (the primary one), `departments` (all, where there are several).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct FieldChange {
    pub field: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotImported {
    pub identity: Identity,
    pub name: String,
    pub email: Option<String>,
    pub reason: Reason,
}

/// Many people stay for the same reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staying {
    pub reason: Reason,
    /// By their ids.
    pub people: Vec<EmployeeId>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Counts {
    pub add: usize,
    pub update: usize,
    pub link: usize,
    pub restore: usize,
    pub remove: usize,
    pub conflict: usize,
    pub not_imported: usize,
    pub unchanged: usize,
}

/// Something the admin should know although it blocks nothing by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Warning {
    pub code: WarningCode,
    #[serde(default, skip_serializing_if = "Params::is_empty")]
    pub params: Params,
}

/// Every code has a sentence in the catalogue under `warning.<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// Several people of the tenant have the address `email` (`names`).
    SharedAddress,
    /// A guest (`name`) has the address of a local record (`email`).
    GuestHasLocalAddress,
    /// People (`people`) go to the default department: `department` may not be created.
    DepartmentNotCreated,
    /// A rule (`rule`) is broken (`problem`): the connection is blocked until it is mended.
    RuleBroken,
    /// A rule's (`rule`) group (`group`) is gone.
    RuleGroupMissing,
    /// A rule's (`rule`) group (`group`) could not be read.
    RuleGroupUnreadable,
    /// The members of a rule's (`rule`) group (`group`) were not read so far.
    RuleGroupUnread,
    /// A rule (`rule`) counts as matching nobody, because its group (`group`) could not be read: the plan
    /// is a look only.
    RuleLeftOut,
    /// `object_id` was to be skipped but is not in the plan.
    SkipNotInPlan,
    /// The directory has no users at all: always held.
    NoUsers,
    /// Users could not be read completely: nobody is removed.
    Incomplete,
    /// The tenant's domains are not known and none are chosen: no address counts, nobody is removed.
    DomainsUnknown,
    /// A user record (`object_id`) could not be understood and was left as it is.
    BadRecord,
}

/// The removal limit and whether this plan may be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Guard {
    pub status: GuardStatus,
    pub removals: usize,
    pub limit: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum GuardStatus {
    Ok,
    Held,
}

impl Plan {
    pub fn counts(&self) -> Counts {
        let mut counts =
            Counts { not_imported: self.not_imported.len(), unchanged: self.unchanged, ..Counts::default() };
        for change in &self.changes {
            *counts.of(change.kind) += 1;
        }
        counts
    }

    /// Whether a rule is broken, its group unknown, or it was left out for a look: nothing may be applied
    /// until it is mended.
    pub fn blocked(&self) -> bool {
        use WarningCode::{RuleBroken, RuleGroupMissing, RuleGroupUnread, RuleGroupUnreadable};
        self.is_look() || self.has(&[RuleBroken, RuleGroupMissing, RuleGroupUnread, RuleGroupUnreadable])
    }

    /// Whether rules were left out of it, so that it can only be looked at: see [`crate::look`].
    pub fn is_look(&self) -> bool {
        self.has(&[WarningCode::RuleLeftOut])
    }

    /// Whether a held plan may be allowed by the admin: a directory without users never is.
    pub fn can_be_allowed(&self) -> bool {
        !self.blocked() && !self.has(&[WarningCode::NoUsers])
    }

    fn has(&self, codes: &[WarningCode]) -> bool {
        self.warnings.iter().any(|warning| codes.contains(&warning.code))
    }

    /// The records that something would happen to, or that wait for a decision. All others of the
    /// connection that are not archived are the `unchanged` ones.
    pub fn touched(&self) -> Seen<EmployeeId> {
        self.changes.iter().filter_map(|change| change.employee).collect()
    }

    /// Why somebody who is unchanged stays, where it is not for want of a difference.
    pub fn why_staying(&self, employee: EmployeeId) -> Option<&Reason> {
        let mut staying = self.staying.iter();
        let found = staying.find(|staying| staying.people.binary_search(&employee).is_ok());
        found.map(|staying| &staying.reason)
    }

    /// Whether, once this is applied, everybody's record is what Microsoft 365 said when it was read. Paused
    /// people do not count: they cannot leave.
    pub fn compares_everybody(&self) -> bool {
        let paused = |staying: &Staying| staying.reason.code == ReasonCode::PausedAndGone;
        self.complete && !self.blocked() && self.passed_over.is_empty() && self.staying.iter().all(paused)
    }

    /// Changes that apply would write: all but conflicts.
    pub fn writes(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.kind != ChangeKind::Conflict)
    }
}

impl Change {
    /// What changes, in the order of the columns. For `add` that is every value of the record, which
    /// is why it is not written down a second time.
    pub fn fields(&self) -> Cow<'_, [FieldChange]> {
        match self.kind {
            ChangeKind::Add => Cow::Owned(diff(None, Some(&self.record))),
            _ => Cow::Borrowed(&self.differences),
        }
    }

    /// The person's name as it will be: the display name, else the address.
    pub fn name(&self) -> &str {
        self.record.name()
    }
}

impl Warning {
    pub fn new(code: WarningCode) -> Self {
        Self { code, params: Params::new() }
    }

    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers pass texts, numbers and names alike")]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

impl Counts {
    /// The count of one kind of change.
    pub fn of(&mut self, kind: ChangeKind) -> &mut usize {
        match kind {
            ChangeKind::Add => &mut self.add,
            ChangeKind::Update => &mut self.update,
            ChangeKind::Link => &mut self.link,
            ChangeKind::Restore => &mut self.restore,
            ChangeKind::Remove => &mut self.remove,
            ChangeKind::Conflict => &mut self.conflict,
        }
    }
}
