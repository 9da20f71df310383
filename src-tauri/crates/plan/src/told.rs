//! What rows say of the rule that made them: the same words for many people, kept once.

use crate::verdict::Wanted;
use rollcall_people::{Lookup, Reason};
use rollcall_rules::Rule;
use std::sync::Arc;

#[derive(Default)]
pub(crate) struct Told {
    names: Lookup<*const Rule, Arc<str>>,
    /// Why the rule imports; `None`: why the last line does.
    reasons: Lookup<Option<*const Rule>, Arc<Reason>>,
}

impl Told {
    pub(crate) fn name(&mut self, rule: Option<&Rule>) -> Option<Arc<str>> {
        let rule = rule?;
        Some(self.names.entry(rule).or_insert_with(|| rule.name.as_str().into()).clone())
    }

    pub(crate) fn reason(&mut self, wanted: &Wanted<'_>) -> Arc<Reason> {
        if wanted.by_hand() {
            return wanted.reason().into();
        }
        let rule = wanted.rule.map(std::ptr::from_ref);
        self.reasons.entry(rule).or_insert_with(|| wanted.reason().into()).clone()
    }
}
