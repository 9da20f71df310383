//! Rules become tests that are quick to repeat: names resolved, values folded, patterns built,
//! group members collected, each once. What cannot be compiled is reported and stays undecided.

use crate::attribute::Attribute;
use crate::config::{Condition, Group, Node, Rule, RuleSet, Then};
use crate::destination::Place;
use crate::facts::Facts;
use crate::groups::{GroupIndex, stored_members, trouble};
use crate::operator::Operator;
use crate::problem::{Problem, ProblemCode};
use crate::question::Question;
use crate::test::{DayTest, Test, TextTest};
use crate::value::{day, last_days, pattern, several, text, whole};
use chrono::NaiveDate;
use rollcall_people::{Department, Lookup, ObjectId, Part, PartState, fold};
use serde_json::Value;
use std::collections::HashMap;

/// What a condition wants to know: whether the test holds of the attribute, or whether it does not.
pub(crate) struct Asked {
    pub(crate) attribute: Attribute,
    pub(crate) test: Test,
    pub(crate) negative: bool,
}

/// A condition ready to run: a question, and the number of its answer there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Check {
    pub(crate) question: usize,
    pub(crate) answer: usize,
}

#[derive(Debug)]
pub(crate) struct CompiledRule {
    /// In reading order; a condition that is broken or turned off has no check, so it is neither true nor
    /// false.
    pub(crate) checks: Vec<Option<Check>>,
    /// What counts.
    pub(crate) tree: Group<Tree>,
    pub(crate) then: CompiledThen,
}

impl CompiledRule {
    /// Whether the conditions hold, by what each of them says; `None` when a broken one keeps it open.
    pub(crate) fn verdict(&self, holds: impl Fn(usize) -> Option<bool>) -> Option<bool> {
        self.tree.verdict(|node| match node {
            Tree::Check(number) => holds(*number),
            Tree::Group(group) => group.verdict(|number| holds(*number)),
        })
    }
}

/// Indexes into the checks.
#[derive(Debug)]
pub(crate) enum Tree {
    Check(usize),
    Group(Group<usize>),
}

#[derive(Debug)]
pub(crate) enum CompiledThen {
    Skip,
    Import(Place),
    /// The destination is broken.
    Broken,
}

