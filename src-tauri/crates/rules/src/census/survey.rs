//! Whom each rule, group and condition concerns.

use super::answer::Asker;
use super::{Census, People};
use crate::config::{Condition, Group, InnerGroup, Node, Rule, RuleSet, Then};
use crate::destination::Place;
use crate::problem::{Problem, ProblemCode};

/// Everything the editor counts, rule by rule in their order, also of those switched off.
#[derive(Debug)]
pub struct Survey {
    pub rules: Vec<RuleSurvey>,
    /// People whom no rule takes.
    pub rest: People,
    /// People whom the rules or the last line import; the address and decisions by hand come on top.
    pub imported: People,
    /// People of whom a broken rule keeps it open.
    pub open: People,
    /// Also of the rules that are switched off.
    pub problems: Vec<Problem>,
}

#[derive(Debug)]
pub struct RuleSurvey {
    /// Conditions and groups below the root.
    pub nodes: Vec<NodeSurvey>,
    /// People whom the rule fits, whether or not an earlier rule takes them.
    pub matching: People,
    /// How many these are; `None` while a broken condition keeps it open.
    pub people: Option<usize>,
    /// People whom the rule decides: those that no earlier rule takes. Nobody while it is off.
    pub deciding: People,
}

#[derive(Debug)]
pub struct NodeSurvey {
    /// People whom it fits by itself, also while it is turned off; `None` while it is broken, and of a
    /// group of which nothing is on.
    pub people: Option<usize>,
    /// The conditions of a group; empty for a condition.
    pub conditions: Vec<Option<usize>>,
}

impl Census {
    /// `go_on` is asked before each rule; there is no answer once it says no.
    pub fn survey(&self, rules: &RuleSet, go_on: impl Fn() -> bool) -> Option<Survey> {
        let facts = self.facts();
        let mut surveyor = Surveyor::new(self, Asker::new(self, &facts));
        for (index, rule) in rules.rules.iter().enumerate() {
            if !go_on() {
                return None;
            }
            surveyor.rule(index, rule);
        }
        Some(surveyor.finish(rules))
    }
}

/// What holds and what does not; whoever is in neither is open, because something is broken.
struct Known {
    yes: People,
    no: People,
}

impl Known {
    fn count(&self) -> Option<usize> {
        let settled = self.yes.count_ones(..) + self.no.count_ones(..);
        (settled == self.yes.len()).then(|| self.yes.count_ones(..))
    }
}

struct Surveyor<'c> {
    census: &'c Census,
    asker: Asker<'c>,
    survey: Survey,
}

impl<'c> Surveyor<'c> {
    fn new(census: &'c Census, asker: Asker<'c>) -> Self {
        let mut everybody = census.nobody();
        everybody.insert_range(..);
        let survey = Survey {
            rules: Vec::new(),
            rest: everybody,
            imported: census.nobody(),
            open: census.nobody(),
            problems: Vec::new(),
        };
        Self { census, asker, survey }
    }

    fn rule(&mut self, index: usize, rule: &Rule) {
        let before = self.survey.problems.len();
        let (known, nodes) = self.root(rule);
        let sound = self.then(&rule.then);
        for problem in &mut self.survey.problems[before..] {
            problem.rule = Some(index);
            problem.params.insert("rule".into(), rule.name.clone());
        }
        let deciding = if rule.enabled { self.take(rule, sound, &known) } else { self.census.nobody() };
        self.survey.rules.push(RuleSurvey { nodes, people: known.count(), matching: known.yes, deciding });
    }

    /// Whoever the rule fits, or may fit, is no longer there for the rules below.
    fn take(&mut self, rule: &Rule, sound: bool, known: &Known) -> People {
        let survey = &mut self.survey;
        let mut deciding = survey.rest.clone();
        deciding.intersect_with(&known.yes);
        let mut open = survey.rest.clone();
        open.difference_with(&known.yes);
        open.difference_with(&known.no);
        survey.open.union_with(&open);
        survey.rest.intersect_with(&known.no);
        match rule.then {
            Then::Import(_) if sound => survey.imported.union_with(&deciding),
            Then::Import(_) => survey.open.union_with(&deciding),
            Then::Skip => {}
        }
        deciding
    }

