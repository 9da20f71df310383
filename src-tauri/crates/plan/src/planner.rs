//! The planner: one pass over the people of the directory, one over those who are gone.

use crate::cause::Causes;
use crate::completeness::{is_complete, unreadable_people, users_known};
use crate::contact::{Contact, Newcomer, contacts};
use crate::departments::Departments;
use crate::draft::Draft;
use crate::halves::halves;
use crate::inputs::{Inputs, OverrideKind};
use crate::merge::Merger;
use crate::model::{Change, NotImported, Plan, Staying, Warning};
use crate::policies::Leavers;
use crate::roster::Roster;
use crate::rows::paused;
use crate::told::Told;
use crate::verdict::Verdict;
use crate::warnings;
use rollcall_people::{
    Employee, EmployeeId, Identity, ObjectId, Owner, Person, Reason, ReasonCode, Seen, Status,
};
use rollcall_rules::Facts;
use std::collections::BTreeSet;

/// Compares the directory with the local list. Pure: equal inputs give equal plans.
pub fn plan(inputs: &Inputs<'_>) -> Plan {
    let facts = inputs.config.facts(inputs.directory);
    let evaluator = inputs.evaluator(&facts);
    let (recipes, mapping_problems) = inputs.config.mapping.compile();
    let problems = evaluator.problems().iter().chain(&mapping_problems);
    let warnings: Vec<Warning> = problems.map(warnings::of_problem).collect();
    let mut planner = Planner {
        inputs,
        roster: Roster::new(inputs),
        merger: Merger { facts: &facts, recipes },
        departments: Departments::new(inputs),
        complete: is_complete(inputs, &warnings),
        told: Told::default(),
        drafts: Vec::new(),
        changes: Vec::new(),
        not_imported: Vec::new(),
        passed_over: Vec::new(),
        unchanged: 0,
        staying: Vec::new(),
        warnings,
    };
    let people = planner.distinct_people();
    let candidates = candidates(inputs, &facts, &planner.roster, &people);
    let wanted = candidates.iter().filter_map(Candidate::wanted);
    planner.departments.prefer_frequent(wanted.flat_map(|(_, wanted)| &wanted.departments));
    let met = candidates.iter().filter_map(|candidate| candidate.known).map(|employee| employee.id).collect();
    planner.people(candidates);
    let unreadable = planner.unreadable(&people);
    planner.leavers(&met, &unreadable);
    planner.finish()
}

/// In the order of the people.
fn candidates<'a>(
    inputs: &Inputs<'a>,
    facts: &'a Facts<'a>,
    roster: &Roster<'a>,
    people: &[&'a Person],
) -> Vec<Candidate<'a>> {
    let meet = |people: Vec<&'a Person>| -> Vec<Candidate<'a>> {
        // One for each half: it remembers what it was asked.
        let evaluator = inputs.evaluator(facts);
        let causes = Causes::new(inputs, &evaluator);
        let meet = |person: &'a Person| {
            let known = roster.by_object(&person.object_id);
            let mut verdict = Verdict::new(inputs, &evaluator, person);
            if let (Some(employee), Verdict::Out { rule, reason }) = (known, &verdict)
                && employee.status == Status::Active
                && roster.owns(employee)
            {
                let reason = causes.leaving(person, employee, reason.clone());
                verdict = Verdict::Out { rule: *rule, reason };
            }
            Candidate { person, known, verdict }
        };
        people.into_iter().map(meet).collect()
    };
    halves(people.to_vec(), meet).into_iter().flatten().collect()
}

/// A person of the directory, the record that stands for them, and what is wanted for them.
pub(crate) struct Candidate<'a> {
    pub(crate) person: &'a Person,
    pub(crate) known: Option<&'a Employee>,
    pub(crate) verdict: Verdict<'a>,
}

/// A plan in the making.
pub(crate) struct Planner<'a> {
    pub(crate) inputs: &'a Inputs<'a>,
    pub(crate) roster: Roster<'a>,
    pub(crate) merger: Merger<'a>,
    pub(crate) departments: Departments,
    pub(crate) complete: bool,
    pub(crate) told: Told,
    /// Rows that are decided; they become changes in the end.
    pub(crate) drafts: Vec<Draft<'a>>,
    pub(crate) changes: Vec<Change>,
    pub(crate) not_imported: Vec<NotImported>,
    pub(crate) passed_over: Vec<NotImported>,
    pub(crate) unchanged: usize,
    pub(crate) staying: Vec<Staying>,
    pub(crate) warnings: Vec<Warning>,
}

impl<'a> Candidate<'a> {
    pub(crate) fn wanted(&self) -> Option<Newcomer<'a, '_>> {
        match &self.verdict {
            Verdict::Import(wanted) => Some((self.person, wanted)),
            _ => None,
        }
    }
}

