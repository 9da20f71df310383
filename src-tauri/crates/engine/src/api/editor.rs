//! What the rule editor asks and gets.

use rollcall_people::Params;
use rollcall_plan::{Config, Mapping};
use rollcall_rules::{ProblemCode, ValueType};
use serde::Serialize;

/// Everything the editor starts with.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct RuleConfig {
    pub config: Config,
    pub fields: Vec<FieldInfo>,
    pub problems: Vec<RuleProblem>,
    /// Whether there is a directory to count in; otherwise a preview comes first.
    pub has_directory: bool,
    /// What the mapping is before anybody changes it.
    pub default_mapping: Mapping,
}

/// A field that conditions and patterns can look at.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct FieldInfo {
    /// Graph's name, or the rules file's for what is derived.
    pub name: String,
    pub kind: ValueType,
    pub group: FieldGroup,
    /// Those that suit it, in the order to offer them.
    pub operators: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum FieldGroup {
    Person,
    Work,
    Contact,
    Account,
    Groups,
    Licences,
    /// The extension attributes.
    More,
}

/// What is wrong, and where. The sentence is `problem.<code>`; `params.rule` names the rule, or reads
/// `otherwise`, `default_department` or `mapping.<field>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct RuleProblem {
    /// Index into the rules; `None`: the last line, the default department or the mapping.
    pub rule: Option<usize>,
    /// Indexes down the condition tree; empty: the rule itself, or its destination.
    pub path: Vec<usize>,
    pub code: ProblemCode,
    pub params: Params,
}

/// What rules would do, by the directory as it was last read.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct RulePreview {
    /// Everybody in the directory.
    pub people: usize,
    /// Those who would be imported: rules, address and decisions by hand together.
    pub imported: usize,
    /// In the order of the rules, also those switched off.
    pub rules: Vec<RuleCount>,
    /// People whom no rule takes.
    pub everyone_else: usize,
    /// People of whom a broken rule keeps it open; they count nowhere else.
    pub open: usize,
    /// Imported by these rules and not by the saved ones.
    pub joins: PeopleFound,
    /// Imported by the saved rules and not by these.
    pub leaves: PeopleFound,
    /// Those of `leaves` who are in the list: the next sync would remove them.
    pub removes: PeopleFound,
    pub problems: Vec<RuleProblem>,
    /// Whether something has to be read before everything can be counted.
    pub needs_preview: bool,
}

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct RuleCount {
    /// People whom the rule fits, whoever takes them; `None` while a condition is broken.
    pub matching: Option<usize>,
    /// People whom the rule decides: those that no upper rule takes.
    pub deciding: usize,
    /// Conditions and groups below the root.
    pub nodes: Vec<NodeCount>,
    /// The first of those whom it decides; of a rule that is off, of those whom it fits.
    pub first: Vec<DirectoryPerson>,
    /// Upper rules that take people whom this rule fits too.
    pub overlaps: Vec<Overlap>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct NodeCount {
    /// People whom it fits by itself, also while it is turned off; `None` while it is broken, and of a
    /// group of which nothing is on.
    pub people: Option<usize>,
    /// Of a group: its conditions.
    pub conditions: Vec<Option<usize>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct Overlap {
    /// Index of the upper rule.
    pub rule: usize,
    pub people: usize,
    /// One of them.
    pub first: Option<DirectoryPerson>,
}

/// How many, and the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct PeopleFound {
    pub count: usize,
    pub first: Vec<DirectoryPerson>,
}

/// A person of the directory, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct DirectoryPerson {
    pub object_id: String,
    pub name: String,
    /// The address that counts, else the best there is.
    pub email: Option<String>,
}

/// Whether rules were saved, and if not, why.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct RulesSaved {
    pub saved: bool,
    /// What kept them from being saved; nothing was changed then.
    pub problems: Vec<RuleProblem>,
    /// Whom the next sync removes because of them. Without a confirmation this, too, keeps them from
    /// being saved.
    pub removes: PeopleFound,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct FieldValue {
    pub value: String,
    pub people: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct GroupView {
    pub object_id: String,
    pub name: String,
    pub description: Option<String>,
    /// Direct members that are people of the directory; `None` while they were not read.
    pub members: Option<usize>,
}

/// A way to begin, ready to be edited.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct RuleTemplate {
    pub code: TemplateCode,
    pub config: Config,
    /// People it would import; `None` while it cannot be known.
    pub people: Option<usize>,
}

/// What choices would import, counted among all users of a first read whose groups still load.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct EarlyCounts {
    pub users: usize,
    /// By the saved rules; `None` while it depends on groups.
    pub imported: Option<usize>,
    pub templates: Vec<EarlyCount>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct EarlyCount {
    pub code: TemplateCode,
    /// `None` while it depends on groups.
    pub people: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum TemplateCode {
    EveryoneButGuests,
    WithDepartment,
    Licensed,
    /// The group is still to be chosen.
    GroupMembers,
    Scratch,
}
