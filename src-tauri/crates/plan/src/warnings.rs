//! What the admin should know beside the changes.

use crate::model::{Warning, WarningCode};
use rollcall_people::ObjectId;
use rollcall_rules::{Problem, ProblemCode};

/// A broken rule blocks, and says which part of it is broken and how.
pub(crate) fn of_problem(problem: &Problem) -> Warning {
    let code = match problem.code {
        ProblemCode::GroupMissing => WarningCode::RuleGroupMissing,
        ProblemCode::GroupUnreadable => WarningCode::RuleGroupUnreadable,
        _ => WarningCode::RuleBroken,
    };
    let params = problem.params.clone();
    let warning = Warning { code, params };
    if code == WarningCode::RuleBroken { warning.with("problem", problem.code.name()) } else { warning }
}

/// One per address that several of these people have. `people` are address keys with names.
pub(crate) fn shared_addresses(mut people: Vec<(&str, String)>) -> Vec<Warning> {
    people.sort_unstable();
    let shared = people.chunk_by(|a, b| a.0 == b.0).filter(|chunk| chunk.len() > 1);
    shared
        .map(|chunk| {
            let names: Vec<&str> = chunk.iter().map(|(_, name)| name.as_str()).collect();
            Warning::new(WarningCode::SharedAddress).with("email", chunk[0].0).with("names", names.join(", "))
        })
        .collect()
}

pub(crate) fn bad_record(object: &ObjectId) -> Warning {
    Warning::new(WarningCode::BadRecord).with("object_id", object)
}
