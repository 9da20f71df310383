//! What a condition says about everybody, kept until something about it changes.

use super::{Census, People, lock};
use crate::compile::{Asked, Compiler};
use crate::config::Condition;
use crate::day::utc_day;
use crate::facts::Facts;
use crate::problem::Problem;
use crate::test::Test;
use std::sync::Arc;

/// The people whom the condition fits, or why nobody can say.
pub(super) type Answer = Result<Arc<People>, Problem>;

/// Answers kept at most: an editor asks a few hundred; typing a text asks one per letter.
const KEPT: usize = 2000;

/// Asks conditions of a census; what the conditions share is made when the first is asked anew.
pub(super) struct Asker<'c> {
    census: &'c Census,
    facts: &'c Facts<'c>,
    compiler: Option<Compiler<'c>>,
}

impl<'c> Asker<'c> {
    pub(super) fn new(census: &'c Census, facts: &'c Facts<'c>) -> Self {
        Self { census, facts, compiler: None }
    }

    pub(super) fn ask(&mut self, condition: &Condition) -> Answer {
        let key = format!("{}\n{}\n{}", condition.field, condition.op, condition.value);
        if let Some(known) = lock(&self.census.answers).get(&key) {
            return known.clone();
        }
        let answer = self.find(condition).map(Arc::new);
        let mut answers = lock(&self.census.answers);
        if answers.len() >= KEPT {
            answers.clear();
        }
        answers.insert(key, answer.clone());
        answer
    }

    fn find(&mut self, condition: &Condition) -> Result<People, Problem> {
        let compiler = self.compiler.get_or_insert_with(|| Compiler::new(self.facts, self.census.today));
        let Asked { attribute, test, negative } = compiler.understand(condition)?;
        let column = || self.census.column(attribute);
        let mut people = match test {
            Test::Empty => column().empty(),
            Test::Text(test) => column().people(|value| test.holds(&value.folded)),
            Test::Pattern(pattern) => column().people(|value| pattern.is_match(&value.text)),
            Test::Flag(wanted) => column().people(|value| (value.text == "true") == wanted),
            Test::Day(test) => column().people(|v| utc_day(&v.text).is_some_and(|day| test.holds(day))),
            Test::Member(set) => members(self.facts, compiler, set),
        };
        if negative {
            people.toggle_range(..);
        }
        Ok(people)
    }
}

fn members(facts: &Facts<'_>, compiler: &Compiler<'_>, set: usize) -> People {
    let users = &facts.directory.users;
    let mut people = People::with_capacity(users.len());
    for (position, user) in users.iter().enumerate() {
        let inside = compiler.memberships.get(&user.object_id).is_some_and(|sets| sets.contains(&set));
        people.set(position, inside);
    }
    people
}
