//! The order of a plan's changes, and the digest of each: both are worked out while a change is written
//! and its texts are at hand. Later, among a hundred thousand, every look at one waits for memory.

use crate::hash::{Digest, Digester};
use crate::model::{Change, ChangeKind};
use rollcall_people::{ObjectId, fold};

/// Changes as they were written, and their places in order.
pub(crate) struct Batch {
    changes: Vec<Option<Change>>,
    places: Vec<Place>,
}

/// Where a change belongs: by kind, then name, then id.
struct Place {
    kind: ChangeKind,
    /// How the name begins, which is mostly all there is to compare.
    start: [u8; 24],
    batch: usize,
    at: usize,
    digest: Digest,
}

impl Batch {
    /// At most `room` changes are expected.
    pub(crate) fn new(changes: impl Iterator<Item = Change>, room: usize) -> Self {
        let mut digester = Digester::default();
        let mut batch = Self { changes: Vec::with_capacity(room), places: Vec::new() };
        for change in changes {
            batch.places.push(Place::of(&change, batch.changes.len(), digester.digest(&change)));
            batch.changes.push(Some(change));
        }
        sort(&mut batch.places, std::slice::from_ref(&batch.changes));
        batch
    }

    pub(crate) fn len(&self) -> usize {
        self.changes.len()
    }
}

/// All changes in order, and the digest of each.
pub(crate) fn in_order(batches: Vec<Batch>) -> (Vec<Change>, Vec<Digest>) {
    let (mut changes, mut places) = (Vec::new(), Vec::new());
    for (number, batch) in batches.into_iter().enumerate() {
        changes.push(batch.changes);
        places.extend(batch.places.into_iter().map(|place| Place { batch: number, ..place }));
    }
    sort(&mut places, &changes);
    let digests = places.iter().map(|place| place.digest).collect();
    let taken = places.iter().filter_map(|place| changes[place.batch][place.at].take());
    let mut ordered = Vec::with_capacity(places.len());
    ordered.extend(taken);
    (ordered, digests)
}

/// Stable, because that takes what is sorted already as it is: batches are only merged.
fn sort(places: &mut [Place], changes: &[Vec<Option<Change>>]) {
    places.sort_by(|a, b| {
        let start = (a.kind, &a.start).cmp(&(b.kind, &b.start));
        start.then_with(|| a.in_full(changes).cmp(&b.in_full(changes)))
    });
}

impl Place {
    fn of(change: &Change, at: usize, digest: Digest) -> Self {
        let name = fold(change.name());
        let mut start = [0; 24];
        start.iter_mut().zip(name.bytes()).for_each(|(start, byte)| *start = byte);
        Self { kind: change.kind, start, batch: 0, at, digest }
    }

    fn in_full<'c>(&self, changes: &'c [Vec<Option<Change>>]) -> Option<(String, &'c ObjectId)> {
        let change = changes[self.batch][self.at].as_ref()?;
        Some((fold(change.name()), &change.identity.object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::digests;
    use proptest::prelude::*;
    use rollcall_people::testing::{employee, tenant};
    use rollcall_people::{Field, Identity, Reason, ReasonCode};

    fn row(kind: ChangeKind, name: &str, id: usize) -> Change {
        let identity = Identity { tenant: tenant(), object: ObjectId::new(&id.to_string()) };
        let reason = Reason::new(ReasonCode::EveryoneElse).into();
        let record = employee(0, "Anna").with_field(Field::DisplayName, name).record;
        Change {
            kind,
            identity,
            employee: None,
            record,
            differences: vec![],
            pins: vec![],
            rule: None,
            reason,
        }
    }

    fn rows() -> impl Strategy<Value = Vec<Change>> {
        let kind = prop::sample::select(&[ChangeKind::Remove, ChangeKind::Add, ChangeKind::Update][..]);
        let name =
            prop_oneof!["[a-cA-C\0]{1,3}", "Anna of Graz and of Villa[ACac]{0,2}", "ÄÄÄÄÄÄÄÄÄÄÄÄ[äÖ]?"];
        let rows = prop::collection::vec((kind, name), 0..30);
        rows.prop_map(|rows| {
            rows.into_iter().zip(0..).map(|((kind, name), id)| row(kind, &name, id)).collect()
        })
    }

    proptest! {
        #[test]
        fn changes_are_by_kind_name_and_id_however_they_were_shared_out(
            rows in rows().prop_shuffle(), cut in any::<prop::sample::Index>()
        ) {
            let mut plain = rows.clone();
            plain.sort_by_key(|change| (change.kind, fold(change.name()), change.identity.object.clone()));
            let (first, second) = rows.split_at(cut.index(rows.len() + 1));
            let batch = |rows: &[Change]| Batch::new(rows.iter().cloned(), 0);
            let (ordered, found) = in_order(vec![batch(first), batch(second)]);
            prop_assert_eq!(&found, &digests(&ordered), "each change has its own digest");
            prop_assert_eq!(ordered, plain, "also where names begin alike");
        }
    }
}
