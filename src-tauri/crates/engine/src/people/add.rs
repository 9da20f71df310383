//! People added by hand: local records, which no sync touches except by linking them.

use super::fields;
use crate::api::{ErrorCode, Failure, PersonView, Tag};
use crate::engine::{Engine, Inner};
use crate::{departments, failures};
use chrono::Utc;
use rollcall_people::{Employee, EmployeeId, Fields, Kind, Owner, Record, Status};
use rollcall_store::StoreError;

impl Engine {
    /// Adds one person with values by field name. [`ErrorCode::AddressTaken`] when somebody in the
    /// list has the address already.
    pub async fn add_person(&self, email: &str, set: Vec<(String, String)>) -> Result<PersonView, Failure> {
        let email = email.to_owned();
        let added = self.blocking(move |inner| add(inner, &email, &set)).await?;
        self.edited();
        Ok(added)
    }

    pub(crate) fn edited(&self) {
        self.inner.forget_list();
        self.inner.jobs.changed(&[Tag::Employees, Tag::Preview]);
    }
}

fn add(inner: &Inner, email: &str, set: &[(String, String)]) -> Result<PersonView, Failure> {
    let mut person = newcomer(email, set.iter().map(|(field, value)| (field.as_str(), value.as_str())))?;
    let renames = inner.store.renames().map_err(failures::of_store)?;
    departments::place(&mut person, &renames);
    let email = person.record.email.to_string();
    let added = inner.store.add_people(std::slice::from_ref(&person), Utc::now());
    let ids = added.map_err(|error| taken(inner, error, &email))?;
    let id = ids.first().copied().ok_or_else(|| Failure::new(ErrorCode::Internal))?;
    super::view::of_employee(inner, id)
}

/// Names the address that somebody has already, and who that is.
pub(crate) fn taken(inner: &Inner, error: StoreError, email: &str) -> Failure {
    let named = matches!(error, StoreError::AddressTaken { .. });
    let failure = failures::of_store(error);
    if !named {
        return failure;
    }
    let failure = Failure { details: None, ..failure }.with("email", email);
    match holder(inner, email) {
        Some(holder) => failure.with("name", holder.record.name()).with("employee", holder.id.0),
        None => failure,
    }
}

/// Whoever has the address, as the first or another one.
fn holder(inner: &Inner, email: &str) -> Option<Employee> {
    let key = fields::address(email).ok()?.key().to_owned();
    let has = |person: &Employee| {
        let Record { email, aliases, .. } = &person.record;
        std::iter::once(email).chain(aliases).any(|address| address.key() == key)
    };
    let everybody = inner.store.employees().ok()?;
    everybody.into_iter().find(|person| person.status != Status::Archived && has(person))
}

/// A local record as it is before it gets its id; in no department unless one is given.
pub(crate) fn newcomer<'a>(
    email: &str,
    set: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Employee, Failure> {
    let mut person = Employee {
        id: EmployeeId(0),
        owner: Owner::Local,
        status: Status::Active,
        archived_by_hand: false,
        identity: None,
        record: Record {
            email: fields::address(email)?,
            aliases: Vec::new(),
            fields: Fields::default(),
            departments: Vec::new(),
            kind: Kind::Person,
        },
        pinned: Default::default(),
        department_by_hand: false,
        pinned_at: Default::default(),
    };
    for (field, value) in set.filter(|(_, value)| !value.trim().is_empty()) {
        fields::set(&mut person, field, value)?;
    }
    fields::complete_name(&mut person);
    Ok(person)
}
