//! The deciding rule and the destination of a person.

use crate::compile::{Check, CompiledRule, CompiledThen, Compiler};
use crate::config::{Rule, RuleSet};
use crate::facts::Facts;
use crate::problem::Problem;
use crate::question::{Answers, Question};
use chrono::NaiveDate;
use rollcall_people::{Department, Lookup, ObjectId, Person};
use std::cell::OnceCell;
use std::rc::Rc;

/// Rules compiled for one directory and one day. Rules that are switched off take no part.
pub struct Evaluator<'a> {
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) rules: Vec<(&'a Rule, CompiledRule)>,
    questions: Vec<Question>,
    memberships: Lookup<&'a ObjectId, Vec<usize>>,
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
        let Compiler { questions, memberships, problems, .. } = compiler;
        Self { facts, rules: compiled, questions, memberships, otherwise, default, problems }
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

/// One person seen through the rules: every attribute is looked at when it is first asked for.
pub(crate) struct View<'e, 'p> {
    evaluator: &'e Evaluator<'e>,
    person: &'p Person,
    answers: Vec<OnceCell<Rc<Answers>>>,
}

impl<'e, 'p> View<'e, 'p> {
    pub(crate) fn new(evaluator: &'e Evaluator<'e>, person: &'p Person) -> Self {
        let answers = evaluator.questions.iter().map(|_| OnceCell::new()).collect();
        Self { evaluator, person, answers }
    }

    /// Whether a rule's conditions hold; `None` when a broken condition keeps it open.
    pub(crate) fn matches(&self, rule: &CompiledRule) -> Option<bool> {
        rule.verdict(|number| self.holds(rule.checks[number]))
    }

    pub(crate) fn holds(&self, check: Option<Check>) -> Option<bool> {
        let Check { question, answer } = check?;
        let answers = self.answers[question].get_or_init(|| self.ask(&self.evaluator.questions[question]));
        Some(answers.holds(answer))
    }

    fn ask(&self, question: &Question) -> Rc<Answers> {
        let Evaluator { facts, memberships, .. } = self.evaluator;
        question.ask(facts, self.person, || memberships.get(&self.person.object_id).map(Vec::as_slice))
    }
}
