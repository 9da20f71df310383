//! How many people each rule and each condition concerns, for the editor.

use crate::evaluate::{Evaluator, View};
use rollcall_people::Person;
use serde::Serialize;

/// Counts of one rule that is switched on, in the order of the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleCounts {
    /// People whom each condition fits by itself, in reading order.
    pub conditions: Vec<usize>,
    /// People whom the rule fits, whether or not an earlier rule takes them.
    pub matching: usize,
    /// People whom the rule decides: those that no earlier rule takes.
    pub deciding: usize,
}

impl Evaluator<'_> {
    /// Counts per rule over any number of people.
    pub fn count<'p>(&self, people: impl IntoIterator<Item = &'p Person>) -> Vec<RuleCounts> {
        let empty = |checks: usize| RuleCounts { conditions: vec![0; checks], ..RuleCounts::default() };
        let mut counts: Vec<RuleCounts> =
            self.rules.iter().map(|(_, rule)| empty(rule.checks.len())).collect();
        let mut held = Vec::new();
        for person in people {
            self.count_person(person, &mut counts, &mut held);
        }
        counts
    }

    /// Every condition is asked once; `held` only saves making a new list for each rule.
    fn count_person(&self, person: &Person, counts: &mut [RuleCounts], held: &mut Vec<Option<bool>>) {
        let view = View::new(self, person);
        let mut taken = false;
        for ((_, rule), count) in self.rules.iter().zip(counts) {
            held.clear();
            held.extend(rule.checks.iter().map(|check| view.holds(*check)));
            for (held, number) in held.iter().zip(&mut count.conditions) {
                *number += usize::from(*held == Some(true));
            }
            let verdict = rule.verdict(|number| held[number]);
            count.matching += usize::from(verdict == Some(true));
            count.deciding += usize::from(verdict == Some(true) && !taken);
            taken |= verdict != Some(false);
        }
    }
}
