//! Why one person of the directory lands where they land.

use crate::inputs::Inputs;
use crate::model::{Change, NotImported};
use crate::planner::plan;
use crate::verdict::Verdict;
use rollcall_people::{Department, ObjectId, Person, Reason, ReasonCode};
use rollcall_rules::TracedCondition;

/// What the rules say about a person, condition by condition, and what comes of it.
pub struct Explanation<'a> {
    pub person: &'a Person,
    pub outcome: Explained,
    /// The deciding rule; `None` for the last line and for "Never import".
    pub rule: Option<String>,
    /// The primary one first; empty unless imported.
    pub departments: Vec<Department>,
    pub reason: Reason,
    /// Every condition of every rule that is switched on.
    pub conditions: Vec<TracedCondition>,
    /// The resulting change; `None` when nothing changes.
    pub change: Option<Change>,
    pub not_imported: Option<NotImported>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explained {
    Import,
    /// A rule skips the person.
    Skip,
    /// Left out for another reason: last line, no address, by hand, a broken rule.
    NotImported,
}

/// `None` when the directory has no such person.
pub fn explain<'a>(inputs: &Inputs<'a>, object: &ObjectId) -> Option<Explanation<'a>> {
    let person = inputs.directory.users.iter().find(|person| person.object_id == *object)?;
    let facts = inputs.config.facts(inputs.directory);
    let evaluator = inputs.evaluator(&facts);
    let (departments, rule, reason) = match Verdict::new(inputs, &evaluator, person) {
        Verdict::Import(wanted) => {
            let reason = wanted.reason();
            (wanted.departments, wanted.rule, reason)
        }
        Verdict::Out { rule, reason } => (Vec::new(), rule, reason),
        Verdict::Undecided(reason) => (Vec::new(), None, reason),
    };
    let plan = plan(inputs);
    Some(Explanation {
        person,
        outcome: outcome(&departments, &reason),
        rule: rule.map(|rule| rule.name.clone()),
        departments,
        reason,
        conditions: evaluator.trace(person),
        change: plan.changes.into_iter().find(|change| change.identity.object == *object),
        not_imported: plan.not_imported.into_iter().find(|left_out| left_out.identity.object == *object),
    })
}

fn outcome(departments: &[Department], reason: &Reason) -> Explained {
    match reason.code {
        _ if !departments.is_empty() => Explained::Import,
        ReasonCode::SkippedByRule => Explained::Skip,
        _ => Explained::NotImported,
    }
}
