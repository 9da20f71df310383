//! Whether a person is to be in the list: manual decisions, then rules, then the address.

use crate::inputs::{Inputs, OverrideKind};
use rollcall_people::{Department, Email, Kind, Person, Reason, ReasonCode};
use rollcall_rules::{Decision, Evaluator, Outcome, Rule};

/// What is wanted for a person, whatever the local list says.
pub(crate) enum Verdict<'a> {
    Import(Wanted<'a>),
    Out {
        rule: Option<&'a Rule>,
        reason: Reason,
    },
    /// A broken rule keeps it open: the person stays as they are.
    Undecided(Reason),
}

pub(crate) struct Wanted<'a> {
    pub(crate) email: Email,
    pub(crate) departments: Vec<Department>,
    pub(crate) rule: Option<&'a Rule>,
    /// The note of an "Always import".
    always: Option<&'a str>,
}

impl Wanted<'_> {
    pub(crate) fn by_hand(&self) -> bool {
        self.always.is_some()
    }

    /// Made where a row shows it: most people only stay as they are.
    pub(crate) fn reason(&self) -> Reason {
        match (self.always, self.rule) {
            (Some(note), _) => Reason::new(ReasonCode::AlwaysImport).with("note", note),
            (None, Some(rule)) => Reason::new(ReasonCode::MatchesRule).with("rule", &rule.name),
            (None, None) => Reason::new(ReasonCode::EveryoneElse),
        }
    }
}

impl<'a> Verdict<'a> {
    pub(crate) fn new(inputs: &Inputs<'a>, evaluator: &Evaluator<'a>, person: &Person) -> Self {
        let manual = inputs.overrides.get(&person.object_id);
        match manual.map(|m| (m.kind, m.note.as_str())) {
            Some((OverrideKind::Never, note)) => {
                let reason = Reason::new(ReasonCode::NeverImport).with("note", note);
                Self::Out { rule: None, reason }
            }
            Some((OverrideKind::Always, note)) => {
                Self::decided(evaluator, person, evaluator.decide_always(person), Some(note))
            }
            None => Self::decided(evaluator, person, evaluator.decide(person), None),
        }
    }

    fn decided(e: &Evaluator<'a>, person: &Person, decision: Decision<'a>, always: Option<&'a str>) -> Self {
        let Decision { outcome, rule } = decision;
        let departments = match outcome {
            Outcome::Import(departments) => departments,
            Outcome::Skip => return Self::Out { rule, reason: skip_reason(rule, person) },
            Outcome::Undecided => return Self::Undecided(undecided_reason(rule)),
        };
        match e.facts().address(person) {
            Some(email) => Self::Import(Wanted { email, departments, rule, always }),
            None => {
                let reason = match e.facts().addresses.describe() {
                    domains if domains.is_empty() => Reason::new(ReasonCode::DomainsUnknown),
                    domains => Reason::new(ReasonCode::NoAddress).with("domains", domains),
                };
                Self::Out { rule, reason }
            }
        }
    }
}

fn skip_reason(rule: Option<&Rule>, person: &Person) -> Reason {
    let Some(rule) = rule else { return Reason::new(ReasonCode::NoRuleMatches) };
    let reason = Reason::new(ReasonCode::SkippedByRule).with("rule", &rule.name);
    if rule.asks_only("kind") { reason.with("kind", Kind::of(person).name()) } else { reason }
}

fn undecided_reason(rule: Option<&Rule>) -> Reason {
    Reason::new(ReasonCode::RuleBroken).with("rule", rule.map_or("otherwise", |rule| &rule.name))
}
