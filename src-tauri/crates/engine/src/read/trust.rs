//! Which groups' stored members are to be relied on. Pure.

use rollcall_people::ObjectId;
use std::collections::BTreeSet;

#[derive(Debug, Default)]
pub(super) struct Trust {
    pub(super) kept: BTreeSet<ObjectId>,
    /// Those of which that is no longer so: they count as unread until they are read again.
    pub(super) lost: BTreeSet<ObjectId>,
}

impl Trust {
    pub(super) fn lose(&mut self, group: &ObjectId) {
        if self.kept.remove(group) {
            self.lost.insert(group.clone());
        }
    }

    pub(super) fn lose_all(&mut self) {
        self.lost.append(&mut self.kept);
    }
}
