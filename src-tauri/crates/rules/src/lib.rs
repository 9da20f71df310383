//! Who is imported, and into which department: conditions, their evaluation with a trace, and
//! destinations. Pure: no I/O, no clock; today is an argument.
//!
//! [`RuleSet`] is what the admin wrote. [`Facts`] is what can be known of the people of a
//! directory. [`Evaluator`] joins the two once and then answers for any number of people.

mod address;
mod attribute;
mod census;
mod compile;
mod config;
mod day;
mod destination;
mod evaluate;
mod facts;
mod groups;
mod near;
mod operator;
mod parse;
mod problem;
mod question;
mod shape;
mod suggest;
mod template;
mod test;
mod trace;
mod value;

pub use address::{Addresses, ascii_domain};
pub use attribute::{Attribute, ValueType};
pub use census::{Census, NodeSurvey, People, RuleSurvey, Survey};
pub use config::{Condition, Destination, Group, InnerGroup, Node, Rule, RuleSet, Then, Who};
pub use day::utc_day;
pub use evaluate::{Decision, Evaluator, Outcome};
pub use facts::{Facts, Texts};
pub use groups::{ReferencedGroups, asks_for_groups, effective_members, referenced_groups};
pub use operator::Operator;
pub use parse::{ConfigError, ConfigProblem, from_json};
pub use problem::{Problem, ProblemCode, problems};
pub use suggest::closest;
pub use template::{Source, SourceError, Template};
pub use trace::{Seen, TracedCondition};
