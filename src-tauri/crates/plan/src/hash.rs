//! The plan's content hash: every value that apply would write or an admin would read, and
//! nothing else (no clock, no read ids).

use crate::inputs::Inputs;
use crate::model::{Change, ChangeKind, GuardStatus, NotImported, Plan, PlanHash, Warning};
use rollcall_people::{Params, Reason, Record};
use sha2::{Digest as _, Sha256};

pub(crate) type Digest = [u8; 32];

/// Of all but the plan's own `hash`.
pub(crate) fn hash(inputs: &Inputs<'_>, plan: &Plan) -> PlanHash {
    hash_with(inputs, plan, &digests(&plan.changes))
}

/// One for each of the changes.
pub(crate) fn digests(changes: &[Change]) -> Vec<Digest> {
    let mut digester = Digester::default();
    changes.iter().map(|change| digester.digest(change)).collect()
}

/// The same where the digests of the changes are known.
pub(crate) fn hash_with(inputs: &Inputs<'_>, plan: &Plan, digests: &[Digest]) -> PlanHash {
    let mut content = Content::default();
    content.text(inputs.tenant.as_str());
    content.text(&inputs.connection.to_string());
    content.number(usize::from(plan.complete));
    content.number(usize::from(plan.guard.status == GuardStatus::Held));
    content.number(plan.guard.removals);
    content.number(plan.guard.limit);
    content.number(plan.changes.len());
    digests.iter().for_each(|digest| content.pending.extend(digest));
    content.list(&plan.not_imported, Content::not_imported);
    content.number(plan.unchanged);
    content.list(&plan.new_departments, |content, department| content.text(department.as_str()));
    content.list(&plan.warnings, Content::warning);
    PlanHash(content.finish().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Makes digests of changes, one after the other in the same memory.
#[derive(Default)]
pub(crate) struct Digester(Content);

impl Digester {
    pub(crate) fn digest(&mut self, change: &Change) -> Digest {
        self.0.change(change);
        self.0.finish()
    }
}

/// Feeds values so that no two different ones look alike: texts and lists carry their length.
#[derive(Default)]
struct Content {
    digest: Sha256,
    /// Many small values are handed over together.
    pending: Vec<u8>,
}

const AT_ONCE: usize = 1 << 14;

impl Content {
    fn number(&mut self, number: usize) {
        self.pending.extend((number as u64).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.pending.extend(text.as_bytes());
        if self.pending.len() >= AT_ONCE {
            self.digest.update(&self.pending);
            self.pending.clear();
        }
    }

    /// Starts anew.
    fn finish(&mut self) -> Digest {
        self.digest.update(&self.pending);
        self.pending.clear();
        self.digest.finalize_reset().into()
    }

    fn maybe(&mut self, text: Option<&str>) {
        self.number(usize::from(text.is_some()));
        self.text(text.unwrap_or_default());
    }

    fn list<T>(&mut self, items: &[T], each: impl Fn(&mut Self, &T)) {
        self.number(items.len());
        for item in items {
            each(self, item);
        }
    }

    fn change(&mut self, change: &Change) {
        self.number(kind_number(change.kind));
        self.text(change.identity.object.as_str());
        self.maybe(change.employee.map(|id| id.to_string()).as_deref());
        self.record(&change.record);
        self.list(&change.differences, |content, field| {
            content.text(&field.field);
            content.maybe(field.from.as_deref());
            content.maybe(field.to.as_deref());
        });
        self.list(&change.pins, |content, field| content.text(field.name()));
        self.maybe(change.rule.as_deref());
        self.reason(&change.reason);
    }

    fn record(&mut self, record: &Record) {
        self.text(record.email.as_str());
        self.list(&record.aliases, |content, alias| content.text(alias.as_str()));
        let (texts, ends) = record.fields.as_one();
        self.text(texts);
        self.pending.extend(ends.iter().flat_map(|end| end.to_le_bytes()));
        self.list(&record.departments, |content, department| content.text(department.as_str()));
        self.text(record.kind.name());
    }

    fn not_imported(&mut self, person: &NotImported) {
        self.text(person.identity.object.as_str());
        self.text(&person.name);
        self.maybe(person.email.as_deref());
        self.reason(&person.reason);
    }

    fn warning(&mut self, warning: &Warning) {
        self.text(&format!("{:?}", warning.code));
        self.params(&warning.params);
    }

    fn reason(&mut self, reason: &Reason) {
        self.text(&format!("{:?}", reason.code));
        self.params(&reason.params);
    }

    fn params(&mut self, params: &Params) {
        self.number(params.len());
        for (name, value) in params {
            self.text(name);
            self.text(value);
        }
    }
}

fn kind_number(kind: ChangeKind) -> usize {
    match kind {
        ChangeKind::Remove => 0,
        ChangeKind::Conflict => 1,
        ChangeKind::Add => 2,
        ChangeKind::Restore => 3,
        ChangeKind::Link => 4,
        ChangeKind::Update => 5,
    }
}
