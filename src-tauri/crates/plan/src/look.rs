//! A look past groups that could not be read: what the other rules would do. Never to be applied.

use crate::config::Config;
use crate::hash::hash;
use crate::inputs::Inputs;
use crate::model::{Plan, Warning, WarningCode};
use crate::planner::plan;
use rollcall_rules::{Problem, ProblemCode};

/// The plan as if the rules whose groups could not be read matched nobody. Each of them is a warning of
/// it, which blocks it; where there is none it is the plan itself.
pub fn look(inputs: &Inputs<'_>) -> Plan {
    let facts = inputs.config.facts(inputs.directory);
    let evaluator = inputs.evaluator(&facts);
    let unreadable = evaluator.problems().iter().filter(|p| p.code == ProblemCode::GroupUnreadable);
    let unreadable: Vec<&Problem> = unreadable.collect();
    let config = without(inputs.config, &unreadable);
    let mut plan = plan(&Inputs { config: &config, ..*inputs });
    if !unreadable.is_empty() {
        plan.complete = false;
        plan.warnings.extend(unreadable.into_iter().map(left_out));
        plan.warnings.sort();
        plan.warnings.dedup();
        plan.hash = hash(inputs, &plan);
    }
    plan
}

fn without(config: &Config, problems: &[&Problem]) -> Config {
    let mut config = config.clone();
    for rule in problems.iter().filter_map(|problem| problem.rule) {
        if let Some(rule) = config.rules.rules.get_mut(rule) {
            rule.enabled = false;
        }
    }
    config
}

fn left_out(problem: &Problem) -> Warning {
    Warning { code: WarningCode::RuleLeftOut, params: problem.params.clone() }
}
