//! A row that is decided but not written out: building records is most of the work, and nobody's
//! depends on another's.

use crate::diff::diff;
use crate::halves::halves;
use crate::inputs::Inputs;
use crate::merge::{Merger, Target};
use crate::model::{Change, ChangeKind};
use crate::order::Batch;
use rollcall_people::{Employee, Identity, ObjectId, Person, Reason, ReasonCode, Record};
use std::sync::Arc;

pub(crate) struct Draft<'a> {
    pub(crate) kind: ChangeKind,
    pub(crate) person: &'a Person,
    /// The record that changes; `None` for someone new.
    pub(crate) known: Option<&'a Employee>,
    pub(crate) target: Target,
    pub(crate) rule: Option<Arc<str>>,
    /// `None`: what differs is the reason.
    pub(crate) reason: Option<Arc<Reason>>,
}

/// The changes that come of them: a record that is as it should be makes none.
pub(crate) fn write_out(drafts: Vec<Draft<'_>>, inputs: &Inputs<'_>, merger: &Merger<'_>) -> Vec<Batch> {
    let room = drafts.len();
    halves(drafts, |drafts| {
        Batch::new(drafts.into_iter().filter_map(|draft| draft.change(inputs, merger)), room)
    })
}

impl Draft<'_> {
    fn change(self, inputs: &Inputs<'_>, merger: &Merger<'_>) -> Option<Change> {
        let Self { kind, person, known, target, rule, reason } = self;
        let mut pins = Vec::new();
        let record = match (kind, known) {
            (ChangeKind::Link, Some(known)) => {
                let policy = inputs.config.policies.existing_people;
                let (record, kept) = merger.link(person, known, target, policy);
                pins = kept;
                record
            }
            (ChangeKind::Update, Some(known)) => merger.update(person, known, target)?,
            (_, Some(known)) => merger.update(person, known, target).unwrap_or_else(|| known.record.clone()),
            (_, None) => merger.add(person, target),
        };
        let change = change(inputs, kind, &person.object_id, known, record);
        let reason = reason.unwrap_or_else(|| what_differs(&change).into());
        Some(Change { pins, rule, reason, ..change })
    }
}

/// A change without its reason.
pub(crate) fn change(
    inputs: &Inputs<'_>,
    kind: ChangeKind,
    object: &ObjectId,
    known: Option<&Employee>,
    record: Record,
) -> Change {
    let differences = known.map(|known| diff(Some(&known.record), Some(&record))).unwrap_or_default();
    Change {
        kind,
        identity: Identity { tenant: inputs.tenant.clone(), object: object.clone() },
        employee: known.map(|known| known.id),
        record,
        differences,
        pins: Vec::new(),
        rule: None,
        reason: Reason::new(ReasonCode::SourceChanged).into(),
    }
}

fn what_differs(change: &Change) -> Reason {
    let names: Vec<&str> = change.differences.iter().map(|field| field.field.as_str()).collect();
    if names.iter().all(|name| name.starts_with("department")) {
        Reason::new(ReasonCode::DepartmentChanged)
    } else {
        Reason::new(ReasonCode::SourceChanged).with("fields", names.join(", "))
    }
}
