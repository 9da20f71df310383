//! The deciding rule and the destination of a person.

use crate::attribute::{Attribute, ValueType};
use crate::compile::{Check, CompiledRule, CompiledThen, Compiler};
use crate::config::{Rule, RuleSet};
use crate::day::utc_day;
use crate::facts::Facts;
use crate::problem::Problem;
use crate::test::Test;
use chrono::NaiveDate;
use rollcall_people::{Department, ObjectId, Person, fold};
use std::cell::OnceCell;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Rules compiled for one directory and one day. Rules that are switched off take no part.
pub struct Evaluator<'a> {
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) rules: Vec<(&'a Rule, CompiledRule)>,
    pub(crate) slots: Vec<Attribute>,
    memberships: HashMap<&'a ObjectId, Vec<usize>>,
    otherwise: CompiledThen,
    default: Option<Department>,
    problems: Vec<Problem>,
}

/// What the rules say about a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision<'a> {
    pub outcome: Outcome,
    /// The deciding rule; `None` when it was the last line.
    pub rule: Option<&'a Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Into these departments, the primary one first; never empty.
    Import(Vec<Department>),
    Skip,
    /// A broken rule keeps the answer open: the person has to stay as they are.
    Undecided,
}

impl<'a> Evaluator<'a> {
    pub fn new(rules: &'a RuleSet, facts: &'a Facts<'a>, today: NaiveDate) -> Self {
        let mut compiler = Compiler::new(facts, today);
        let enabled = rules.rules.iter().enumerate().filter(|(_, rule)| rule.enabled);
        let compiled = enabled.map(|(index, rule)| (rule, compiler.rule(index, rule))).collect();
        let (otherwise, default) = compiler.last_line(rules);
        let Compiler { slots, memberships, problems, .. } = compiler;
        Self { facts, rules: compiled, slots, memberships, otherwise, default, problems }
    }

    pub fn facts(&self) -> &'a Facts<'a> {
        self.facts
    }

    /// What is wrong with the rules that are switched on.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The first rule that matches, else the last line.
    pub fn decide(&self, person: &Person) -> Decision<'a> {
        self.first_match(person, false)
    }

    /// As [`Self::decide`], passing over everything that skips: the first importing rule, else the
    /// last line, else the default department.
    pub fn decide_always(&self, person: &Person) -> Decision<'a> {
        self.first_match(person, true)
    }

    fn first_match(&self, person: &Person, always: bool) -> Decision<'a> {
        let view = View::new(self, person);
        for (rule, compiled) in &self.rules {
            if always && matches!(compiled.then, CompiledThen::Skip) {
                continue;
            }
            match view.matches(compiled) {
                Some(false) => {}
                Some(true) => return self.decision(&compiled.then, Some(rule), person),
                None => return Decision { outcome: Outcome::Undecided, rule: Some(rule) },
            }
        }
        match self.otherwise {
            CompiledThen::Skip if always => Decision { outcome: self.import(Vec::new()), rule: None },
            _ => self.decision(&self.otherwise, None, person),
        }
    }

    fn decision(&self, then: &CompiledThen, rule: Option<&'a Rule>, person: &Person) -> Decision<'a> {
        let outcome = match then {
            CompiledThen::Skip => Outcome::Skip,
            CompiledThen::Import(place) => self.import(place.departments(self.facts, person)),
            CompiledThen::Broken => Outcome::Undecided,
        };
        Decision { outcome, rule }
    }

    fn import(&self, departments: Vec<Department>) -> Outcome {
        match &self.default {
            _ if !departments.is_empty() => Outcome::Import(departments),
            Some(default) => Outcome::Import(vec![default.clone()]),
            None => Outcome::Undecided,
        }
    }
}

/// One person seen through the rules: every attribute is looked up and folded at most once.
pub(crate) struct View<'e, 'p> {
    evaluator: &'e Evaluator<'e>,
    person: &'p Person,
    slots: Vec<OnceCell<Slot>>,
}

enum Slot {
    Texts(Vec<String>),
    Flag(Option<bool>),
    /// Whether there is a value, and its day if it is a date.
    Day(bool, Option<NaiveDate>),
    Member,
}

impl<'e, 'p> View<'e, 'p> {
    pub(crate) fn new(evaluator: &'e Evaluator<'e>, person: &'p Person) -> Self {
        let slots = evaluator.slots.iter().map(|_| OnceCell::new()).collect();
        Self { evaluator, person, slots }
    }

    /// Whether a rule's conditions hold; `None` when a broken condition keeps it open.
    pub(crate) fn matches(&self, rule: &CompiledRule) -> Option<bool> {
        rule.verdict(|number| self.holds(&rule.checks[number]))
    }

    pub(crate) fn holds(&self, check: &Check) -> Option<bool> {
        let test = check.test.as_ref()?;
        Some(self.positive(check.slot, test) != check.negative)
    }

    fn positive(&self, slot: usize, test: &Test) -> bool {
        match (test, self.slots[slot].get_or_init(|| self.look_up(slot))) {
            (Test::Empty, Slot::Texts(texts)) => texts.is_empty(),
            (Test::Empty, Slot::Day(filled, _)) => !filled,
            (Test::Text(test), Slot::Texts(texts)) => texts.iter().any(|text| test.holds(text)),
            (Test::Pattern(pattern), _) => self.originals(slot).any(|text| pattern.is_match(&text)),
            (Test::Flag(wanted), Slot::Flag(flag)) => *flag == Some(*wanted),
            (Test::Day(test), Slot::Day(_, day)) => day.is_some_and(|day| test.holds(day)),
            (Test::Member(set), Slot::Member) => {
                self.evaluator.memberships.get(&self.person.object_id).is_some_and(|sets| sets.contains(set))
            }
            _ => false,
        }
    }

    fn look_up(&self, slot: usize) -> Slot {
        let (facts, attribute) = (self.evaluator.facts, self.evaluator.slots[slot]);
        match attribute.value_type() {
            ValueType::Membership => Slot::Member,
            ValueType::Boolean => Slot::Flag(facts.flag(self.person, attribute)),
            ValueType::Date => {
                let texts = facts.texts(self.person, attribute);
                let text = texts.as_slice().first();
                Slot::Day(text.is_some(), text.and_then(|text| utc_day(text)))
            }
            ValueType::Text | ValueType::List => {
                let texts = facts.texts(self.person, attribute);
                Slot::Texts(texts.as_slice().iter().map(|text| fold(text)).collect())
            }
        }
    }

    /// The texts with their own case, for patterns.
    fn originals(&self, slot: usize) -> impl Iterator<Item = String> {
        let texts = self.evaluator.facts.texts(self.person, self.evaluator.slots[slot]);
        let normal: Vec<String> = texts.as_slice().iter().map(|text| text.trim().nfc().collect()).collect();
        normal.into_iter()
    }
}
