//! Why a person lands where they land: every condition of every rule, with the value it saw.

use crate::attribute::{Attribute, ValueType};
use crate::evaluate::{Evaluator, View};
use crate::facts::Texts;
use crate::groups::groups_of;
use rollcall_people::Person;
use serde::Serialize;
use serde_json::Value;

/// One condition of a rule that is switched on, as it came out for a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TracedCondition {
    /// The rule's name.
    pub rule: String,
    pub field: String,
    pub operator: String,
    pub value: Value,
    pub seen: Seen,
    /// Whether it counts: it and its group are turned on.
    pub enabled: bool,
    /// `None`: the condition is broken or turned off, neither true nor false.
    pub matches: Option<bool>,
}

/// The value a condition saw; in JSON `null`, a boolean, a text or a list of texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Seen {
    Nothing,
    Flag(bool),
    Text(String),
    List(Vec<String>),
}

impl Evaluator<'_> {
    /// In the order of the rules and of their conditions; nothing is left out after the deciding rule.
    pub fn trace(&self, person: &Person) -> Vec<TracedCondition> {
        let view = View::new(self, person);
        let mut trace = Vec::new();
        for (rule, compiled) in &self.rules {
            for ((condition, check), enabled) in rule.conditions().zip(&compiled.checks).zip(rule.switches())
            {
                trace.push(TracedCondition {
                    rule: rule.name.clone(),
                    field: condition.field.clone(),
                    operator: condition.op.clone(),
                    value: condition.value.clone(),
                    seen: self.seen(person, &condition.field),
                    enabled,
                    matches: view.holds(*check),
                });
            }
        }
        trace
    }

    fn seen(&self, person: &Person, field: &str) -> Seen {
        let Some(attribute) = Attribute::from_name(field) else { return Seen::Nothing };
        match attribute.value_type() {
            ValueType::Boolean => self.facts.flag(person, attribute).map_or(Seen::Nothing, Seen::Flag),
            ValueType::Membership => {
                let nested = attribute == Attribute::MemberOfNested;
                Seen::List(groups_of(self.facts.directory, &person.object_id, nested))
            }
            _ => match self.facts.texts(person, attribute) {
                Texts::One(text) => text.map_or(Seen::Nothing, |text| Seen::Text(text.into_owned())),
                Texts::Many(texts) => Seen::List(texts.into_iter().map(Into::into).collect()),
            },
        }
    }
}
