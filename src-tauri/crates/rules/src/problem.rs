//! What is wrong with a rule: a code with parameters, and where. Words are made at the edges.

use crate::compile::Compiler;
use crate::config::RuleSet;
use crate::facts::Facts;
use crate::template::SourceError;
use chrono::NaiveDate;
use rollcall_people::Params;
use serde::Serialize;

/// `params` always has `rule`, the rule's name (or `otherwise`, `default_department`, the keys of the
/// rules file), and `field` where a condition is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Index into the rules; `None` for the last line and the default department.
    pub rule: Option<usize>,
    /// Number of the condition in reading order, from 0; `None` when the problem is elsewhere.
    pub condition: Option<usize>,
    /// Where the condition or the empty group is: indexes down the tree, at most two.
    pub path: Vec<usize>,
    pub code: ProblemCode,
    pub params: Params,
}

/// Every code has a sentence in the catalogue under `problem.<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// `field` is not a field; `suggestion` may be what was meant.
    UnknownField,
    /// `operator` is not an operator; `suggestion` may be what was meant.
    UnknownOperator,
    /// `operator` cannot be used with `field`.
    OperatorDoesNotFit,
    /// There is nothing to compare with, or nothing in a text that must say something.
    EmptyValue,
    /// `value` is not a regular expression, or one that is too large (`cause`).
    BadPattern,
    /// `value` is not a date such as `2026-05-31`.
    BadDate,
    /// `value` is not a number of days.
    BadNumber,
    /// `value` is not a kind of person; `suggestion` may be what was meant.
    UnknownKind,
    /// There is no group `group` any more.
    GroupMissing,
    /// The members of the group `group` could not be read.
    GroupUnreadable,
    /// The members of the group `group` were not read so far: the next read does.
    GroupUnread,
    /// `count` groups are named `group`; its object id tells which is meant.
    GroupAmbiguous,
    /// A list of conditions has none.
    NoConditions,
    /// There are conditions, and all of them are turned off.
    ConditionsOff,
    /// A department path or pattern of more than three levels.
    DepartmentTooDeep,
    /// `field` cannot be a placeholder: it has no text.
    NotText,
    /// A `{` without its `}`.
    UnclosedBrace,
}

impl ProblemCode {
    /// As in the catalogue.
    pub fn name(self) -> &'static str {
        match self {
            Self::UnknownField => "unknown_field",
            Self::UnknownOperator => "unknown_operator",
            Self::OperatorDoesNotFit => "operator_does_not_fit",
            Self::EmptyValue => "empty_value",
            Self::BadPattern => "bad_pattern",
            Self::BadDate => "bad_date",
            Self::BadNumber => "bad_number",
            Self::UnknownKind => "unknown_kind",
            Self::GroupMissing => "group_missing",
            Self::GroupUnreadable => "group_unreadable",
            Self::GroupUnread => "group_unread",
            Self::GroupAmbiguous => "group_ambiguous",
            Self::NoConditions => "no_conditions",
            Self::ConditionsOff => "conditions_off",
            Self::DepartmentTooDeep => "department_too_deep",
            Self::NotText => "not_text",
            Self::UnclosedBrace => "unclosed_brace",
        }
    }
}

impl Problem {
    pub fn new(code: ProblemCode) -> Self {
        Self { rule: None, condition: None, path: Vec::new(), code, params: Params::new() }
    }

    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers pass texts, numbers and names alike")]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    #[must_use]
    pub(crate) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Whether the rule would be sound if the directory had the group: not a fault of the text.
    pub fn is_about_a_group(&self) -> bool {
        use ProblemCode::{GroupAmbiguous, GroupMissing, GroupUnread, GroupUnreadable};
        matches!(self.code, GroupAmbiguous | GroupMissing | GroupUnread | GroupUnreadable)
    }
}

impl From<SourceError> for Problem {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::UnknownAttribute { name, suggestion } => {
                Self::new(ProblemCode::UnknownField).with("field", name).maybe("suggestion", suggestion)
            }
            SourceError::NotText { name } => Self::new(ProblemCode::NotText).with("field", name),
            SourceError::UnclosedBrace => Self::new(ProblemCode::UnclosedBrace),
            SourceError::Empty => Self::new(ProblemCode::EmptyValue).with("field", "from"),
        }
    }
}

/// Everything wrong with the rules and conditions, also with those switched off, against a directory's groups.
pub fn problems(rules: &RuleSet, facts: &Facts<'_>, today: NaiveDate) -> Vec<Problem> {
    let mut compiler = Compiler::new(facts, today).thorough();
    for (index, rule) in rules.rules.iter().enumerate() {
        compiler.rule(index, rule);
    }
    compiler.last_line(rules);
    compiler.problems
}
