//! The local list, indexed by what people of the directory are recognised by.

use crate::inputs::Inputs;
use rollcall_people::{ConnectionId, Email, Employee, Lookup, ObjectId, Owner, Status};

pub(crate) struct Roster<'a> {
    connection: ConnectionId,
    by_object: Lookup<&'a ObjectId, &'a Employee>,
    /// Records that a first contact may find by address, under each of their addresses.
    by_address: Lookup<&'a str, Vec<&'a Employee>>,
}

impl<'a> Roster<'a> {
    pub(crate) fn new(inputs: &Inputs<'a>) -> Self {
        let mut roster = Self {
            connection: inputs.connection,
            by_object: Lookup::with_capacity_and_hasher(inputs.employees.len(), Default::default()),
            by_address: Lookup::default(),
        };
        let mut employees: Vec<&Employee> = inputs.employees.iter().collect();
        employees.sort_by_key(|employee| employee.id);
        for employee in employees {
            match employee.identity.as_ref().filter(|identity| identity.tenant == *inputs.tenant) {
                Some(identity) => roster.add_identity(&identity.object, employee),
                None => roster.add_addresses(employee),
            }
        }
        roster
    }

    /// Should several records stand for one object, the connection's own one counts, then another
    /// connection's, then the oldest.
    fn add_identity(&mut self, object: &'a ObjectId, employee: &'a Employee) {
        let rank = |e: &Employee| match e.owner {
            Owner::Connection(id) if id == self.connection => 0,
            Owner::Connection(_) => 1,
            Owner::Local => 2,
        };
        let known = self.by_object.get(object);
        if known.is_none_or(|known| rank(employee) < rank(known)) {
            self.by_object.insert(object, employee);
        }
    }

    /// Archived records are history, and records of this tenant are recognised by identity alone.
    fn add_addresses(&mut self, employee: &'a Employee) {
        if employee.status == Status::Archived || self.owns(employee) {
            return;
        }
        let record = &employee.record;
        for email in std::iter::once(&record.email).chain(&record.aliases) {
            let known = self.by_address.entry(email.key()).or_default();
            if !known.iter().any(|other| other.id == employee.id) {
                known.push(employee);
            }
        }
    }

    pub(crate) fn owns(&self, employee: &Employee) -> bool {
        employee.owner == Owner::Connection(self.connection)
    }

    /// Whether it is the connection's own record, or a local one that it may link.
    pub(crate) fn may_take(&self, employee: &Employee) -> bool {
        self.owns(employee) || employee.owner == Owner::Local
    }

    pub(crate) fn by_object(&self, object: &ObjectId) -> Option<&'a Employee> {
        self.by_object.get(object).copied()
    }

    /// Whether no record can be found by address: then addresses need not be looked at.
    pub(crate) fn knows_no_address(&self) -> bool {
        self.by_address.is_empty()
    }

    /// Records with any of the addresses, each once, oldest first.
    pub(crate) fn by_addresses<'e>(&self, emails: impl IntoIterator<Item = &'e Email>) -> Vec<&'a Employee> {
        let found =
            emails.into_iter().filter_map(|email| self.by_address.get(email.key())).flatten().copied();
        let mut found: Vec<&Employee> = found.collect();
        found.sort_by_key(|employee| employee.id);
        found.dedup_by_key(|employee| employee.id);
        found
    }
}
