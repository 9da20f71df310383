//! What alone keeps a person from the rule that leads to where they are.

use crate::compile::{CompiledRule, CompiledThen};
use crate::config::{Condition, Rule};
use crate::destination::Place;
use crate::evaluate::{Evaluator, View};
use rollcall_people::{Department, Person};

impl<'a> Evaluator<'a> {
    /// A condition that fails, of the first rule into exactly this one department that would match if what
    /// it asks of that condition's field held. Rules whose departments follow from a pattern are not asked.
    pub fn nearly(&self, person: &Person, department: &Department) -> Option<&'a Condition> {
        let leads_there = |compiled: &CompiledRule| match &compiled.then {
            CompiledThen::Import(Place::Fixed(fixed)) => fixed == department,
            _ => false,
        };
        let view = View::new(self, person);
        let rules = self.rules.iter().filter(|(_, compiled)| leads_there(compiled));
        rules.into_iter().find_map(|(rule, compiled)| missing(&view, rule, compiled))
    }
}

fn missing<'a>(view: &View<'_, '_>, rule: &'a Rule, compiled: &CompiledRule) -> Option<&'a Condition> {
    let conditions: Vec<&Condition> = rule.conditions().collect();
    let holds = |number: usize| view.holds(compiled.checks[number]);
    let decisive = |number: &usize| {
        let field = &conditions[*number].field;
        let granted =
            |other: usize| if conditions[other].field == *field { Some(true) } else { holds(other) };
        holds(*number) == Some(false) && compiled.verdict(granted) == Some(true)
    };
    (0..conditions.len()).find(decisive).map(|number| conditions[number])
}
