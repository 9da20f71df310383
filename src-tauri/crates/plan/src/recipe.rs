//! A field's mapping, ready to be applied to people.

use crate::mapping::{FieldMapping, Transform, WhenEmpty, Wins};
use crate::transform::transform;
use rollcall_people::{Field, Person, TextAttribute, blank};
use rollcall_rules::{Facts, Source, SourceError, Template};
use std::borrow::Cow;

pub(crate) struct Recipe {
    pub(crate) field: Field,
    chain: Vec<Step>,
    transform: Transform,
    pub(crate) when_empty: WhenEmpty,
    pub(crate) wins: Wins,
}

enum Step {
    Source(Source),
    Template(Template),
}

impl Recipe {
    /// `None` when the field has no source.
    pub(crate) fn new(field: Field, mapping: &FieldMapping) -> Result<Option<Self>, SourceError> {
        let chain = mapping.from.items().iter().map(|text| Step::new(text)).collect::<Result<Vec<_>, _>>()?;
        let FieldMapping { transform, when_empty, wins, .. } = *mapping;
        Ok((!chain.is_empty()).then_some(Self { field, chain, transform, when_empty, wins }))
    }

    /// The text for the field; `None` when the source is empty.
    pub(crate) fn value<'p>(&self, facts: &'p Facts<'_>, person: &'p Person) -> Option<Cow<'p, str>> {
        let text = self.chain.iter().find_map(|step| step.value(facts, person))?;
        let text = transform(self.transform, text, || country(person));
        (!blank(Some(&text))).then_some(text)
    }
}

impl Step {
    fn new(text: &str) -> Result<Self, SourceError> {
        if text.trim().is_empty() {
            return Err(SourceError::Empty);
        }
        if text.contains('{') {
            Template::parse(text).map(Self::Template)
        } else {
            Source::parse(text).map(Self::Source)
        }
    }

    fn value<'p>(&self, facts: &'p Facts<'_>, person: &'p Person) -> Option<Cow<'p, str>> {
        match self {
            Self::Source(source) => source.value(facts, person),
            Self::Template(template) => template.render(facts, person).map(Cow::Owned),
        }
    }
}

/// Where the person's phone numbers are dialled: `usageLocation`, else a two-letter `country`.
fn country(person: &Person) -> Option<&str> {
    let two_letters = |text: &&str| text.len() == 2 && text.chars().all(|c| c.is_ascii_alphabetic());
    let read = |attribute| person.text(attribute).map(str::trim).filter(two_letters);
    read(TextAttribute::UsageLocation).or_else(|| read(TextAttribute::Country))
}
