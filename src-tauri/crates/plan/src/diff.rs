//! What differs between two records, field by field, in the order of the columns.

use crate::model::FieldChange;
use rollcall_people::{Department, Email, Field, Record};

/// From one record to the other; where there is none on one side, every value of the other counts.
pub fn diff(old: Option<&Record>, new: Option<&Record>) -> Vec<FieldChange> {
    let mut changes = Differences { old, new, changes: Vec::new() };
    let (name, rest) = Field::ALL.split_at(Field::Surname as usize + 1);
    changes.fields(name);
    changes.value("email", |record| Some(&record.email), |email| Some(email.to_string()));
    changes.value("aliases", |record| Some(Aliases(&record.aliases)), |aliases| joined(aliases.0));
    changes.fields(rest);
    changes.value("kind", |record| Some(record.kind), |kind| Some(kind.name().to_owned()));
    changes.value("department", |record| record.departments.first(), |d| Some(d.to_string()));
    if [new, old].into_iter().flatten().any(|record| record.departments.len() > 1) {
        changes.value("departments", |record| Some(&record.departments), |d: &Vec<Department>| joined(d));
    }
    changes.changes
}

/// Aliases are a set: the source lists them in any order.
pub(crate) fn same_aliases(a: &[Email], b: &[Email]) -> bool {
    a.len() == b.len() && (a == b || a.iter().all(|alias| b.contains(alias)))
}

struct Aliases<'a>(&'a [Email]);

impl PartialEq for Aliases<'_> {
    fn eq(&self, other: &Self) -> bool {
        same_aliases(self.0, other.0)
    }
}

struct Differences<'a> {
    old: Option<&'a Record>,
    new: Option<&'a Record>,
    changes: Vec<FieldChange>,
}

impl<'a> Differences<'a> {
    fn fields(&mut self, fields: &[Field]) {
        for &field in fields {
            self.value(field.name(), |record| record.fields.get(field), |text| Some(text.to_owned()));
        }
    }

    fn value<T: PartialEq>(
        &mut self,
        field: &str,
        read: impl Fn(&'a Record) -> Option<T>,
        show: impl Fn(T) -> Option<String>,
    ) {
        let (old, new) = (self.old.and_then(&read), self.new.and_then(&read));
        if old != new {
            let (from, to) = (old.and_then(&show), new.and_then(&show));
            if from.is_some() || to.is_some() {
                self.changes.push(FieldChange { field: field.to_owned(), from, to });
            }
        }
    }
}

fn joined<T: ToString>(values: &[T]) -> Option<String> {
    let texts: Vec<String> = values.iter().map(T::to_string).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}
