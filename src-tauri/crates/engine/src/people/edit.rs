//! Editing one person: all of the edit or nothing.

use super::fields;
use super::find::{Found, find, unknown};
use crate::api::{Decide, ErrorCode, Failure, PauseChoice, PersonEdit, PersonView, Place};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::jobs::lock;
use chrono::{DateTime, Utc};
use rollcall_people::{Employee, Owner, Status};
use rollcall_store::{Decision, DecisionEdit, Erasure, Override, PersonEdit as Edit};

impl Engine {
    /// Changes a person found by email, UPN, object id or employee id, and returns how they stand
    /// then; `None` when they were erased.
    pub async fn edit_person(&self, person: &str, edit: PersonEdit) -> Result<Option<PersonView>, Failure> {
        let person = person.to_owned();
        let edited = self.blocking(move |inner| edit_one(inner, &person, &edit)).await;
        self.edited();
        edited
    }
}

/// The change an edit makes of a record; `None`: it is like that already.
pub(super) fn change(
    found: &Found,
    edit: &PersonEdit,
    now: DateTime<Utc>,
) -> Result<Option<(Employee, Employee)>, Failure> {
    let Some(seen) = &found.employee else { return Ok(None) };
    let mut after = edited(found, seen, edit)?;
    after.date_pins(seen, now);
    Ok((*seen != after).then(|| (seen.clone(), after)))
}

fn edit_one(inner: &Inner, text: &str, edit: &PersonEdit) -> Result<Option<PersonView>, Failure> {
    let found = find(inner, text)?;
    let now = Utc::now();
    if found.employee.is_none() && edit.needs_record() {
        return Err(unknown(text));
    }
    let record = change(&found, edit, now)?;
    let email = record.as_ref().map(|(_, after)| after.record.email.to_string()).unwrap_or_default();
    let decisions = decisions(&found, edit.decide.as_ref(), text, now)?;
    if record.is_some() || !decisions.is_empty() {
        let stored = inner.store.edit_person(&Edit { record, decisions }, now);
        stored.map_err(|error| super::add::taken(inner, error, &email))?;
    }
    if edit.place == Some(Place::Erase) {
        let mut edits = lock(&inner.edits);
        edits.forget();
        inner.store.erase(&erasure(&found)).map_err(failures::of_store)?;
        return Ok(None);
    }
    match &found.employee {
        Some(employee) => super::view::of_employee(inner, employee.id).map(Some),
        None => super::view::of_found(inner, &find(inner, text)?).map(Some),
    }
}

impl PersonEdit {
    /// Whether only a person of the list can be changed like this.
    fn needs_record(&self) -> bool {
        let moved = matches!(self.place, Some(Place::Archive | Place::Restore));
        self.pause.is_some() || moved || !self.set.is_empty() || !self.reset.is_empty()
    }
}

fn edited(found: &Found, seen: &Employee, edit: &PersonEdit) -> Result<Employee, Failure> {
    let mut employee = seen.clone();
    match edit.place {
        Some(Place::Archive) => archive(&mut employee),
        Some(Place::Restore) => restore(&mut employee, found),
        Some(Place::Erase) | None => {}
    }
    if let Some(choice) = edit.pause {
        pause(&mut employee, choice)?;
    }
    edit.set.iter().try_for_each(|(field, value)| fields::set(&mut employee, field, value))?;
    edit.reset.iter().try_for_each(|field| fields::reset(&mut employee, field))?;
    Ok(employee)
}

/// By hand: sync does not bring the person back.
fn archive(employee: &mut Employee) {
    employee.status = Status::Archived;
    employee.archived_by_hand = true;
}

/// Who left Microsoft 365 or the rules has nobody to be managed by, and becomes local; the account is
/// remembered, so that a return links the same record.
fn restore(employee: &mut Employee, found: &Found) {
    if employee.status != Status::Archived {
        return;
    }
    let left = !employee.archived_by_hand || found.accounts.iter().all(|account| account.person.is_none());
    if left {
        employee.owner = Owner::Local;
    }
    employee.status = Status::Active;
    employee.archived_by_hand = false;
}

fn pause(employee: &mut Employee, choice: PauseChoice) -> Result<(), Failure> {
    if employee.status == Status::Archived {
        return Err(Failure::new(ErrorCode::PersonArchived).with("person", employee.record.name()));
    }
    employee.status = match choice {
        PauseChoice::Pause => Status::Paused,
        PauseChoice::Resume => Status::Active,
    };
    Ok(())
}

/// In every connection whose directory has the account.
pub(super) fn decisions(
    found: &Found,
    decide: Option<&Decide>,
    text: &str,
    now: DateTime<Utc>,
) -> Result<Vec<DecisionEdit>, Failure> {
    let Some(decide) = decide else { return Ok(Vec::new()) };
    if found.accounts.is_empty() {
        return Err(Failure::new(ErrorCode::NotInDirectory).with("person", text));
    }
    let one = |account: &super::find::Account| DecisionEdit {
        connection: account.connection,
        object: account.identity.object.clone(),
        set: set_override(account, decide, now),
    };
    Ok(found.accounts.iter().map(one).collect())
}

fn set_override(account: &super::find::Account, decide: &Decide, now: DateTime<Utc>) -> Option<Override> {
    let (decision, note) = match decide {
        Decide::Always { note } => (Decision::Always, note),
        Decide::Never { note } => (Decision::Never, note),
        Decide::ByRules => return None,
    };
    let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
    Some(Override { object_id: account.identity.object.clone(), decision, note, set_at: now })
}

pub(super) fn erasure(found: &Found) -> Erasure {
    let account = found.accounts.first();
    let mut erasure = found.employee.as_ref().map(Erasure::of).unwrap_or_default();
    erasure.identity = erasure.identity.or_else(|| account.map(|account| account.identity.clone()));
    let name = || account?.person.as_ref()?.display_name().map(str::to_owned);
    erasure.name = erasure.name.or_else(name);
    erasure
}
