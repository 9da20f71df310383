//! What a record becomes when the source, the mapping, pins and policies have had their say.

use crate::diff::same_aliases;
use crate::mapping::{WhenEmpty, Wins};
use crate::policies::ExistingPeople;
use crate::recipe::Recipe;
use rollcall_people::{Department, Email, Employee, Field, Fields, Kind, Person, Record};
use rollcall_rules::{Addresses, Facts};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The source's side of a record: what is written whatever the mapping says.
pub(crate) struct Target {
    pub(crate) email: Email,
    /// `None` leaves the departments as they are.
    pub(crate) departments: Option<Vec<Department>>,
}

pub(crate) struct Merger<'m> {
    pub(crate) facts: &'m Facts<'m>,
    pub(crate) recipes: Vec<Recipe>,
}

/// A field and its new text.
type Edit<'p> = (Field, Option<Cow<'p, str>>);

impl Merger<'_> {
    pub(crate) fn add(&self, person: &Person, target: Target) -> Record {
        let Target { email, departments } = target;
        let departments = departments.unwrap_or_default();
        let aliases = Addresses::aliases(person, &email);
        let kind = Kind::of(person);
        let mut record = Record { email, aliases, fields: Fields::default(), departments, kind };
        let edits = self.edits(person, &Fields::default(), &BTreeSet::new(), true);
        write(&mut record.fields, &edits);
        record
    }

    /// The record of a person sync knows already; `None` when it is as it should be.
    pub(crate) fn update(&self, person: &Person, employee: &Employee, target: Target) -> Option<Record> {
        let edits = self.edits(person, &employee.record.fields, &employee.pinned, false);
        let aliases = Addresses::aliases(person, &target.email);
        let same = edits.is_empty()
            && target.email == employee.record.email
            && same_aliases(&aliases, &employee.record.aliases)
            && Kind::of(person) == employee.record.kind
            && target
                .departments
                .as_ref()
                .is_none_or(|departments| *departments == employee.record.departments);
        (!same).then(|| merged(person, &employee.record, target, &edits))
    }

    /// The record of a first contact, and the fields to pin because their local value was kept.
    pub(crate) fn link(
        &self,
        person: &Person,
        employee: &Employee,
        target: Target,
        policy: ExistingPeople,
    ) -> (Record, Vec<Field>) {
        let edits = self.edits(person, &employee.record.fields, &employee.pinned, true);
        let keeps = |field: Field| match policy {
            ExistingPeople::Update => false,
            ExistingPeople::FillGaps => employee.record.fields.get(field).is_some(),
            ExistingPeople::LinkOnly => true,
        };
        let (kept, written): (Vec<_>, Vec<_>) = edits.into_iter().partition(|(field, _)| keeps(*field));
        let pins = kept.into_iter().map(|(field, _)| field).collect();
        (merged(person, &employee.record, target, &written), pins)
    }

    /// The fields whose text changes, pins and policies of the mapping respected.
    fn edits<'p>(
        &'p self,
        person: &'p Person,
        current: &Fields,
        pinned: &BTreeSet<Field>,
        first: bool,
    ) -> Vec<Edit<'p>> {
        let open = self.recipes.iter().filter(|recipe| !pinned.contains(&recipe.field));
        open.filter_map(|recipe| {
            let old = current.get(recipe.field);
            let frozen = match recipe.wins {
                Wins::Source => false,
                Wins::IfEmpty => old.is_some(),
                Wins::FirstImport => !first,
            };
            if frozen {
                return None;
            }
            let new = recipe.value(self.facts, person);
            let kept = new.is_none() && recipe.when_empty == WhenEmpty::Keep;
            (!kept && new.as_deref() != old).then_some((recipe.field, new))
        })
        .collect()
    }
}

/// Values that mean the same keep the spelling they have here.
fn merged(person: &Person, current: &Record, target: Target, edits: &[Edit<'_>]) -> Record {
    let mut record = current.clone();
    let aliases = Addresses::aliases(person, &target.email);
    if !same_aliases(&aliases, &record.aliases) {
        record.aliases = aliases;
    }
    if target.email != record.email {
        record.email = target.email;
    }
    match target.departments {
        Some(departments) if departments != record.departments => record.departments = departments,
        _ => {}
    }
    record.kind = Kind::of(person);
    write(&mut record.fields, edits);
    record
}

fn write(fields: &mut Fields, edits: &[Edit<'_>]) {
    for (field, text) in edits {
        fields.set(*field, text.as_deref());
    }
}
