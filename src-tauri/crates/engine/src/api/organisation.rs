use rollcall_people::EmployeeId;
use serde::{Deserialize, Serialize};

/// Whom of the organisation chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "which", rename_all = "snake_case")]
pub enum ChartBranch {
    /// People with reports and without a manager in the list.
    Tops,
    /// People without both.
    Alone,
    Reports {
        #[ts(type = "number")]
        manager: EmployeeId,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct ChartPage {
    /// People of the branch.
    pub total: usize,
    /// People of the list who have neither manager nor reports.
    pub alone: usize,
    pub people: Vec<ChartPerson>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct ChartPerson {
    #[ts(type = "number")]
    pub id: EmployeeId,
    pub name: String,
    pub job_title: Option<String>,
    pub department: Option<String>,
    /// Who report directly.
    pub reports: usize,
    /// Who report directly or through others.
    pub below: usize,
    /// The manager the record names, when that is nobody of the list or could be several people.
    pub manager_elsewhere: Option<String>,
}

/// A chart as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct ChartRequest {
    pub what: ChartSubject,
    pub format: ChartFormat,
    pub path: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "which", rename_all = "snake_case")]
pub enum ChartSubject {
    /// One person and everybody below, or all who have a manager or reports.
    People {
        #[ts(type = "number | null")]
        top: Option<EmployeeId>,
    },
    Departments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ChartFormat {
    Svg,
    Png,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct Drawn {
    pub path: String,
    pub boxes: usize,
    #[ts(type = "number")]
    pub bytes: u64,
}
