//! A department: a path of at most three levels, such as `Sales / EMEA`.

use crate::fold::fold;
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;
use thiserror::Error;

pub(crate) const SEPARATOR: &str = " / ";
pub(crate) const MOST_LEVELS: usize = 3;

/// Equality is by [`Department::key`]: `sales`, `Sales ` and `SALES` are one department.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
pub struct Department(Arc<str>); // shared: many people are in one

/// A fixed path of more than three levels.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a department has at most 3 levels")]
pub struct TooDeep;

impl Department {
    /// From levels in order; blank ones are dropped, what is beyond three stays in the third.
    /// `None` when nothing is left.
    pub fn from_levels<'a>(levels: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let levels: Vec<String> = levels
            .into_iter()
            .flat_map(|level| level.split(SEPARATOR))
            .map(|level| level.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|level| !level.is_empty())
            .collect();
        (!levels.is_empty()).then(|| Self(levels.join(SEPARATOR).into()))
    }

    /// A path as a person typed it into a rule: more than three levels are a mistake there.
    pub fn fixed(path: &str) -> Result<Option<Self>, TooDeep> {
        if path.split(SEPARATOR).filter(|l| !l.trim().is_empty()).count() > MOST_LEVELS {
            return Err(TooDeep);
        }
        Ok(Self::from_levels([path]))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// One to three levels; the third keeps whatever the source had beyond it.
    pub fn levels(&self) -> impl Iterator<Item = &str> {
        self.0.splitn(MOST_LEVELS, SEPARATOR)
    }

    /// Whether it is `above`, or below it.
    pub fn is_within(&self, above: &Self) -> bool {
        let (key, above) = (self.key(), above.key());
        let rest = key.strip_prefix(&above);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(SEPARATOR))
    }

    /// Levels as written, also those beyond the third.
    pub(crate) fn depth(&self) -> usize {
        self.0.split(SEPARATOR).count()
    }

    /// The same place below `to` that it has below `from`, which it is within.
    pub(crate) fn moved(&self, from: &Self, to: &Self) -> Self {
        let rest = self.0.split(SEPARATOR).skip(from.depth());
        let path: Vec<&str> = std::iter::once(to.as_str()).chain(rest).collect();
        Self(path.join(SEPARATOR).into())
    }

    /// The form to compare and to index by.
    pub fn key(&self) -> String {
        fold(&self.0)
    }
}

impl PartialEq for Department {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.key() == other.key()
    }
}

impl Eq for Department {}

impl Serialize for Department {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl From<String> for Department {
    fn from(path: String) -> Self {
        Self(path.into())
    }
}

impl From<Department> for String {
    fn from(department: Department) -> Self {
        department.0.as_ref().into()
    }
}

impl fmt::Display for Department {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_are_one_department() {
        let sales = Department::from_levels(["Sales"]);
        assert_eq!(sales, Department::from_levels([" SALES "]), "case and blanks do not matter");
    }

    #[test]
    fn empty_levels_are_dropped_and_deep_ones_stay_in_the_third() {
        let d = Department::from_levels(["Contoso", " ", "A / B / C"]).unwrap();
        assert_eq!(
            d.levels().collect::<Vec<_>>(),
            ["Contoso", "A", "B / C"],
            "beyond three stays in the third"
        );
        assert_eq!(Department::from_levels(["", " "]), None, "nothing left means no department");
    }

    #[test]
    fn a_typed_path_of_four_levels_is_a_mistake() {
        assert_eq!(
            Department::fixed("A / B / C / D"),
            Err(TooDeep),
            "the admin must see it, not lose a level"
        );
    }
}
