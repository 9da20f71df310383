//! The rows of a plan: one function per kind of change.

use crate::diff::diff;
use crate::merge::Target;
use crate::model::{Change, ChangeKind, NotImported};
use crate::planner::Planner;
use crate::policies::{DepartmentPolicy, ExistingPeople};
use crate::verdict::Wanted;
use rollcall_people::{ConnectionId, Employee, Identity, ObjectId, Person, Reason, ReasonCode, Record};
use rollcall_rules::Rule;

impl Planner<'_> {
    pub(crate) fn add(&mut self, person: &Person, wanted: Wanted<'_>) {
        let departments = self.departments.assign(&wanted.departments);
        let reason = wanted.reason();
        let record = self.merger.add(person, wanted.email, departments);
        let change = self.change(ChangeKind::Add, &person.object_id, None, record, reason);
        self.changes.push(Change { rule: name_of(wanted.rule), ..change });
    }

    /// Nothing is written, so no department is created for it either.
    pub(crate) fn conflict(&mut self, person: &Person, wanted: Wanted<'_>, names: &[String]) {
        let reason = Reason::new(ReasonCode::SeveralCandidates)
            .with("email", &wanted.email)
            .with("names", names.join(", "));
        let record = self.merger.add(person, wanted.email, wanted.departments);
        let change = self.change(ChangeKind::Conflict, &person.object_id, None, record, reason);
        self.changes.push(Change { rule: name_of(wanted.rule), ..change });
    }

    pub(crate) fn update(&mut self, person: &Person, employee: &Employee, wanted: Wanted<'_>) {
        let rule = wanted.rule;
        let target = self.target(wanted, true);
        let Some(record) = self.merger.update(person, employee, target) else {
            self.unchanged += 1;
            return;
        };
        let reason = Reason::new(ReasonCode::SourceChanged);
        let mut change = self.change(ChangeKind::Update, &person.object_id, Some(employee), record, reason);
        change.reason = update_reason(&change);
        self.changes.push(Change { rule: name_of(rule), ..change });
    }

    pub(crate) fn restore(&mut self, person: &Person, employee: &Employee, wanted: Wanted<'_>) {
        let rule = wanted.rule;
        let target = self.target(wanted, true);
        let record = self.merger.update(person, employee, target).unwrap_or_else(|| employee.record.clone());
        let reason = Reason::new(ReasonCode::CameBack);
        let change = self.change(ChangeKind::Restore, &person.object_id, Some(employee), record, reason);
        self.changes.push(Change { rule: name_of(rule), ..change });
    }

    pub(crate) fn link(&mut self, person: &Person, employee: &Employee, wanted: Wanted<'_>, reason: Reason) {
        let rule = wanted.rule;
        let policy = self.inputs.config.policies.existing_people;
        let keeps_values = policy != ExistingPeople::Update;
        let target = self.target(wanted, keeps_values);
        let (record, pins) = self.merger.link(person, employee, target, policy);
        let change = self.change(ChangeKind::Link, &person.object_id, Some(employee), record, reason);
        self.changes.push(Change { rule: name_of(rule), pins, ..change });
    }

    /// `known`: the record's departments stay where they only count at the first import.
    pub(crate) fn target(&mut self, wanted: Wanted<'_>, known: bool) -> Target {
        let keep = known && self.inputs.config.policies.departments == DepartmentPolicy::FirstImport;
        let departments = (!keep).then(|| self.departments.assign(&wanted.departments));
        Target { email: wanted.email, departments }
    }

    /// Nobody leaves while it is not known for sure who is there.
    pub(crate) fn remove(&mut self, employee: &Employee, rule: Option<&Rule>, reason: Reason) {
        let Some(identity) = employee.identity.as_ref().filter(|_| self.complete) else {
            self.unchanged += 1;
            return;
        };
        let record = employee.record.clone();
        let change = self.change(ChangeKind::Remove, &identity.object, Some(employee), record, reason);
        self.changes.push(Change { rule: name_of(rule), ..change });
    }

    pub(crate) fn change(
        &self,
        kind: ChangeKind,
        object: &ObjectId,
        employee: Option<&Employee>,
        record: Record,
        reason: Reason,
    ) -> Change {
        let differences =
            employee.map(|employee| diff(Some(&employee.record), Some(&record))).unwrap_or_default();
        let identity = self.identity(object);
        let employee = employee.map(|employee| employee.id);
        Change { kind, identity, employee, record, differences, pins: Vec::new(), rule: None, reason }
    }

    pub(crate) fn leave_out(&mut self, person: &Person, reason: Reason) {
        let email = self.merger.facts.address(person).or_else(|| person.address_candidates().next());
        let email = email.map(|email| email.to_string());
        let name = person.display_name().or(email.as_deref()).unwrap_or(person.object_id.as_str()).to_owned();
        self.not_imported.push(NotImported {
            identity: self.identity(&person.object_id),
            name,
            email,
            reason,
        });
    }

    pub(crate) fn identity(&self, object: &ObjectId) -> Identity {
        Identity { tenant: self.inputs.tenant.clone(), object: object.clone() }
    }

    pub(crate) fn elsewhere(&self, connection: ConnectionId) -> Reason {
        let name = self.inputs.connection_names.get(&connection).cloned();
        Reason::new(ReasonCode::ManagedElsewhere)
            .with("connection", name.unwrap_or_else(|| connection.to_string()))
    }
}

fn name_of(rule: Option<&Rule>) -> Option<String> {
    rule.map(|rule| rule.name.clone())
}

/// Someone who is here and leaves was wanted once.
pub(crate) fn leaving(reason: Reason) -> Reason {
    match reason.code {
        ReasonCode::NoRuleMatches => Reason::new(ReasonCode::NoLongerMatches),
        _ => reason,
    }
}

pub(crate) fn paused(record: &Record) -> Reason {
    Reason::new(ReasonCode::RecordPaused).with("email", &record.email)
}

fn update_reason(change: &Change) -> Reason {
    let names: Vec<&str> = change.differences.iter().map(|field| field.field.as_str()).collect();
    if names.iter().all(|name| name.starts_with("department")) {
        Reason::new(ReasonCode::DepartmentChanged)
    } else {
        Reason::new(ReasonCode::SourceChanged).with("fields", names.join(", "))
    }
}
