//! What the edges (desktop, command line) see of the engine: plain values, no secrets.
//!
//! Every type here is exported to TypeScript (`ui/src/contract/generated/`); the test
//! `generated_types_are_current` says when they drifted.

mod backup;
mod connection;
mod department;
mod editor;
mod employee;
mod export;
mod failure;
mod job;
mod mapping;
mod organisation;
mod person;
mod preview;
mod rules;
mod run;
mod schedule;
mod status;

pub use backup::{BackedUp, BackupRestored};
pub use connection::{
    CloudChoice, ConnectRequest, ConnectionState, ConnectionView, DisconnectChoice, SignInStarted,
    SignInWarning, SignInWarningCode,
};
pub use department::{DepartmentRenamed, DepartmentSource, DepartmentView};
pub use editor::{
    DirectoryPerson, EarlyCount, EarlyCounts, FieldGroup, FieldInfo, FieldValue, GroupView, NodeCount,
    Overlap, PeopleFound, RuleConfig, RuleCount, RulePreview, RuleProblem, RuleTemplate, RulesSaved,
    TemplateCode,
};
pub use employee::{
    ArchiveKeeping, EmployeeDetail, EmployeeEvent, EmployeePage, EmployeeQuery, EmployeeRow, EmployeeSort,
    Source, WhichPeople,
};
pub use export::{ExportFormat, ExportRequest, Exported, RefreshFile, TableFile};
pub use failure::{ErrorCode, Failure, FailureDetails};
pub use job::{JobEvent, JobPhase, Tag};
pub use mapping::{DepartmentCount, DepartmentPreview, DepartmentSample, MappingPreview, MappingRow};
pub use organisation::{ChartBranch, ChartFormat, ChartPage, ChartPerson, ChartRequest, ChartSubject, Drawn};
pub use person::{
    Decide, DecisionKind, DecisionView, Edited, FileColumn, ImportLine, ImportRequest, Imported, LineAction,
    PauseChoice, PersonEdit, PersonView, Place, Restored, UndoPreview, Undone,
};
pub use preview::{PlanPage, PlanQuery, PlanRow, PlanSort, PlanTab, Preview};
pub use rollcall_people::{
    ConnectionId, EmployeeId, Field, Kind, ObjectId, Params, Reason, ReasonCode, RunResult, RunTrigger,
    Status,
};
pub use rollcall_plan::{
    ChangeKind, Config, Counts, FieldChange, Guard, GuardStatus, PlanHash, Warning, WarningCode,
};
pub use rules::{Check, CheckOutcome, CheckedCondition, CheckedPerson, DepartmentRow, RulesImported};
pub use run::{ReadMode, ReadStats, RunDetail, RunView};
pub use schedule::{ConnectionSchedule, ScheduleView, Turn};
pub use status::{AppStatus, SampleStatus, SecretStorage};