    fn root(&mut self, rule: &Rule) -> (Known, Vec<NodeSurvey>) {
        let mut number = 0;
        let mut nodes = Vec::new();
        let mut known = Vec::new();
        for (position, node) in rule.who.items().iter().enumerate() {
            let (node, survey) = match node {
                Node::Condition(condition) => {
                    let known = self.condition(condition, &mut number, &[position]);
                    let people = known.count();
                    (known, NodeSurvey { people, conditions: Vec::new() })
                }
                Node::Group(group) => self.group(group, &mut number, position),
            };
            nodes.push(survey);
            known.push(node);
        }
        let counting = rule.who.items().iter().zip(known).filter(|(node, _)| node.counts());
        let known = combine(&rule.who, counting.map(|(_, known)| known));
        (known.unwrap_or_else(|| self.nothing(&rule.who, &[])), nodes)
    }

    fn group(&mut self, group: &InnerGroup, number: &mut usize, position: usize) -> (Known, NodeSurvey) {
        let InnerGroup { conditions: group, .. } = group;
        let known: Vec<Known> = group
            .items()
            .iter()
            .enumerate()
            .map(|(inside, c)| self.condition(c, number, &[position, inside]))
            .collect();
        let conditions = known.iter().map(Known::count).collect();
        let counting = group.items().iter().zip(known).filter(|(condition, _)| condition.enabled);
        let known = combine(group, counting.map(|(_, known)| known));
        let known = known.unwrap_or_else(|| self.nothing(group, &[position]));
        let people = known.count();
        (known, NodeSurvey { people, conditions })
    }

    fn condition(&mut self, condition: &Condition, number: &mut usize, path: &[usize]) -> Known {
        let place = *number;
        *number += 1;
        match self.asker.ask(condition) {
            Ok(people) => {
                let yes = (*people).clone();
                let mut no = yes.clone();
                no.toggle_range(..);
                Known { yes, no }
            }
            Err(mut problem) => {
                problem.condition = Some(place);
                problem.path = path.to_vec();
                problem.params.entry("field".into()).or_insert_with(|| condition.field.clone());
                self.survey.problems.push(problem);
                Known { yes: self.census.nobody(), no: self.census.nobody() }
            }
        }
    }

    /// Where there is nothing to ask, there is no answer. A group may have nothing that is on, a rule not.
    fn nothing<T>(&mut self, group: &Group<T>, path: &[usize]) -> Known {
        let code = match (group.items(), path) {
            ([], _) => Some(ProblemCode::NoConditions),
            (_, []) => Some(ProblemCode::ConditionsOff),
            _ => None,
        };
        let problem = code.map(|code| Problem { path: path.to_vec(), ..Problem::new(code) });
        self.survey.problems.extend(problem);
        Known { yes: self.census.nobody(), no: self.census.nobody() }
    }

    /// Whether the destination can be used.
    fn then(&mut self, then: &Then) -> bool {
        let Then::Import(destination) = then else { return true };
        Place::new(destination).map_err(|problem| self.survey.problems.push(problem)).is_ok()
    }

    fn finish(mut self, rules: &RuleSet) -> Survey {
        let before = self.survey.problems.len();
        let sound = self.then(&rules.otherwise);
        for problem in &mut self.survey.problems[before..] {
            problem.params.insert("rule".into(), "otherwise".into());
        }
        if let Err(problem) = Place::fixed(&rules.default_department) {
            self.survey.problems.push(problem.with("rule", "default_department"));
        }
        let survey = &mut self.survey;
        match rules.otherwise {
            Then::Import(_) if sound => survey.imported.union_with(&survey.rest),
            Then::Import(_) => survey.open.union_with(&survey.rest),
            Then::Skip => {}
        }
        self.survey
    }
}

fn combine<T>(group: &Group<T>, known: impl Iterator<Item = Known>) -> Option<Known> {
    let settles = matches!(group, Group::Any(_));
    known.into_iter().reduce(|a, b| if settles { either(a, &b) } else { both(a, &b) })
}

fn both(mut a: Known, b: &Known) -> Known {
    a.yes.intersect_with(&b.yes);
    a.no.union_with(&b.no);
    a
}

fn either(mut a: Known, b: &Known) -> Known {
    a.yes.union_with(&b.yes);
    a.no.intersect_with(&b.no);
    a
}