impl<'a> Planner<'a> {
    /// Everybody once, in the directory's order, which is how they lie in memory; what cannot be told
    /// apart is reported.
    fn distinct_people(&mut self) -> Vec<&'a Person> {
        let users = &self.inputs.directory.users;
        let mut seen: Seen<&ObjectId> = Seen::with_capacity_and_hasher(users.len(), Default::default());
        let mut distinct: Vec<&Person> = Vec::with_capacity(users.len());
        for person in users {
            let nameless = person.object_id.as_str().is_empty();
            if nameless {
                self.leave_out(person, Reason::new(ReasonCode::BadRecord).with("problem", "id"));
            }
            if nameless || !seen.insert(&person.object_id) {
                self.warnings.push(warnings::bad_record(&person.object_id));
            } else {
                distinct.push(person);
            }
        }
        distinct
    }

    fn people(&mut self, candidates: Vec<Candidate<'a>>) {
        let newcomers = candidates.iter().filter(|candidate| candidate.known.is_none());
        let newcomers: Vec<Newcomer<'a, '_>> = newcomers.filter_map(Candidate::wanted).collect();
        let mut contacts = contacts(&self.roster, &newcomers);
        self.warn_about_addresses(&candidates, &newcomers, &contacts);
        for Candidate { person, known, verdict } in candidates {
            match known {
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
    fn owned(&mut self, person: &'a Person, employee: &'a Employee, verdict: Verdict<'_>) {
        match (employee.status, verdict) {
            (Status::Paused, _) => self.unchanged += 1,
            (Status::Active, Verdict::Undecided(reason)) => self.stay(employee, reason),
            (Status::Active, Verdict::Import(wanted)) => self.update(person, employee, wanted),
            (Status::Active, Verdict::Out { rule, reason }) => self.remove(employee, rule, reason),
            (Status::Archived, verdict) => self.archived(person, employee, verdict),
        }
    }

    /// A person with a record that is local or another connection's.
    fn known(&mut self, person: &'a Person, employee: &'a Employee, verdict: Verdict<'_>) {
        match (employee.owner, employee.status, verdict) {
            (_, _, Verdict::Out { reason, .. } | Verdict::Undecided(reason)) => {
                self.leave_out(person, reason);
            }
            (Owner::Connection(id), ..) => self.leave_out(person, self.elsewhere(id)),
            (Owner::Local, Status::Archived, verdict) => self.archived(person, employee, verdict),
            (Owner::Local, Status::Paused, _) => self.leave_out(person, paused(&employee.record)),
            (Owner::Local, Status::Active, Verdict::Import(wanted)) => {
                self.link(person, employee, wanted, Reason::new(ReasonCode::SameIdentity));
            }
        }
    }

    fn archived(&mut self, person: &'a Person, employee: &'a Employee, verdict: Verdict<'_>) {
        match verdict {
            Verdict::Out { reason, .. } | Verdict::Undecided(reason) => self.leave_out(person, reason),
            Verdict::Import(_) if employee.archived_by_hand => {
                self.leave_out(person, Reason::new(ReasonCode::ArchivedByHand));
            }
            Verdict::Import(wanted) => self.restore(person, employee, wanted),
        }
    }

    fn newcomer(&mut self, person: &'a Person, verdict: Verdict<'_>, contact: Contact<'a>) {
        let wanted = match verdict {
            Verdict::Import(wanted) => wanted,
            Verdict::Out { reason, .. } | Verdict::Undecided(reason) => {
                return self.leave_out(person, reason);
            }
        };
        match contact {
            Contact::New => self.add(person, wanted),
            Contact::Link(employee) => {
                let record = &employee.record;
                let reason = Reason::new(ReasonCode::SameEmail).with("email", &record.email);
                self.link(person, employee, wanted, reason.with("name", record.name()));
            }
            Contact::Elsewhere(id) => self.leave_out(person, self.elsewhere(id)),
            Contact::Paused => {
                let reason = Reason::new(ReasonCode::RecordPaused).with("email", &wanted.email);
                self.leave_out(person, reason);
            }
            Contact::Several(names) => self.conflict(person, wanted, &names),
        }
    }

    /// People who are there without anything being known of them: nothing happens to them.
    fn unreadable(&mut self, people: &[&Person]) -> BTreeSet<&'a ObjectId> {
        let unreadable: BTreeSet<&ObjectId> = unreadable_people(self.inputs).collect();
        let there: BTreeSet<&ObjectId> =
            people.iter().map(|person| &person.object_id).filter(|id| unreadable.contains(id)).collect();
        for &object in &unreadable {
            self.warnings.push(warnings::bad_record(object));
            let reason = Reason::new(ReasonCode::BadRecord).with("problem", "unreadable");
            let managed = self.roster.by_object(object).filter(|employee| self.roster.owns(employee));
            self.pass_over(object, managed, reason.clone());
            if managed.is_none() && !there.contains(object) {
                self.leave_out(&Person::new(object.clone()), reason);
            }
        }
        unreadable
    }

    /// People the connection owns who are in the directory no more: `met` are those who are there.
    fn leavers(&mut self, met: &Seen<EmployeeId>, unreadable: &BTreeSet<&ObjectId>) {
        for employee in self.inputs.employees.iter().filter(|employee| !met.contains(&employee.id)) {
            let listed = self.roster.owns(employee) && employee.status != Status::Archived;
            let Some(Identity { tenant, object }) = employee.identity.as_ref() else { continue };
            // A second record of the same object is no person of its own.
            let stands = self.roster.by_object(object).is_some_and(|first| first.id == employee.id);
            if !listed || tenant != self.inputs.tenant || !stands {
                continue;
            }
            match employee.status {
                _ if unreadable.contains(object) => self.unchanged += 1,
                Status::Paused if !users_known(self.inputs) => self.unchanged += 1,
                Status::Paused => self.stay(employee, Reason::new(ReasonCode::PausedAndGone)),
                _ => self.leaver(employee, object),
            }
        }
    }

    fn leaver(&mut self, employee: &Employee, object: &ObjectId) {
        let never = self.inputs.overrides.get(object).filter(|manual| manual.kind == OverrideKind::Never);
        match (never, self.inputs.config.policies.leavers) {
            (Some(never), _) => {
                self.remove(employee, None, Reason::new(ReasonCode::NeverImport).with("note", &never.note));
            }
            (None, Leavers::Keep) if users_known(self.inputs) => {
                self.stay(employee, Reason::new(ReasonCode::KeptAlthoughGone));
            }
            // They may be there after all.
            (None, Leavers::Keep) => self.unchanged += 1,
            (None, Leavers::Archive) => {
                self.remove(employee, None, Reason::new(ReasonCode::GoneFromDirectory));
            }
        }
    }
}
