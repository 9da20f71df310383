//! The same edit for several people of the list: for all of them, or for nobody.

use super::find::{Accounts, Found};
use super::{back, edit};
use crate::api::{Edited, EmployeeQuery, Failure, PersonEdit, Place, WhichPeople};
use crate::engine::{Engine, Inner, unknown_employee};
use crate::failures;
use crate::jobs::lock;
use chrono::{DateTime, Utc};
use rollcall_people::EmployeeId;
use rollcall_store::{PersonEdit as Edit, StoreError};
use std::collections::HashSet;

impl Engine {
    /// `UnknownEmployee` when one of those chosen is gone.
    pub async fn edit_people(&self, people: WhichPeople, edit: PersonEdit) -> Result<Edited, Failure> {
        let edited = self.blocking(move |inner| edit_all(inner, &people, &edit)).await?;
        self.edited();
        Ok(edited)
    }
}

fn edit_all(inner: &Inner, people: &WhichPeople, edit: &PersonEdit) -> Result<Edited, Failure> {
    let now = Utc::now();
    let found = listed(inner, &ids(inner, people)?, edit)?;
    if edit.place == Some(Place::Erase) {
        let mut edits = lock(&inner.edits);
        edits.forget();
        let erased = found.iter().map(edit::erasure);
        erased.into_iter().try_for_each(|gone| inner.store.erase(&gone)).map_err(failures::of_store)?;
        return Ok(Edited { people: found.len(), back: None });
    }
    let edits = found.iter().map(|found| one(found, edit, now)).collect::<Result<Vec<_>, _>>()?;
    let edits: Vec<Edit> = edits.into_iter().filter(is_something).collect();
    let mut remembered = lock(&inner.edits);
    inner.store.edit_people(&edits, now).map_err(|error| failed(inner, error, &edits))?;
    let people = edits.len();
    let decided = edits.iter().any(|edit| !edit.decisions.is_empty());
    let changes = edits.into_iter().filter_map(|edit| edit.record).collect();
    let back = if decided { None } else { remembered.keep(changes) };
    Ok(Edited { people, back })
}

fn ids(inner: &Inner, people: &WhichPeople) -> Result<Vec<EmployeeId>, Failure> {
    Ok(match people {
        WhichPeople::All => inner.ids(&EmployeeQuery::default())?.to_vec(),
        WhichPeople::Filtered { query } => inner.ids(query)?.to_vec(),
        WhichPeople::Selected { ids } => ids.clone(),
    })
}

fn failed(inner: &Inner, error: StoreError, edits: &[Edit]) -> Failure {
    let first = edits.iter().find_map(|edit| Some(edit.record.as_ref()?.1.record.email.to_string()));
    match error {
        StoreError::AddressTaken { .. } => super::add::taken(inner, error, &first.unwrap_or_default()),
        other => back::of_store(other),
    }
}

fn one(found: &Found, edit: &PersonEdit, now: DateTime<Utc>) -> Result<Edit, Failure> {
    let name = found.employee.as_ref().map(|employee| employee.record.name().to_owned());
    Ok(Edit {
        record: edit::change(found, edit, now)?,
        decisions: edit::decisions(found, edit.decide.as_ref(), &name.unwrap_or_default(), now)?,
    })
}

fn is_something(edit: &Edit) -> bool {
    edit.record.is_some() || !edit.decisions.is_empty()
}

/// The directories are only looked into where the edit depends on them.
fn listed(inner: &Inner, ids: &[EmployeeId], edit: &PersonEdit) -> Result<Vec<Found>, Failure> {
    let lines = inner.store.employee_rows(ids).map_err(failures::of_store)?;
    let there: HashSet<EmployeeId> = lines.iter().map(|line| line.employee.id).collect();
    if let Some(gone) = ids.iter().find(|id| !there.contains(id)) {
        return Err(unknown_employee(*gone));
    }
    let looks = edit.decide.is_some() || matches!(edit.place, Some(Place::Restore | Place::Erase));
    let directories = looks.then(|| Accounts::read(inner)).transpose()?;
    let found = |employee| Found {
        accounts: directories.as_ref().map(|all| all.of_record(&employee)).unwrap_or_default(),
        employee: Some(employee),
    };
    Ok(lines.into_iter().map(|line| found(line.employee)).collect())
}