/// Works through rules and collects what they share.
pub(crate) struct Compiler<'a> {
    facts: &'a Facts<'a>,
    today: NaiveDate,
    groups: GroupIndex<'a>,
    group_sets: HashMap<(&'a ObjectId, bool), usize>,
    pub(crate) questions: Vec<Question>,
    /// For every object the numbers of the group sets it is in.
    pub(crate) memberships: Lookup<&'a ObjectId, Vec<usize>>,
    pub(crate) problems: Vec<Problem>,
    /// Whether to say what is wrong with conditions that are turned off, too.
    thorough: bool,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(facts: &'a Facts<'a>, today: NaiveDate) -> Self {
        Self {
            facts,
            today,
            groups: GroupIndex::new(&facts.directory.groups),
            group_sets: HashMap::new(),
            questions: Vec::new(),
            memberships: Lookup::default(),
            problems: Vec::new(),
            thorough: false,
        }
    }

    pub(crate) fn thorough(self) -> Self {
        Self { thorough: true, ..self }
    }

    pub(crate) fn rule(&mut self, index: usize, rule: &Rule) -> CompiledRule {
        let before = self.problems.len();
        let located = rule.paths().zip(rule.conditions()).zip(rule.switches()).enumerate();
        let checks = located
            .map(|(number, ((path, condition), on))| {
                (on || self.thorough).then(|| self.check(number, path, condition)).flatten()
            })
            .collect();
        self.problems.extend(empty_groups(rule, self.thorough));
        let tree = tree(rule);
        let then = self.then(&rule.then);
        for problem in &mut self.problems[before..] {
            problem.rule = Some(index);
            problem.params.insert("rule".into(), rule.name.clone());
        }
        CompiledRule { checks, tree, then }
    }

    /// The last line and the default department.
    pub(crate) fn last_line(&mut self, rules: &RuleSet) -> (CompiledThen, Option<Department>) {
        let before = self.problems.len();
        let then = self.then(&rules.otherwise);
        for problem in &mut self.problems[before..] {
            problem.params.insert("rule".into(), "otherwise".into());
        }
        let default = Place::fixed(&rules.default_department);
        let default =
            default.map_err(|problem| self.problems.push(problem.with("rule", "default_department")));
        (then, default.ok())
    }

    fn then(&mut self, then: &Then) -> CompiledThen {
        let Then::Import(destination) = then else { return CompiledThen::Skip };
        match Place::new(destination) {
            Ok(place) => CompiledThen::Import(place),
            Err(problem) => {
                self.problems.push(problem);
                CompiledThen::Broken
            }
        }
    }

    fn check(&mut self, number: usize, path: Vec<usize>, condition: &Condition) -> Option<Check> {
        let check = self.try_check(condition);
        let tell = |mut problem: Problem| {
            problem.condition = Some(number);
            problem.path = path;
            problem.params.entry("field".into()).or_insert_with(|| condition.field.clone());
            self.problems.push(problem);
        };
        check.map_err(tell).ok()
    }

    fn try_check(&mut self, condition: &Condition) -> Result<Check, Problem> {
        let Asked { attribute, test, negative } = self.understand(condition)?;
        let question = self.question(attribute);
        Ok(Check { question, answer: self.questions[question].add(test, negative) })
    }

    pub(crate) fn understand(&mut self, condition: &Condition) -> Result<Asked, Problem> {
        let attribute = Attribute::from_name(&condition.field).ok_or_else(|| {
            Problem::new(ProblemCode::UnknownField)
                .with("field", &condition.field)
                .maybe("suggestion", Attribute::suggestion(&condition.field))
        })?;
        let operator = Operator::from_name(&condition.op).ok_or_else(|| {
            Problem::new(ProblemCode::UnknownOperator)
                .with("operator", &condition.op)
                .maybe("suggestion", Operator::suggestion(&condition.op))
        })?;
        if !operator.suits(attribute.value_type()) {
            return Err(Problem::new(ProblemCode::OperatorDoesNotFit).with("operator", operator.name()));
        }
        let test = self.test(attribute, operator, &condition.value)?;
        Ok(Asked { attribute, test, negative: operator.is_negative() })
    }

    fn test(&mut self, attribute: Attribute, operator: Operator, value: &Value) -> Result<Test, Problem> {
        use Operator as O;
        Ok(match operator {
            O::IsEmpty | O::IsNotEmpty => Test::Empty,
            O::IsTrue => Test::Flag(true),
            O::IsFalse => Test::Flag(false),
            O::Matches => Test::Pattern(pattern(&text(value)?)?),
            O::Before => Test::Day(DayTest::Before(day(value)?)),
            O::After => Test::Day(DayTest::After(day(value)?)),
            O::InLastDays => Test::Day(last_days(value, self.today)?),
            O::MemberOf | O::NotMemberOf => {
                Test::Member(self.members(&text(value)?, attribute == Attribute::MemberOfNested)?)
            }
            O::In | O::NotIn => Test::Text(TextTest::In(several(attribute, value)?)),
            O::Equals | O::NotEquals => Test::Text(TextTest::Equals(whole(attribute, &text(value)?)?)),
            O::Contains | O::NotContains => Test::Text(TextTest::Contains(fold(&text(value)?))),
            O::StartsWith => Test::Text(TextTest::StartsWith(fold(&text(value)?))),
            O::EndsWith => Test::Text(TextTest::EndsWith(fold(&text(value)?))),
        })
    }

    fn question(&mut self, attribute: Attribute) -> usize {
        let known = self.questions.iter().position(|question| question.attribute == attribute);
        known.unwrap_or_else(|| {
            self.questions.push(Question::new(attribute));
            self.questions.len() - 1
        })
    }

    /// The number of the set of a group's members, collected at the first use.
    fn members(&mut self, value: &str, nested: bool) -> Result<usize, Problem> {
        let directory = self.facts.directory;
        let group = self.groups.resolve(value).map_err(|problem| match problem.code {
            // Without the list of groups nobody knows whether it is gone.
            ProblemCode::GroupMissing if !directory.is_complete(&Part::Groups) => {
                trouble(ProblemCode::GroupUnreadable, value)
            }
            _ => problem,
        })?;
        if let Some(&known) = self.group_sets.get(&(group, nested)) {
            return Ok(known);
        }
        let members = stored_members(directory, group, nested).map_err(|state| match state {
            PartState::Missing => trouble(ProblemCode::GroupMissing, value),
            PartState::Denied | PartState::Failed => trouble(ProblemCode::GroupUnreadable, value),
            PartState::Unread => trouble(ProblemCode::GroupUnread, value),
        })?;
        let number = self.group_sets.len();
        self.group_sets.insert((group, nested), number);
        for member in members {
            self.memberships.entry(member).or_default().push(number);
        }
        Ok(number)
    }
}

/// The conditions that count, by their numbers.
fn tree(rule: &Rule) -> Group<Tree> {
    let mut number = 0..;
    let mut next = || number.next().unwrap_or_default();
    rule.who.filter_map(|node| {
        let counting = match node {
            Node::Condition(_) => Tree::Check(next()),
            Node::Group(group) => Tree::Group(group.conditions.filter_map(|condition| {
                let number = next();
                condition.enabled.then_some(number)
            })),
        };
        node.counts().then_some(counting)
    })
}

/// Groups that hold nothing, and rules of which nothing counts.
fn empty_groups(rule: &Rule, thorough: bool) -> Vec<Problem> {
    let items = rule.who.items();
    let is_empty = |node: &Node| match node {
        Node::Group(group) => (group.enabled || thorough) && group.conditions.items().is_empty(),
        Node::Condition(_) => false,
    };
    let inside =
        items.iter().enumerate().filter(|(_, node)| is_empty(node)).map(|(position, _)| vec![position]);
    let nothing = |path| Problem { path, ..Problem::new(ProblemCode::NoConditions) };
    match items {
        [] => vec![nothing(Vec::new())],
        items if items.iter().any(Node::counts) => inside.map(nothing).collect(),
        _ => inside.map(nothing).chain([Problem::new(ProblemCode::ConditionsOff)]).collect(),
    }
}
