//! What can stand in a column: one model for every format.

use crate::day::day;
use rollcall_people::{Department, Email, Employee, Field};
use std::borrow::Cow;

/// Values of lists are joined by this where a cell holds one text.
const LIST: &str = "; ";

/// A column; its name is the header in files and the key on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Id,
    Status,
    /// The owning connection's name, or `local`.
    Owner,
    ObjectId,
    Email,
    /// Further addresses.
    Aliases,
    Field(Field),
    /// The primary department.
    Department,
    /// All departments, the primary one first.
    Departments,
    Kind,
    /// The names of fields edited by hand.
    Pinned,
}

/// A person to export.
#[derive(Clone, Debug)]
pub struct Row {
    pub employee: Employee,
    /// The owning connection's name; `None`: local.
    pub owner: Option<String>,
}

impl Column {
    /// Every column, in the order people read them: who, where, how to reach, then bookkeeping.
    pub fn all() -> impl Iterator<Item = Self> {
        use Field::{DisplayName, GivenName, Surname};
        let name = [DisplayName, GivenName, Surname];
        let who = name.map(Self::Field).into_iter().chain([Self::Email, Self::Aliases]);
        let place = [Self::Department, Self::Departments];
        let rest = Field::ALL.iter().copied().filter(move |field| !name.contains(field)).map(Self::Field);
        let books = [Self::Kind, Self::Status, Self::Owner, Self::Pinned, Self::ObjectId, Self::Id];
        who.chain(place).chain(rest).chain(books)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Status => "status",
            Self::Owner => "owner",
            Self::ObjectId => "object_id",
            Self::Email => "email",
            Self::Aliases => "aliases",
            Self::Field(field) => field.name(),
            Self::Department => "department",
            Self::Departments => "departments",
            Self::Kind => "kind",
            Self::Pinned => "pinned",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|column| column.name() == name)
    }

    /// The values of a column that holds several.
    pub fn list(self, row: &Row) -> Option<Vec<&str>> {
        let Row { employee, .. } = row;
        let record = &employee.record;
        match self {
            Self::Aliases => Some(record.aliases.iter().map(Email::as_str).collect()),
            Self::Departments => Some(record.departments.iter().map(Department::as_str).collect()),
            Self::Pinned => {
                let department = employee.department_by_hand.then_some(Self::Department.name());
                Some(employee.pinned.iter().map(|field| field.name()).chain(department).collect())
            }
            _ => None,
        }
    }

    /// The value of a person as text; empty where there is none. Days are written without the time.
    pub fn text(self, row: &Row) -> Cow<'_, str> {
        let Row { employee, owner } = row;
        let record = &employee.record;
        match self {
            Self::Id => employee.id.to_string().into(),
            Self::Status => employee.status.name().into(),
            Self::Owner => owner.as_deref().unwrap_or("local").into(),
            Self::ObjectId => employee.identity.as_ref().map_or("", |i| i.object.as_str()).into(),
            Self::Email => record.email.as_str().into(),
            Self::Field(field) => as_day(field, record.fields.get(field).unwrap_or_default()).into(),
            Self::Department => record.departments.first().map_or("", Department::as_str).into(),
            Self::Kind => record.kind.name().into(),
            Self::Aliases | Self::Departments | Self::Pinned => {
                self.list(row).map(|values| join(&values)).unwrap_or_default()
            }
        }
    }

    /// How wide a spreadsheet should show it, in characters.
    pub(crate) fn width(self) -> u16 {
        match self {
            Self::Id | Self::Status | Self::Kind => 10,
            Self::Email | Self::Departments | Self::Aliases | Self::Field(Field::Note) => 34,
            Self::ObjectId => 38,
            Self::Field(Field::DisplayName | Field::JobTitle | Field::Street) | Self::Department => 26,
            _ => 18,
        }
    }
}

fn join<'a>(values: &[&'a str]) -> Cow<'a, str> {
    match values {
        [] => "".into(),
        [only] => (*only).into(),
        several => several.join(LIST).into(),
    }
}

fn as_day(field: Field, text: &str) -> &str {
    match day(text).filter(|_| field == Field::HireDate) {
        Some((_, written)) => written,
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_column_has_a_name_of_its_own() {
        let names: HashSet<_> = Column::all().map(Column::name).collect();
        assert_eq!(names.len(), Field::COUNT + 10, "all fields and what stands beside them, each once");
        for column in Column::all() {
            assert_eq!(Column::from_name(column.name()), Some(column), "names lead back");
        }
        assert_eq!(Column::from_name("password"), None, "there is no such thing");
    }
}
