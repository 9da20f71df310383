//! The deciding rule and the destination of a person.

use crate::compile::{Check, CompiledRule, CompiledThen, Compiler};
use crate::config::{Rule, RuleSet};
use crate::destination::{Place, each_once};
use crate::facts::Facts;
use crate::problem::Problem;
use crate::question::{Answers, Question};
use chrono::NaiveDate;
use rollcall_people::{Department, Lookup, ObjectId, Person, Renames};
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
    renames: Option<&'a Renames>,
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
        Self { facts, rules: compiled, questions, memberships, otherwise, default, problems, renames: None }
    }

    /// With names that patterns give departments turned into the names they have here. Fixed destinations
    /// and the default department are names from here already.
    #[must_use]
    pub fn renaming(self, renames: &'a Renames) -> Self {
        Self { renames: Some(renames).filter(|renames| !renames.is_empty()), ..self }
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

    /// The names that the deciding pattern gives the person's departments, as the source has them; none
    /// where no pattern decides. What skips is passed over.
    pub fn pattern_names(&self, person: &Person) -> Vec<Department> {
        match self.deciding(person, true) {
            (_, Some(CompiledThen::Import(place @ Place::Pattern { .. }))) => {
                place.departments(self.facts, person)
            }
            _ => Vec::new(),
        }
    }

    fn first_match(&self, person: &Person, always: bool) -> Decision<'a> {
        let (rule, then) = self.deciding(person, always);
        let outcome = match then {
            Some(CompiledThen::Import(place)) => self.import(self.departments(place, person)),
            // Only the last line: rules that skip were passed over.
            Some(CompiledThen::Skip) if always => self.import(Vec::new()),
            Some(CompiledThen::Skip) => Outcome::Skip,
            Some(CompiledThen::Broken) | None => Outcome::Undecided,
        };
        Decision { outcome, rule }
    }

    /// The rule that decides (`None`: the last line) and what it says; nothing while a broken rule keeps
    /// it open.
    fn deciding(&self, person: &Person, always: bool) -> (Option<&'a Rule>, Option<&CompiledThen>) {
        let view = View::new(self, person);
        for (rule, compiled) in &self.rules {
            if always && matches!(compiled.then, CompiledThen::Skip) {
                continue;
            }
            match view.matches(compiled) {
                Some(false) => {}
                Some(true) => return (Some(rule), Some(&compiled.then)),
                None => return (Some(rule), None),
            }
        }
        (None, Some(&self.otherwise))
    }

    fn departments(&self, place: &Place, person: &Person) -> Vec<Department> {
        let departments = place.departments(self.facts, person);
        match (place, self.renames) {
            (Place::Pattern { .. }, Some(renames)) => {
                each_once(departments.iter().map(|department| renames.local(department)))
            }
            _ => departments,
        }
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
