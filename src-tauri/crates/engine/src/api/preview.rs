use rollcall_people::{ConnectionId, EmployeeId, Reason};
use rollcall_plan::{ChangeKind, Counts, FieldChange, Guard, PlanHash, Warning};
use serde::{Deserialize, Serialize};

/// The head of a plan. Its rows come in blocks, by [`PlanTab`].
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct Preview {
    #[ts(type = "number")]
    pub connection: ConnectionId,
    pub connection_name: String,
    #[ts(type = "string")]
    pub plan: PlanHash,
    /// When the directory was read (RFC 3339, UTC).
    pub read_at: String,
    pub complete: bool,
    pub guard: Guard,
    pub counts: Counts,
    pub new_departments: Vec<String>,
    pub warnings: Vec<Warning>,
    /// Whether a rule is broken, so that nothing can be applied.
    pub blocked: bool,
    /// Whether rules were left out because their groups could not be read: to be looked at only.
    pub look: bool,
    /// The people checked: everybody in the directory.
    pub checked: usize,
    /// Whether what it was made of has changed since, by itself among others: it can no longer be applied.
    pub outdated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum PlanTab {
    /// Everything but `not_imported` and `unchanged`.
    All,
    Add,
    /// Updates, links and restores.
    Update,
    Remove,
    Conflict,
    NotImported,
    /// The connection's people whom nothing happens to. They come from the list; sorted by name where the
    /// order asked for says nothing about them.
    Unchanged,
}

/// Which rows of a plan, in which order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct PlanQuery {
    pub tab: PlanTab,
    /// Words that all must occur in name, email, department or rule.
    pub search: String,
    /// `None`: as the plan has them. Empty values come last, in both directions.
    pub sort: Option<PlanSort>,
    pub descending: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum PlanSort {
    Kind,
    Name,
    Email,
    Department,
    Rule,
}

impl PlanQuery {
    /// All of a tab, as the plan has it.
    pub fn of(tab: PlanTab) -> Self {
        Self { tab, search: String::new(), sort: None, descending: false }
    }

    pub(crate) fn is_not_imported(&self) -> bool {
        self.tab == PlanTab::NotImported
    }
}

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct PlanPage {
    pub total: usize,
    pub rows: Vec<PlanRow>,
}

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct PlanRow {
    /// `None`: nothing is written. Who has an `employee` then is unchanged, else not imported.
    pub kind: Option<ChangeKind>,
    pub object_id: String,
    #[ts(type = "number | null")]
    pub employee: Option<EmployeeId>,
    pub name: String,
    pub email: Option<String>,
    pub department: Option<String>,
    pub fields: Vec<FieldChange>,
    pub rule: Option<String>,
    pub reason: Reason,
}
