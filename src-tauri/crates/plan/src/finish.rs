//! What belongs to a plan as a whole: skipped rows, order, guard, warnings, hash.

use crate::completeness::{domains_known, users_known};
use crate::contact::{Contact, Newcomer, person_name};
use crate::draft::write_out;
use crate::guard::{guard, owned};
use crate::hash::{self, Digest};
use crate::model::{ChangeKind, NotImported, Plan, PlanHash, Warning, WarningCode};
use crate::order::{Batch, in_order};
use crate::planner::{Candidate, Planner};
use crate::warnings;
use rollcall_people::{Lookup, ObjectId, Person, Reason, ReasonCode, fold};
use std::collections::BTreeSet;

impl<'a> Planner<'a> {
    pub(crate) fn finish(mut self) -> Plan {
        let mut digests = self.write_out();
        if !self.inputs.skip.is_empty() {
            digests = self.skip(digests);
        }
        self.warn_about_reading();
        self.warnings.extend(self.departments.warnings());
        self.warnings.sort();
        self.warnings.dedup();
        sort(&mut self.not_imported);
        self.staying
            .sort_by(|a, b| (a.reason.code, &a.reason.params).cmp(&(b.reason.code, &b.reason.params)));
        self.staying.iter_mut().for_each(|staying| staying.people.sort_unstable());
        let removals = self.changes.iter().filter(|change| change.kind == ChangeKind::Remove).count();
        let limit = self.inputs.config.policies.removal_limit;
        let written =
            self.changes.iter().filter(|c| !matches!(c.kind, ChangeKind::Remove | ChangeKind::Conflict));
        let new_departments =
            self.departments.new_ones(written.flat_map(|change| &change.record.departments));
        let mut plan = Plan {
            hash: PlanHash(String::new()),
            complete: self.complete,
            guard: guard(limit, owned(self.inputs), removals, self.inputs.directory.users.len()),
            changes: self.changes,
            not_imported: self.not_imported,
            passed_over: self.passed_over,
            unchanged: self.unchanged,
            staying: self.staying,
            new_departments,
            warnings: self.warnings,
        };
        plan.hash = hash::hash_with(self.inputs, &plan, &digests);
        plan
    }

    /// In order; gives the digest of each change.
    fn write_out(&mut self) -> Vec<Digest> {
        let drafts = std::mem::take(&mut self.drafts);
        let drafted = drafts.len();
        let mut batches = write_out(drafts, self.inputs, &self.merger);
        self.unchanged += drafted - batches.iter().map(Batch::len).sum::<usize>();
        let leavers = std::mem::take(&mut self.changes);
        batches.push(Batch::new(leavers.into_iter(), 0));
        let (changes, digests) = in_order(batches);
        self.changes = changes;
        digests
    }

    /// Gives the digests of the changes that are left.
    fn skip(&mut self, digests: Vec<Digest>) -> Vec<Digest> {
        let mut unused: BTreeSet<&ObjectId> = self.inputs.skip.iter().collect();
        let changes = std::mem::take(&mut self.changes).into_iter().zip(digests);
        let (skipped, kept): (Vec<_>, Vec<_>) =
            changes.partition(|(change, _)| self.inputs.skip.contains(&change.identity.object));
        let (changes, digests) = kept.into_iter().unzip();
        self.changes = changes;
        for (change, _) in skipped {
            unused.remove(&change.identity.object);
            let person = NotImported {
                name: change.name().to_owned(),
                email: Some(change.record.email.to_string()),
                reason: Reason::new(ReasonCode::SkippedThisTime),
                identity: change.identity,
            };
            match change.kind {
                ChangeKind::Update | ChangeKind::Remove => self.unchanged += 1,
                _ => self.not_imported.push(person.clone()),
            }
            self.passed_over.push(person);
        }
        let missed =
            unused.into_iter().map(|id| Warning::new(WarningCode::SkipNotInPlan).with("object_id", id));
        self.warnings.extend(missed);
        digests
    }

    fn warn_about_reading(&mut self) {
        if self.inputs.directory.users.is_empty() {
            self.warnings.push(Warning::new(WarningCode::NoUsers));
        }
        if !users_known(self.inputs) {
            self.warnings.push(Warning::new(WarningCode::Incomplete));
        }
        if !domains_known(self.inputs) {
            self.warnings.push(Warning::new(WarningCode::DomainsUnknown));
        }
    }

    pub(crate) fn warn_about_addresses(
        &mut self,
        candidates: &[Candidate<'a>],
        newcomers: &[Newcomer<'a, '_>],
        contacts: &Lookup<&ObjectId, Contact<'_>>,
    ) {
        let stays_out = |person: &Person| {
            matches!(contacts.get(&person.object_id), Some(Contact::Elsewhere(_) | Contact::Paused))
        };
        let comes_in = |candidate: &&Candidate<'_>| match candidate.known {
            Some(employee) => !employee.archived_by_hand && self.roster.may_take(employee),
            None => !stays_out(candidate.person),
        };
        let imported: Vec<_> = candidates.iter().filter(comes_in).filter_map(Candidate::wanted).collect();
        self.warnings.extend(warnings::shared_addresses(&imported));
        for (person, wanted) in newcomers.iter().filter(|(person, _)| person.is_guest() && !stays_out(person))
        {
            if !self.roster.by_addresses([&wanted.email]).is_empty() {
                let warning = Warning::new(WarningCode::GuestHasLocalAddress);
                let warning = warning.with("name", person_name(person, wanted)).with("email", &wanted.email);
                self.warnings.push(warning);
            }
        }
    }
}

/// By name, as changes are within their kind.
pub(crate) fn sort(people: &mut [NotImported]) {
    people.sort_by_cached_key(|person| (fold(&person.name), person.identity.object.clone()));
}
