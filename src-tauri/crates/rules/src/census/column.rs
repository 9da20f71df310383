//! One attribute of everybody, each distinct value once.

use super::People;
use crate::attribute::Attribute;
use crate::facts::Facts;
use rollcall_people::{Lookup, fold};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use unicode_normalization::UnicodeNormalization;

pub(super) struct Column {
    values: Vec<Distinct>,
    /// Numbers of values, person after person.
    numbers: Vec<u32>,
    /// Where each person's numbers end.
    ends: Vec<u32>,
}

/// A value in the forms it is compared in.
pub(super) struct Distinct {
    /// Trimmed, NFC.
    pub(super) text: String,
    pub(super) folded: String,
}

impl Column {
    pub(super) fn new(facts: &Facts<'_>, attribute: Attribute) -> Self {
        let users = &facts.directory.users;
        let mut known: Lookup<Cow<'_, str>, u32> = Lookup::default();
        let mut column =
            Self { values: Vec::new(), numbers: Vec::new(), ends: Vec::with_capacity(users.len()) };
        for person in users {
            facts.texts(person, attribute).for_each(|text| {
                let number = known.get(&text).copied().unwrap_or_else(|| {
                    let number = column.add(&text);
                    known.insert(text, number);
                    number
                });
                column.numbers.push(number);
            });
            column.ends.push(narrow(column.numbers.len()));
        }
        column
    }

    fn add(&mut self, text: &str) -> u32 {
        let text: String = text.trim().nfc().collect();
        self.values.push(Distinct { folded: fold(&text), text });
        narrow(self.values.len() - 1)
    }

    /// People of whom any value fits.
    pub(super) fn people(&self, fits: impl Fn(&Distinct) -> bool) -> People {
        let fitting: Vec<bool> = self.values.iter().map(fits).collect();
        let holds = |number: &u32| fitting.get(*number as usize).copied().unwrap_or_default();
        self.select(|numbers| numbers.iter().any(holds))
    }

    pub(super) fn empty(&self) -> People {
        self.select(<[u32]>::is_empty)
    }

    fn select(&self, which: impl Fn(&[u32]) -> bool) -> People {
        let mut people = People::with_capacity(self.ends.len());
        let mut start = 0;
        for (person, &end) in self.ends.iter().enumerate() {
            people.set(person, which(&self.numbers[start..end as usize]));
            start = end as usize;
        }
        people
    }

    pub(super) fn frequencies(&self) -> Vec<(String, usize)> {
        let mut people = vec![0; self.values.len()];
        self.numbers.iter().for_each(|&number| people[number as usize] += 1);
        let mut merged: HashMap<&str, BTreeMap<&str, usize>> = HashMap::new();
        for (value, people) in self.values.iter().zip(people) {
            *merged.entry(&value.folded).or_default().entry(&value.text).or_default() += people;
        }
        let mut values: Vec<(String, usize)> = merged.values().filter_map(as_most_write_it).collect();
        values.sort_by(|(a, most), (b, more)| more.cmp(most).then_with(|| a.cmp(b)));
        values
    }
}

fn as_most_write_it(ways: &BTreeMap<&str, usize>) -> Option<(String, usize)> {
    let best = ways.iter().rev().max_by_key(|(_, people)| **people)?;
    Some(((*best.0).to_owned(), ways.values().sum()))
}

/// Directories have far fewer than four billion values.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
