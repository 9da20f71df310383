//! What the admin should know beside the changes.

use crate::contact::{Newcomer, person_name};
use crate::model::{Warning, WarningCode};
use rollcall_people::{ObjectId, Seen};
use rollcall_rules::{Problem, ProblemCode};
use std::collections::BTreeMap;

/// A broken rule blocks, and says which part of it is broken and how.
pub(crate) fn of_problem(problem: &Problem) -> Warning {
    let code = match problem.code {
        ProblemCode::GroupMissing => WarningCode::RuleGroupMissing,
        ProblemCode::GroupUnreadable => WarningCode::RuleGroupUnreadable,
        ProblemCode::GroupUnread => WarningCode::RuleGroupUnread,
        _ => WarningCode::RuleBroken,
    };
    Warning { code, params: problem.params.clone() }.with("problem", problem.code.name())
}

/// One per address that several of these people have.
pub(crate) fn shared_addresses(people: &[Newcomer<'_, '_>]) -> Vec<Warning> {
    let mut seen = Seen::with_capacity_and_hasher(people.len(), Default::default());
    let again = people.iter().map(|(_, wanted)| wanted.email.key()).filter(|key| !seen.insert(*key));
    let mut shared: BTreeMap<&str, Vec<String>> = again.map(|key| (key, Vec::new())).collect();
    if shared.is_empty() {
        return Vec::new();
    }
    for (person, wanted) in people {
        if let Some(names) = shared.get_mut(wanted.email.key()) {
            names.push(person_name(person, wanted));
        }
    }
    let warning = |(email, mut names): (&str, Vec<String>)| {
        names.sort();
        Warning::new(WarningCode::SharedAddress).with("email", email).with("names", names.join(", "))
    };
    shared.into_iter().map(warning).collect()
}

pub(crate) fn bad_record(object: &ObjectId) -> Warning {
    Warning::new(WarningCode::BadRecord).with("object_id", object)
}
