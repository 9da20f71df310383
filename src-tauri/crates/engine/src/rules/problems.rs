//! What is wrong with edited rules, where it is, and whether it keeps them from being saved.

use crate::api::RuleProblem;
use rollcall_plan::Config;
use rollcall_rules::{Problem, ProblemCode};

/// Everything wrong with a configuration. Without a directory nothing can be said about groups.
pub(super) fn of(config: &Config, rules: &[Problem], has_directory: bool) -> Vec<RuleProblem> {
    let rules = rules.iter().filter(|problem| has_directory || !problem.is_about_a_group()).cloned();
    rules.chain(config.mapping.problems()).map(view).collect()
}

pub(super) fn view(problem: Problem) -> RuleProblem {
    let Problem { rule, path, code, params, .. } = problem;
    RuleProblem { rule, path, code, params }
}

/// A rule that is on must be sound; what is half written may be kept while the rule, or the condition, is
/// off. Words that do not exist are a mistake even there. A group that was not read is no fault of the rule.
pub(super) fn keeps_from_saving(config: &Config, problem: &Problem) -> bool {
    let rule = problem.rule.and_then(|index| config.rules.rules.get(index));
    let off = rule.is_some_and(|rule| rule.is_off(&problem.path));
    match problem.code {
        ProblemCode::GroupUnreadable | ProblemCode::GroupUnread => false,
        ProblemCode::UnknownField | ProblemCode::UnknownOperator => true,
        _ => !off,
    }
}
