//! A person as the edges see them.

use super::find::{Found, find};
use crate::api::{DecisionKind, DecisionView, Failure, PersonView};
use crate::engine::{Engine, Inner, unknown_employee};
use crate::{employees, failures, history};
use rollcall_people::{EmployeeId, TextAttribute};
use rollcall_store::Decision;

const EVENTS_SHOWN: usize = 50;

impl Engine {
    /// By email, UPN, object id or employee id.
    pub async fn person(&self, person: &str) -> Result<PersonView, Failure> {
        let person = person.to_owned();
        self.blocking(move |inner| of_found(inner, &find(inner, &person)?)).await
    }
}

pub(super) fn of_employee(inner: &Inner, id: EmployeeId) -> Result<PersonView, Failure> {
    of_found(inner, &find(inner, &id.to_string())?)
}

pub(super) fn of_found(inner: &Inner, found: &Found) -> Result<PersonView, Failure> {
    let decisions = decisions(inner, found)?;
    match &found.employee {
        Some(employee) => listed(inner, employee.id, decisions),
        None => Ok(unlisted(found, decisions)),
    }
}

fn listed(inner: &Inner, id: EmployeeId, decisions: Vec<DecisionView>) -> Result<PersonView, Failure> {
    let line = inner.store.employee(id).map_err(failures::of_store)?.ok_or_else(|| unknown_employee(id))?;
    let events = inner.store.employee_events(id, EVENTS_SHOWN).map_err(failures::of_store)?;
    let name = line.employee.record.name().to_owned();
    let row = employees::row(line);
    Ok(PersonView {
        object_id: row.object_id.clone(),
        email: Some(row.email.clone()),
        employee: Some(row),
        name,
        decisions,
        history: events.into_iter().map(employees::event).collect(),
    })
}

fn unlisted(found: &Found, decisions: Vec<DecisionView>) -> PersonView {
    let account = found.accounts.first();
    let person = account.and_then(|account| account.person.as_ref());
    let upn = person.and_then(|person| person.text(TextAttribute::UserPrincipalName));
    let email = person.and_then(|person| person.address_candidates().next()).map(|email| email.to_string());
    let name = person.and_then(|person| person.display_name()).or(email.as_deref()).or(upn);
    PersonView {
        employee: None,
        object_id: account.map(|account| account.identity.object.to_string()),
        name: name.unwrap_or_default().to_owned(),
        email,
        decisions,
        history: Vec::new(),
    }
}

fn decisions(inner: &Inner, found: &Found) -> Result<Vec<DecisionView>, Failure> {
    let mut decisions = Vec::new();
    for account in &found.accounts {
        let all = inner.store.overrides(account.connection).map_err(failures::of_store)?;
        let Some(set) = all.into_iter().find(|set| set.object_id == account.identity.object) else {
            continue;
        };
        decisions.push(DecisionView {
            connection: inner.stored(account.connection)?.details.name,
            decision: match set.decision {
                Decision::Always => DecisionKind::Always,
                Decision::Never => DecisionKind::Never,
            },
            note: set.note.unwrap_or_default(),
            set_at: history::time(set.set_at),
        });
    }
    Ok(decisions)
}
