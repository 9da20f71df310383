//! One attribute, and everything the rules want to know of it.
//!
//! Most attributes have few values among many people, and equal texts get equal answers: those are
//! worked out once and remembered.

use crate::attribute::{Attribute, ValueType};
use crate::day::utc_day;
use crate::facts::{Facts, Texts};
use crate::test::Test;
use rollcall_people::{Lookup, Person, fold};
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use unicode_normalization::UnicodeNormalization;

/// Texts whose answers are remembered. Where everybody has another text, remembering is no use.
const MOST_REMEMBERED: usize = 10_000;

#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) attribute: Attribute,
    tests: Vec<Asked>,
    remembered: RefCell<Lookup<Box<str>, Rc<Answers>>>,
}

/// A test of a condition; negative ones hold when it fails.
#[derive(Debug)]
struct Asked {
    test: Test,
    negative: bool,
}

/// A bit for each condition about one attribute: whether it holds.
#[derive(Debug)]
pub(crate) struct Answers(Box<[u64]>);

impl Answers {
    pub(crate) fn holds(&self, number: usize) -> bool {
        self.0[number / 64] >> (number % 64) & 1 != 0
    }
}

impl FromIterator<bool> for Answers {
    fn from_iter<I: IntoIterator<Item = bool>>(answers: I) -> Self {
        let mut words = Vec::new();
        for (number, answer) in answers.into_iter().enumerate() {
            if number % 64 == 0 {
                words.push(0);
            }
            words[number / 64] |= u64::from(answer) << (number % 64);
        }
        Self(words.into())
    }
}

impl Question {
    pub(crate) fn new(attribute: Attribute) -> Self {
        Self { attribute, tests: Vec::new(), remembered: RefCell::default() }
    }

    /// The number of its answer.
    pub(crate) fn add(&mut self, test: Test, negative: bool) -> usize {
        self.tests.push(Asked { test, negative });
        self.tests.len() - 1
    }

    /// `memberships`: numbers of the group sets the person is in.
    pub(crate) fn ask<'m>(
        &self,
        facts: &Facts<'_>,
        person: &Person,
        memberships: impl FnOnce() -> Option<&'m [usize]>,
    ) -> Rc<Answers> {
        match self.attribute.value_type() {
            ValueType::Membership => {
                let sets = memberships().unwrap_or_default();
                self.answers(|test| matches!(test, Test::Member(set) if sets.contains(set)))
            }
            ValueType::Boolean => {
                let flag = facts.flag(person, self.attribute);
                self.answers(|test| matches!(test, Test::Flag(wanted) if flag == Some(*wanted)))
            }
            ValueType::Date | ValueType::Text | ValueType::List => {
                match facts.texts(person, self.attribute) {
                    Texts::One(Some(text)) => self.recall(&text),
                    texts => self.of_texts(texts.as_slice()),
                }
            }
        }
    }

    fn recall(&self, text: &str) -> Rc<Answers> {
        if let Some(known) = self.remembered.borrow().get(text) {
            return known.clone();
        }
        let answers = self.of_texts(&[Cow::Borrowed(text)]);
        let mut remembered = self.remembered.borrow_mut();
        if remembered.len() < MOST_REMEMBERED {
            remembered.insert(text.into(), answers.clone());
        }
        answers
    }

    fn of_texts(&self, texts: &[Cow<'_, str>]) -> Rc<Answers> {
        let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
        let day = texts.first().and_then(|text| utc_day(text));
        self.answers(|test| match test {
            Test::Empty => texts.is_empty(),
            Test::Text(test) => folded.iter().any(|text| test.holds(text)),
            // Patterns see the text with its own case.
            Test::Pattern(pattern) => {
                texts.iter().any(|text| pattern.is_match(&text.trim().nfc().collect::<String>()))
            }
            Test::Day(test) => day.is_some_and(|day| test.holds(day)),
            Test::Flag(_) | Test::Member(_) => false,
        })
    }

    fn answers(&self, holds: impl Fn(&Test) -> bool) -> Rc<Answers> {
        Rc::new(self.tests.iter().map(|asked| holds(&asked.test) != asked.negative).collect())
    }
}
