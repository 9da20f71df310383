//! Where each local field comes from, in the shape of the rules file.

use crate::recipe::Recipe;
use rollcall_people::Field;
use rollcall_rules::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One entry per mappable field; fields a file leaves out keep their default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(try_from = "BTreeMap<Field, PartialMapping>")]
pub struct Mapping(BTreeMap<Field, FieldMapping>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct FieldMapping {
    pub from: Origin,
    pub transform: Transform,
    pub when_empty: WhenEmpty,
    pub wins: Wins,
}

/// An attribute, a template with braces, or a chain of these of which the first non-empty counts.
/// An empty chain leaves the field to the admin: sync does not touch it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, untagged)]
#[serde(untagged, expecting = "expected an attribute, a template or a list of these")]
pub enum Origin {
    One(String),
    Chain(Vec<String>),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Transform {
    #[default]
    None,
    Trim,
    Upper,
    Lower,
    Title,
    PhoneE164,
    First,
}

/// What an empty source does to a filled field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum WhenEmpty {
    #[default]
    Clear,
    Keep,
}

/// Who wins where source and field differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Wins {
    /// Always the source.
    #[default]
    Source,
    /// The source, only while the field is empty here.
    IfEmpty,
    /// The source at the first import, never afterwards.
    FirstImport,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartialMapping {
    from: Option<Origin>,
    transform: Option<Transform>,
    when_empty: Option<WhenEmpty>,
    wins: Option<Wins>,
}

impl Mapping {
    pub fn get(&self, field: Field) -> Option<&FieldMapping> {
        self.0.get(&field)
    }

    /// Ignored for the note, which is the admin's own.
    pub fn set(&mut self, field: Field, mapping: FieldMapping) {
        if !field.is_local_only() {
            self.0.insert(field, mapping);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (Field, &FieldMapping)> {
        self.0.iter().map(|(field, mapping)| (*field, mapping))
    }

    /// Sources that do not exist; the parameter `rule` reads `mapping.<field>`.
    pub fn problems(&self) -> Vec<Problem> {
        self.compile().1
    }

    /// What can be cooked, and what is wrong with the rest.
    pub(crate) fn compile(&self) -> (Vec<Recipe>, Vec<Problem>) {
        let (mut recipes, mut problems) = (Vec::new(), Vec::new());
        for (field, mapping) in self.iter() {
            match Recipe::new(field, mapping) {
                Ok(Some(recipe)) => recipes.push(recipe),
                Ok(None) => {}
                Err(error) => {
                    problems.push(Problem::from(error).with("rule", format!("mapping.{}", field.name())));
                }
            }
        }
        (recipes, problems)
    }
}

impl FieldMapping {
    /// From one attribute or template, with everything else by default.
    pub fn from(source: &str) -> Self {
        Self {
            from: Origin::One(source.into()),
            transform: Transform::default(),
            when_empty: WhenEmpty::default(),
            wins: Wins::default(),
        }
    }
}

impl Origin {
    pub(crate) fn items(&self) -> &[String] {
        match self {
            Self::One(item) => std::slice::from_ref(item),
            Self::Chain(items) => items,
        }
    }
}

impl Default for Mapping {
    fn default() -> Self {
        let mapped = Field::ALL.iter().filter(|field| !field.is_local_only());
        Self(mapped.map(|field| (*field, FieldMapping::from(default_source(*field)))).collect())
    }
}

/// The attribute that means the same as the field.
fn default_source(field: Field) -> &'static str {
    match field {
        Field::DisplayName => "displayName",
        Field::GivenName => "givenName",
        Field::Surname => "surname",
        Field::JobTitle => "jobTitle",
        Field::Company => "companyName",
        Field::Office => "officeLocation",
        Field::Street => "streetAddress",
        Field::City => "city",
        Field::State => "state",
        Field::PostalCode => "postalCode",
        Field::Country => "country",
        Field::MobilePhone => "mobilePhone",
        Field::BusinessPhone => "businessPhones[0]",
        Field::Fax => "faxNumber",
        Field::EmployeeId => "employeeId",
        Field::EmployeeType => "employeeType",
        Field::HireDate => "employeeHireDate",
        Field::Manager => "manager",
        Field::PreferredLanguage => "preferredLanguage",
        Field::Custom1 => "extensionAttribute1",
        Field::Custom2 => "extensionAttribute2",
        Field::Custom3 => "extensionAttribute3",
        Field::Custom4 => "extensionAttribute4",
        Field::Custom5 => "extensionAttribute5",
        Field::Custom6 => "extensionAttribute6",
        Field::Custom7 => "extensionAttribute7",
        Field::Custom8 => "extensionAttribute8",
        Field::Custom9 => "extensionAttribute9",
        Field::Custom10 => "extensionAttribute10",
        Field::Custom11 => "extensionAttribute11",
        Field::Custom12 => "extensionAttribute12",
        Field::Custom13 => "extensionAttribute13",
        Field::Custom14 => "extensionAttribute14",
        Field::Custom15 => "extensionAttribute15",
        Field::Note => "",
    }
}

impl TryFrom<BTreeMap<Field, PartialMapping>> for Mapping {
    type Error = String;

    fn try_from(entries: BTreeMap<Field, PartialMapping>) -> Result<Self, String> {
        let mut mapping = Self::default();
        for (field, entry) in entries {
            let Some(mapped) = mapping.0.get_mut(&field) else {
                return Err(format!("the field {} is local only and has no source", field.name()));
            };
            mapped.from = entry.from.unwrap_or_else(|| mapped.from.clone());
            mapped.transform = entry.transform.unwrap_or(mapped.transform);
            mapped.when_empty = entry.when_empty.unwrap_or(mapped.when_empty);
            mapped.wins = entry.wins.unwrap_or(mapped.wins);
        }
        Ok(mapping)
    }
}
