//! Who comes in by some rules, everything that beats them included.

use crate::api::{DirectoryPerson, PeopleFound};
use rollcall_people::Person;
use rollcall_rules::{Census, Facts, People, Survey};
use rollcall_store::{Decision, Override};
use std::collections::HashMap;

/// People shown by name.
const SHOWN: usize = 10;

pub(super) struct Outcome {
    pub(super) imported: People,
    /// A broken rule keeps it open: they stay as they are.
    pub(super) open: People,
}

impl Outcome {
    pub(super) fn new(survey: &Survey, census: &Census, overrides: &[Override]) -> Self {
        let (mut imported, mut open) = (survey.imported.clone(), survey.open.clone());
        for (position, decision) in decided(census, overrides) {
            imported.set(position, decision == Decision::Always);
            open.remove(position);
        }
        imported.intersect_with(&census.with_address());
        Self { imported, open }
    }

    /// Those who come in here and not there.
    pub(super) fn beyond(&self, other: &Self) -> People {
        let mut people = self.imported.clone();
        people.difference_with(&other.imported);
        people.difference_with(&other.open);
        people
    }
}

fn decided(census: &Census, overrides: &[Override]) -> Vec<(usize, Decision)> {
    let decisions: HashMap<_, _> = overrides.iter().map(|set| (&set.object_id, set.decision)).collect();
    if decisions.is_empty() {
        return Vec::new();
    }
    let users = census.directory().users.iter().enumerate();
    users.filter_map(|(position, user)| Some((position, *decisions.get(&user.object_id)?))).collect()
}

pub(super) fn found(facts: &Facts<'_>, people: &People) -> PeopleFound {
    PeopleFound { count: people.count_ones(..), first: first(facts, people) }
}

pub(super) fn first(facts: &Facts<'_>, people: &People) -> Vec<DirectoryPerson> {
    let users = &facts.directory.users;
    people
        .ones()
        .take(SHOWN)
        .filter_map(|position| users.get(position))
        .map(|user| short(facts, user))
        .collect()
}

pub(super) fn short(facts: &Facts<'_>, person: &Person) -> DirectoryPerson {
    let email = facts.address(person).or_else(|| person.address_candidates().next());
    let email = email.map(|email| email.to_string());
    let name = person.display_name().or(email.as_deref()).unwrap_or(person.object_id.as_str());
    DirectoryPerson { object_id: person.object_id.to_string(), name: name.to_owned(), email }
}
