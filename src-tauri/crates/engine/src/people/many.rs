//! The same edit for several people of the list: for all of them, or for nobody.

use super::edit;
use super::find::{self, Found};
use crate::api::{Failure, PersonEdit, Place};
use crate::engine::{Engine, Inner, unknown_employee};
use crate::failures;
use chrono::{DateTime, Utc};
use rollcall_people::EmployeeId;
use rollcall_store::PersonEdit as Edit;

impl Engine {
    /// How many are different from before.
    pub async fn edit_people(&self, people: Vec<EmployeeId>, edit: PersonEdit) -> Result<usize, Failure> {
        let edited = self.blocking(move |inner| edit_all(inner, &people, &edit)).await?;
        self.edited();
        Ok(edited)
    }
}

fn edit_all(inner: &Inner, people: &[EmployeeId], edit: &PersonEdit) -> Result<usize, Failure> {
    let now = Utc::now();
    let found = people.iter().map(|id| listed(inner, *id, edit)).collect::<Result<Vec<_>, _>>()?;
    if edit.place == Some(Place::Erase) {
        let erased = found.iter().map(edit::erasure);
        erased.into_iter().try_for_each(|gone| inner.store.erase(&gone)).map_err(failures::of_store)?;
        return Ok(found.len());
    }
    let edits = found.iter().map(|found| one(found, edit, now)).collect::<Result<Vec<_>, _>>()?;
    let edits: Vec<Edit> = edits.into_iter().filter(is_something).collect();
    let email = edits.iter().find_map(|edit| Some(edit.record.as_ref()?.1.record.email.to_string()));
    let stored = inner.store.edit_people(&edits, now);
    stored.map_err(|error| super::add::taken(inner, error, &email.unwrap_or_default()))?;
    Ok(edits.len())
}

fn one(found: &Found, edit: &PersonEdit, now: DateTime<Utc>) -> Result<Edit, Failure> {
    let name = found.employee.as_ref().map(|employee| employee.record.name().to_owned());
    Ok(Edit {
        record: edit::change(found, edit)?,
        decisions: edit::decisions(found, edit.decide.as_ref(), &name.unwrap_or_default(), now)?,
    })
}

fn is_something(edit: &Edit) -> bool {
    edit.record.is_some() || !edit.decisions.is_empty()
}

/// Read by key; the directories are only looked into where the edit depends on them.
fn listed(inner: &Inner, id: EmployeeId, edit: &PersonEdit) -> Result<Found, Failure> {
    let line = inner.store.employee(id).map_err(failures::of_store)?.ok_or_else(|| unknown_employee(id))?;
    let employee = line.employee;
    let looks = edit.decide.is_some() || matches!(edit.place, Some(Place::Restore | Place::Erase));
    let accounts = if looks { find::accounts_of_record(inner, &employee)? } else { Vec::new() };
    Ok(Found { employee: Some(employee), accounts })
}
