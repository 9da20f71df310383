//! The fields of an employee that hold one text. One list serves the database, the exports,
//! the command line and the screens.

use crate::fold::blank;
use crate::texts::Texts;
use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($variant:ident = $name:literal,)+) => {
        /// A local field. Email, aliases, kind and departments are not here: they follow rules of their own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
        #[ts(export)]
        #[serde(rename_all = "snake_case")]
        pub enum Field { $(#[serde(rename = $name)] $variant),+ }

        impl Field {
            pub const ALL: &[Self] = &[$(Self::$variant),+];
            pub const COUNT: usize = Self::ALL.len();

            /// Its name in files, on the command line and in the database.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|f| f.name() == name)
            }
        }
    };
}

fields!(
    DisplayName = "display_name",
    GivenName = "given_name",
    Surname = "surname",
    JobTitle = "job_title",
    Company = "company",
    Office = "office",
    Street = "street",
    City = "city",
    State = "state",
    PostalCode = "postal_code",
    Country = "country",
    MobilePhone = "mobile_phone",
    BusinessPhone = "business_phone",
    Fax = "fax",
    EmployeeId = "employee_id",
    EmployeeType = "employee_type",
    HireDate = "hire_date",
    Manager = "manager",
    PreferredLanguage = "preferred_language",
    Custom1 = "custom1",
    Custom2 = "custom2",
    Custom3 = "custom3",
    Custom4 = "custom4",
    Custom5 = "custom5",
    Custom6 = "custom6",
    Custom7 = "custom7",
    Custom8 = "custom8",
    Custom9 = "custom9",
    Custom10 = "custom10",
    Custom11 = "custom11",
    Custom12 = "custom12",
    Custom13 = "custom13",
    Custom14 = "custom14",
    Custom15 = "custom15",
    Note = "note",
);

impl Field {
    /// The note is the admin's own: no source ever writes it.
    pub fn is_local_only(self) -> bool {
        self == Self::Note
    }
}

/// One optional text per [`Field`]. Blank texts are stored as `None`.
///
/// Stored in one piece, a field goes by its place among all: new ones come last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(Texts<{ Field::COUNT }>);

impl Fields {
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0.get(field as usize)
    }

    pub fn set(&mut self, field: Field, value: Option<&str>) {
        self.0.set(field as usize, value.filter(|v| !blank(Some(v))));
    }

    /// All texts in one, in the order of the fields, and where each ends.
    pub fn as_one(&self) -> (&str, &[u32]) {
        self.0.as_one()
    }

    pub fn iter(&self) -> impl Iterator<Item = (Field, Option<&str>)> {
        Field::ALL.iter().map(|&field| (field, self.get(field)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_keeps_the_place_it_is_stored_by() {
        let known = "display_name given_name surname job_title company office street city state postal_code country \
         mobile_phone business_phone fax employee_id employee_type hire_date manager preferred_language \
         custom1 custom2 custom3 custom4 custom5 custom6 custom7 custom8 custom9 custom10 custom11 \
         custom12 custom13 custom14 custom15 note";
        let known: Vec<&str> = known.split_whitespace().collect();
        let now: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
        assert_eq!(now[..known.len()], known, "new ones come last, and none goes");
    }
}
