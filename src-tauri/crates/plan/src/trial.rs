//! What a mapping makes of people's attributes, before pins and policies have their say.

use crate::mapping::Mapping;
use crate::recipe::Recipe;
use rollcall_people::{Field, Person};
use rollcall_rules::Facts;
use std::borrow::Cow;

/// The mapping of one field, to be tried out. Without a source, or with one that does not exist, there
/// is no value.
pub struct MappingTrial(Option<Recipe>);

impl Mapping {
    pub fn trial(&self, field: Field) -> MappingTrial {
        let recipe = self.get(field).and_then(|mapping| Recipe::new(field, mapping).ok().flatten());
        MappingTrial(recipe)
    }
}

impl MappingTrial {
    pub fn value<'p>(&'p self, facts: &'p Facts<'_>, person: &'p Person) -> Option<Cow<'p, str>> {
        self.0.as_ref()?.value(facts, person)
    }
}
