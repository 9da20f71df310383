//! The planner: one pass over the people of the directory, one over those who are gone.

use crate::contact::{Contact, Newcomer, contacts, person_name};
use crate::departments::Departments;
use crate::diff::diff;
use crate::guard::guard;
use crate::hash::hash;
use crate::inputs::{Inputs, OverrideKind};
use crate::merge::{Merger, Target};
use crate::model::{Change, ChangeKind, NotImported, Plan, PlanHash, Warning, WarningCode};
use crate::policies::{DepartmentPolicy, Leavers};
use crate::roster::Roster;
use crate::verdict::{Verdict, Wanted};
use crate::warnings;
use rollcall_people::{
    ConnectionId, Employee, Field, Identity, ObjectId, Owner, Part, Person, Reason, ReasonCode, Record,
    Status, fold,
};
use rollcall_rules::{Evaluator, Rule};
use std::collections::{BTreeSet, HashMap};

/// Compares the directory with the local list. Pure: equal inputs give equal plans.
pub fn plan(inputs: &Inputs<'_>) -> Plan {
    let facts = inputs.config.facts(inputs.directory);
    let evaluator = Evaluator::new(&inputs.config.rules, &facts, inputs.now.date_naive());
    let (recipes, mapping_problems) = inputs.config.mapping.compile();
    let problems = evaluator.problems().iter().chain(&mapping_problems);
    let warnings: Vec<Warning> = problems.map(warnings::of_problem).collect();
    let mut planner = Planner {
        inputs,
        roster: Roster::new(inputs),
        merger: Merger { facts: &facts, recipes },
        departments: Departments::new(inputs),
        complete: is_complete(inputs, &warnings),
        changes: Vec::new(),
        not_imported: Vec::new(),
        unchanged: 0,
        warnings,
    };
    let people = planner.distinct_people();
    let verdicts: Vec<_> = people.iter().map(|&p| (p, Verdict::new(inputs, &evaluator, p))).collect();
    planner.people(verdicts);
    planner.leavers(&people);
    planner.finish()
}

/// Whether it is known who is there and who is in the rules' groups.
fn is_complete(inputs: &Inputs<'_>, warnings: &[Warning]) -> bool {
    let groups_unknown = warnings
        .iter()
        .any(|w| matches!(w.code, WarningCode::RuleGroupMissing | WarningCode::RuleGroupUnreadable));
    users_known(inputs) && !groups_unknown
}

/// Without the tenant's domains nobody's address counts, which says nothing about the people.
fn users_known(inputs: &Inputs<'_>) -> bool {
    let domains_known =
        inputs.config.policies.allowed_domains.is_some() || !inputs.directory.verified_domains.is_empty();
    inputs.directory.is_complete(&Part::Users) && domains_known
}

struct Planner<'a> {
    inputs: &'a Inputs<'a>,
    roster: Roster<'a>,
    merger: Merger<'a>,
    departments: Departments,
    complete: bool,
    changes: Vec<Change>,
    not_imported: Vec<NotImported>,
    unchanged: usize,
    warnings: Vec<Warning>,
}

