//! The rows of a plan: one function per kind of change.

use crate::draft::{Draft, change};
use crate::inputs::Inputs;
use crate::merge::Target;
use crate::model::{Change, ChangeKind, NotImported, Staying};
use crate::planner::Planner;
use crate::policies::{DepartmentPolicy, ExistingPeople};
use crate::verdict::Wanted;
use rollcall_people::{ConnectionId, Employee, Identity, ObjectId, Person, Reason, ReasonCode, Record};
use rollcall_rules::{Facts, Rule};

impl<'a> Planner<'a> {
    pub(crate) fn add(&mut self, person: &'a Person, wanted: Wanted<'_>) {
        let reason = Some(self.told.reason(&wanted));
        let rule = self.told.name(wanted.rule);
        let target = self.target(wanted, false);
        self.drafts.push(Draft { kind: ChangeKind::Add, person, known: None, target, rule, reason });
    }

    /// Nothing is written, so no department is created for it either.
    pub(crate) fn conflict(&mut self, person: &'a Person, wanted: Wanted<'_>, names: &[String]) {
        let reason = Reason::new(ReasonCode::SeveralCandidates)
            .with("email", &wanted.email)
            .with("names", names.join(", "));
        let rule = self.told.name(wanted.rule);
        let target = Target { email: wanted.email, departments: Some(wanted.departments) };
        let reason = Some(reason.into());
        self.drafts.push(Draft { kind: ChangeKind::Conflict, person, known: None, target, rule, reason });
    }

    pub(crate) fn update(&mut self, person: &'a Person, employee: &'a Employee, wanted: Wanted<'_>) {
        self.existing(ChangeKind::Update, person, employee, wanted, None);
    }

    pub(crate) fn restore(&mut self, person: &'a Person, employee: &'a Employee, wanted: Wanted<'_>) {
        self.existing(ChangeKind::Restore, person, employee, wanted, Some(Reason::new(ReasonCode::CameBack)));
    }

    pub(crate) fn link(
        &mut self,
        person: &'a Person,
        employee: &'a Employee,
        wanted: Wanted<'_>,
        reason: Reason,
    ) {
        self.existing(ChangeKind::Link, person, employee, wanted, Some(reason));
    }

    fn existing(
        &mut self,
        kind: ChangeKind,
        person: &'a Person,
        employee: &'a Employee,
        wanted: Wanted<'_>,
        reason: Option<Reason>,
    ) {
        let updates = self.inputs.config.policies.existing_people == ExistingPeople::Update;
        let rule = self.told.name(wanted.rule);
        let known = kind != ChangeKind::Link || !updates;
        let first_only = self.inputs.config.policies.departments == DepartmentPolicy::FirstImport;
        let target = self.target(wanted, employee.department_by_hand || known && first_only);
        let reason = reason.map(Into::into);
        self.drafts.push(Draft { kind, person, known: Some(employee), target, rule, reason });
    }

    /// `keep`: the record's departments stay.
    pub(crate) fn target(&mut self, wanted: Wanted<'_>, keep: bool) -> Target {
        let departments = (!keep).then(|| self.departments.assign(&wanted.departments));
        Target { email: wanted.email, departments }
    }

    /// Nobody leaves while it is not known for sure who is there.
    pub(crate) fn remove(&mut self, employee: &Employee, rule: Option<&Rule>, reason: Reason) {
        let Some(identity) = employee.identity.as_ref().filter(|_| self.complete) else {
            return self.stay(employee, Reason::new(ReasonCode::RemovalWithheld));
        };
        let change = change(
            self.inputs,
            ChangeKind::Remove,
            &identity.object,
            Some(employee),
            employee.record.clone(),
        );
        self.changes.push(Change { rule: self.told.name(rule), reason: reason.into(), ..change });
    }

    /// Somebody who would change, or at least is told another reason than that nothing does.
    pub(crate) fn stay(&mut self, employee: &Employee, reason: Reason) {
        self.unchanged += 1;
        match self.staying.iter_mut().find(|known| known.reason == reason) {
            Some(known) => known.people.push(employee.id),
            None => self.staying.push(Staying { reason, people: vec![employee.id] }),
        }
    }

    pub(crate) fn leave_out(&mut self, person: &Person, reason: Reason) {
        self.not_imported.push(not_imported(self.inputs, self.merger.facts, person, reason));
    }

    /// Notes somebody of whom nothing could be understood: by name where the list knows them, else by id.
    pub(crate) fn pass_over(&mut self, object: &ObjectId, known: Option<&Employee>, reason: Reason) {
        self.passed_over.push(NotImported {
            identity: Identity { tenant: self.inputs.tenant.clone(), object: object.clone() },
            name: known.map_or_else(|| object.to_string(), |employee| employee.record.name().to_owned()),
            email: known.map(|employee| employee.record.email.to_string()),
            reason,
        });
    }

    pub(crate) fn elsewhere(&self, connection: ConnectionId) -> Reason {
        let name = self.inputs.connection_names.get(&connection).cloned();
        Reason::new(ReasonCode::ManagedElsewhere)
            .with("connection", name.unwrap_or_else(|| connection.to_string()))
    }
}

pub(crate) fn not_imported(
    inputs: &Inputs<'_>,
    facts: &Facts<'_>,
    person: &Person,
    reason: Reason,
) -> NotImported {
    let email = facts.address(person).or_else(|| person.address_candidates().next());
    let email = email.map(|email| email.to_string());
    let name = person.display_name().or(email.as_deref()).unwrap_or(person.object_id.as_str()).to_owned();
    let identity = Identity { tenant: inputs.tenant.clone(), object: person.object_id.clone() };
    NotImported { identity, name, email, reason }
}

pub(crate) fn paused(record: &Record) -> Reason {
    Reason::new(ReasonCode::RecordPaused).with("email", &record.email)
}
