//! The order of a plan's changes, and the digest of each: both are worked out while a change is written
//! and its texts are at hand. Later, among a hundred thousand, every look at one waits for memory.

use crate::hash::{Digest, Digester};
use crate::model::{Change, ChangeKind};
use rollcall_people::{ObjectId, fold};

/// Changes as they were written, and their places in order.
#[derive(Default)]
pub(crate) struct Batch {
    changes: Vec<Change>,
    places: Vec<Place>,
}

/// Where a change belongs: by kind, then name, then id.
struct Place {
    kind: ChangeKind,
    /// How the name begins, which is mostly all there is to compare.
    start: [u8; 24],
    /// Where the change is now.
    at: usize,
    digest: Digest,
}

impl Batch {
    /// `room` for as many changes, to which others may be appended.
    pub(crate) fn new(changes: impl Iterator<Item = Change>, room: usize) -> Self {
        let mut digester = Digester::default();
        let mut batch = Self { changes: Vec::with_capacity(room), places: Vec::new() };
        for change in changes {
            batch.places.push(Place::of(&change, batch.changes.len(), digester.digest(&change)));
            batch.changes.push(change);
        }
        batch.sort();
        batch
    }

    pub(crate) fn len(&self) -> usize {
        self.changes.len()
    }

    fn append(mut self, other: Self) -> Self {
        if self.changes.is_empty() {
            return other;
        }
        let before = self.changes.len();
        self.changes.extend(other.changes);
        self.places.extend(other.places.into_iter().map(|place| Place { at: place.at + before, ..place }));
        self
    }

    /// Stable, because that takes what is sorted already as it is: appended batches are only merged. Few
    /// names begin alike, and only those are compared to their ends.
    fn sort(&mut self) {
        let Self { changes, places } = self;
        places.sort_by(|a, b| a.start().cmp(&b.start()));
        for alike in places.chunk_by_mut(|a, b| a.start() == b.start()).filter(|alike| alike.len() > 1) {
            alike.sort_by_cached_key(|place| place.in_full(changes));
        }
    }
}

/// All changes in order, and the digest of each.
pub(crate) fn in_order(batches: Vec<Batch>) -> (Vec<Change>, Vec<Digest>) {
    let mut all = batches.into_iter().fold(Batch::default(), Batch::append);
    all.sort();
    let Batch { mut changes, places } = all;
    let mut from: Vec<usize> = places.iter().map(|place| place.at).collect();
    for to in 0..from.len() {
        // What stood here before was swapped to where the one came from that took its place.
        while from[to] < to {
            from[to] = from[from[to]];
        }
        changes.swap(to, from[to]);
    }
    (changes, places.iter().map(|place| place.digest).collect())
}

impl Place {
    fn of(change: &Change, at: usize, digest: Digest) -> Self {
        let name = fold(change.name());
        let mut start = [0; 24];
        start.iter_mut().zip(name.bytes()).for_each(|(start, byte)| *start = byte);
        Self { kind: change.kind, start, at, digest }
    }

    fn start(&self) -> (ChangeKind, &[u8; 24]) {
        (self.kind, &self.start)
    }

    fn in_full(&self, changes: &[Change]) -> (String, ObjectId) {
        let change = &changes[self.at];
        (fold(change.name()), change.identity.object.clone())
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