impl<'a> Planner<'a> {
    /// People by object id, each once; what cannot be told apart is reported.
    fn distinct_people(&mut self) -> Vec<&'a Person> {
        let mut people: Vec<&Person> = self.inputs.directory.users.iter().collect();
        people.sort_by(|a, b| a.object_id.cmp(&b.object_id));
        let mut distinct: Vec<&Person> = Vec::with_capacity(people.len());
        for person in people {
            let nameless = person.object_id.as_str().is_empty();
            let again = distinct.last().is_some_and(|last| last.object_id == person.object_id);
            if nameless {
                self.leave_out(person, Reason::new(ReasonCode::BadRecord).with("problem", "id"));
            }
            if nameless || again {
                self.warnings.push(warnings::bad_record(person));
            } else {
                distinct.push(person);
            }
        }
        distinct
    }

    fn people(&mut self, verdicts: Vec<(&'a Person, Verdict<'a>)>) {
        let newcomers: Vec<Newcomer<'a, '_>> = verdicts
            .iter()
            .filter(|(person, _)| self.roster.by_object(&person.object_id).is_none())
            .filter_map(|(person, verdict)| match verdict {
                Verdict::Import(wanted) => Some((*person, wanted)),
                _ => None,
            })
            .collect();
        let mut contacts = contacts(&self.roster, &newcomers);
        self.warn_about_addresses(&verdicts, &newcomers, &contacts);
        for (person, verdict) in verdicts {
            match self.roster.by_object(&person.object_id) {
                Some(employee) if self.roster.owns(employee) => self.owned(person, employee, verdict),
                Some(employee) => self.known(person, employee, verdict),
                None => {
                    let contact = contacts.remove(&person.object_id).unwrap_or(Contact::New);
                    self.newcomer(person, verdict, contact);
                }
            }
        }
    }

    /// A person the connection manages already.
    fn owned(&mut self, person: &Person, employee: &Employee, verdict: Verdict<'_>) {
        match (employee.status, verdict) {
            (Status::Paused, _) | (Status::Active, Verdict::Undecided(_)) => self.unchanged += 1,
            (Status::Active, Verdict::Import(wanted)) => self.update(person, employee, &wanted),
            (Status::Active, Verdict::Out { rule, reason }) => self.remove(employee, rule, leaving(reason)),
            (Status::Archived, verdict) => self.archived(person, employee, verdict),
        }
    }

    /// A person with a record that is local or another connection's.
    fn known(&mut self, person: &Person, employee: &Employee, verdict: Verdict<'_>) {
        match (employee.owner, employee.status, verdict) {
            (_, _, Verdict::Out { reason, .. } | Verdict::Undecided(reason)) => {
                self.leave_out(person, reason)
            }
            (Owner::Connection(id), ..) => self.leave_out(person, self.elsewhere(id)),
            (Owner::Local, Status::Archived, verdict) => self.archived(person, employee, verdict),
            (Owner::Local, Status::Paused, _) => self.leave_out(person, paused(&employee.record)),
            (Owner::Local, Status::Active, Verdict::Import(wanted)) => {
                self.link(person, employee, &wanted, Reason::new(ReasonCode::SameIdentity));
            }
        }
    }

    fn archived(&mut self, person: &Person, employee: &Employee, verdict: Verdict<'_>) {
        match verdict {
            Verdict::Out { reason, .. } | Verdict::Undecided(reason) => self.leave_out(person, reason),
            Verdict::Import(_) if employee.archived_by_hand => {
                self.leave_out(person, Reason::new(ReasonCode::ArchivedByHand));
            }
            Verdict::Import(wanted) => self.restore(person, employee, &wanted),
        }
    }

    fn newcomer(&mut self, person: &Person, verdict: Verdict<'_>, contact: Contact<'_>) {
        let wanted = match verdict {
            Verdict::Import(wanted) => wanted,
            Verdict::Out { reason, .. } | Verdict::Undecided(reason) => {
                return self.leave_out(person, reason);
            }
        };
        match contact {
            Contact::New => self.add(person, wanted),
            Contact::Link(employee) => {
                let reason = Reason::new(ReasonCode::SameEmail).with("email", &employee.record.email);
                self.link(person, employee, &wanted, reason);
            }
            Contact::Elsewhere(id) => self.leave_out(person, self.elsewhere(id)),
            Contact::Paused => {
                let reason = Reason::new(ReasonCode::RecordPaused).with("email", &wanted.email);
                self.leave_out(person, reason);
            }
            Contact::Several(names) => self.conflict(person, wanted, &names),
        }
    }

    fn add(&mut self, person: &Person, wanted: Wanted<'_>) {
        let departments = self.departments.assign(&wanted.departments);
        let record = self.merger.add(person, wanted.email, departments);
        let change = self.change(ChangeKind::Add, &person.object_id, None, record, wanted.reason);
        self.changes.push(Change { rule: name_of(wanted.rule), ..change });
    }

    /// Nothing is written, so no department is created for it either.
    fn conflict(&mut self, person: &Person, wanted: Wanted<'_>, names: &[String]) {
        let reason = Reason::new(ReasonCode::SeveralCandidates)
            .with("email", &wanted.email)
            .with("names", names.join(", "));
        let record = self.merger.add(person, wanted.email, wanted.departments);
        let change = self.change(ChangeKind::Conflict, &person.object_id, None, record, reason);
        self.changes.push(Change { rule: name_of(wanted.rule), fields: Vec::new(), ..change });
    }

    fn update(&mut self, person: &Person, employee: &Employee, wanted: &Wanted<'_>) {
        let target = self.target(wanted, true);
        let Some(record) = self.merger.update(person, employee, target) else {
            self.unchanged += 1;
            return;
        };
        let reason = Reason::new(ReasonCode::SourceChanged);
        let mut change = self.change(ChangeKind::Update, &person.object_id, Some(employee), record, reason);
        change.reason = update_reason(&change);
        self.changes.push(Change { rule: name_of(wanted.rule), ..change });
    }

    fn restore(&mut self, person: &Person, employee: &Employee, wanted: &Wanted<'_>) {
        let target = self.target(wanted, true);
        let record = self.merger.update(person, employee, target).unwrap_or_else(|| employee.record.clone());
        let reason = Reason::new(ReasonCode::CameBack);
        let change = self.change(ChangeKind::Restore, &person.object_id, Some(employee), record, reason);
        self.changes.push(Change { rule: name_of(wanted.rule), ..change });
    }

    fn link(&mut self, person: &Person, employee: &Employee, wanted: &Wanted<'_>, reason: Reason) {
        let policy = self.inputs.config.policies.existing_people;
        let keeps_values = policy != crate::policies::ExistingPeople::Update;
        let target = self.target(wanted, keeps_values);
        let (record, pins) = self.merger.link(person, employee, target, policy);
        let change = self.change(ChangeKind::Link, &person.object_id, Some(employee), record, reason);
        self.changes.push(Change { rule: name_of(wanted.rule), pins, ..change });
    }

    /// `known`: the record's departments stay where they only count at the first import.
    fn target(&mut self, wanted: &Wanted<'_>, known: bool) -> Target {
        let keep = known && self.inputs.config.policies.departments == DepartmentPolicy::FirstImport;
        let departments = (!keep).then(|| self.departments.assign(&wanted.departments));
        Target { email: wanted.email.clone(), departments }
    }

    /// Nobody leaves while it is not known for sure who is there.
    fn remove(&mut self, employee: &Employee, rule: Option<&Rule>, reason: Reason) {
        let Some(identity) = employee.identity.as_ref().filter(|_| self.complete) else {
            self.unchanged += 1;
            return;
        };
        let record = employee.record.clone();
        let change = self.change(ChangeKind::Remove, &identity.object, Some(employee), record, reason);
        self.changes.push(Change { rule: name_of(rule), ..change });
    }

    fn change(
        &self,
        kind: ChangeKind,
        object: &ObjectId,
        employee: Option<&Employee>,
        record: Record,
        reason: Reason,
    ) -> Change {
        let fields = diff(employee.map(|employee| &employee.record), &record);
        let identity = self.identity(object);
        let employee = employee.map(|employee| employee.id);
        Change { kind, identity, employee, record, fields, pins: Vec::<Field>::new(), rule: None, reason }
    }

    fn leave_out(&mut self, person: &Person, reason: Reason) {
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

    fn identity(&self, object: &ObjectId) -> Identity {
        Identity { tenant: self.inputs.tenant.clone(), object: object.clone() }
    }

    fn elsewhere(&self, connection: ConnectionId) -> Reason {
        let name = self.inputs.connection_names.get(&connection).cloned();
        Reason::new(ReasonCode::ManagedElsewhere)
            .with("connection", name.unwrap_or_else(|| connection.to_string()))
    }

    fn warn_about_addresses(
        &mut self,
        verdicts: &[(&'a Person, Verdict<'a>)],
        newcomers: &[Newcomer<'a, '_>],
        contacts: &HashMap<&ObjectId, Contact<'_>>,
    ) {
        let stays_out = |person: &Person| {
            matches!(contacts.get(&person.object_id), Some(Contact::Elsewhere(_) | Contact::Paused))
        };
        let imported = verdicts.iter().filter_map(|(person, verdict)| match verdict {
            Verdict::Import(wanted) if !stays_out(person) => {
                Some((wanted.email.key(), person_name(person, wanted)))
            }
            _ => None,
        });
        self.warnings.extend(warnings::shared_addresses(imported.collect()));
        for (person, wanted) in newcomers.iter().filter(|(person, _)| person.is_guest() && !stays_out(person))
        {
            if !self.roster.by_addresses([&wanted.email]).is_empty() {
                let warning = Warning::new(WarningCode::GuestHasLocalAddress);
                let warning = warning.with("name", person_name(person, wanted)).with("email", &wanted.email);
                self.warnings.push(warning);
            }
        }
    }

    /// People the connection owns who are in the directory no more. `people` are sorted by id.
    fn leavers(&mut self, people: &[&Person]) {
        let keep = self.inputs.config.policies.leavers == Leavers::Keep;
        for employee in self.inputs.employees {
            let Some(identity) = employee.identity.as_ref() else { continue };
            let ours = self.roster.owns(employee) && identity.tenant == *self.inputs.tenant;
            let there = || people.binary_search_by(|p| p.object_id.cmp(&identity.object)).is_ok();
            if !ours || employee.status == Status::Archived || there() {
                continue;
            }
            let never = self.inputs.overrides.get(&identity.object).filter(|o| o.kind == OverrideKind::Never);
            match never {
                _ if employee.status == Status::Paused => self.unchanged += 1,
                Some(never) => {
                    self.remove(
                        employee,
                        None,
                        Reason::new(ReasonCode::NeverImport).with("note", &never.note),
                    );
                }
                None if keep => self.unchanged += 1,
                None => self.remove(employee, None, Reason::new(ReasonCode::GoneFromDirectory)),
            }
        }
    }

    fn finish(mut self) -> Plan {
        self.skip();
        self.warn_about_reading();
        self.warnings.extend(self.departments.warnings());
        self.warnings.sort();
        self.warnings.dedup();
        self.changes.sort_by_cached_key(|c| (c.kind, fold(c.name()), c.identity.object.clone()));
        self.not_imported.sort_by_cached_key(|n| (fold(&n.name), n.identity.object.clone()));
        let removals = self.changes.iter().filter(|change| change.kind == ChangeKind::Remove).count();
        let present = |e: &&Employee| self.roster.owns(e) && e.status != Status::Archived;
        let owned = self.inputs.employees.iter().filter(present).count();
        let limit = self.inputs.config.policies.removal_limit;
        let written =
            self.changes.iter().filter(|c| !matches!(c.kind, ChangeKind::Remove | ChangeKind::Conflict));
        let new_departments =
            self.departments.new_ones(written.flat_map(|change| &change.record.departments));
        let mut plan = Plan {
            hash: PlanHash(String::new()),
            complete: self.complete,
            guard: guard(limit, owned, removals, self.inputs.directory.users.len()),
            changes: self.changes,
            not_imported: self.not_imported,
            unchanged: self.unchanged,
            new_departments,
            warnings: self.warnings,
        };
        plan.hash = hash(self.inputs, &plan);
        plan
    }

    fn skip(&mut self) {
        let mut unused: BTreeSet<&ObjectId> = self.inputs.skip.iter().collect();
        let (skipped, kept): (Vec<Change>, Vec<Change>) = std::mem::take(&mut self.changes)
            .into_iter()
            .partition(|c| self.inputs.skip.contains(&c.identity.object));
        self.changes = kept;
        for change in skipped {
            unused.remove(&change.identity.object);
            match change.kind {
                ChangeKind::Update | ChangeKind::Remove => self.unchanged += 1,
                _ => self.not_imported.push(NotImported {
                    name: change.name().to_owned(),
                    email: Some(change.record.email.to_string()),
                    reason: Reason::new(ReasonCode::SkippedThisTime),
                    identity: change.identity,
                }),
            }
        }
        let missed =
            unused.into_iter().map(|id| Warning::new(WarningCode::SkipNotInPlan).with("object_id", id));
        self.warnings.extend(missed);
    }

    fn warn_about_reading(&mut self) {
        if self.inputs.directory.users.is_empty() {
            self.warnings.push(Warning::new(WarningCode::NoUsers));
        }
        if !users_known(self.inputs) {
            self.warnings.push(Warning::new(WarningCode::Incomplete));
        }
    }
}

fn name_of(rule: Option<&Rule>) -> Option<String> {
    rule.map(|rule| rule.name.clone())
}

/// Someone who is here and leaves was wanted once.
fn leaving(reason: Reason) -> Reason {
    match reason.code {
        ReasonCode::NoRuleMatches => Reason::new(ReasonCode::NoLongerMatches),
        _ => reason,
    }
}

fn paused(record: &Record) -> Reason {
    Reason::new(ReasonCode::RecordPaused).with("email", &record.email)
}

fn update_reason(change: &Change) -> Reason {
    let names: Vec<&str> = change.fields.iter().map(|field| field.field.as_str()).collect();
    if names.iter().all(|name| name.starts_with("department")) {
        Reason::new(ReasonCode::DepartmentChanged)
    } else {
        Reason::new(ReasonCode::SourceChanged).with("fields", names.join(", "))
    }
}
