//! The latest edits by hand, kept in memory so that each can be taken back exactly.

use super::undone::undone;
use crate::api::{ErrorCode, Failure};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::jobs::lock;
use chrono::Utc;
use rollcall_people::{Employee, EmployeeId};
use rollcall_store::{EmployeeLine, PersonEdit as Edit, StoreError};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Records kept at most, over all edits: what changes more people at once cannot be taken back.
const KEPT: usize = 20_000;

/// A record before and after.
pub(super) type Change = (Employee, Employee);

/// Counts over all data directories a process opens, so that no number ever means another edit.
static LAST: AtomicU32 = AtomicU32::new(0);

#[derive(Default)]
pub(crate) struct Edits {
    kept: VecDeque<(u32, Arc<[Change]>)>,
}

impl Edits {
    /// The number to take it back by.
    pub(super) fn keep(&mut self, changes: Vec<Change>) -> Option<u32> {
        if changes.is_empty() || changes.len() > KEPT {
            return None;
        }
        let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
        self.kept.push_back((number, changes.into()));
        while self.kept.iter().map(|(_, changes)| changes.len()).sum::<usize>() > KEPT {
            self.kept.pop_front();
        }
        Some(number)
    }

    /// After people were erased, nothing of them stays in memory either.
    pub(crate) fn forget(&mut self) {
        self.kept.clear();
    }

    fn of(&self, number: u32) -> Option<Arc<[Change]>> {
        self.kept.iter().find(|(known, _)| *known == number).map(|(_, changes)| changes.clone())
    }

    fn remove(&mut self, number: u32) {
        self.kept.retain(|(known, _)| *known != number);
    }
}

impl Engine {
    /// Takes an edit of everybody back, or of nobody; what else became of them since stays.
    /// [`ErrorCode::EditOutdated`] when what it changed was changed again, or the edit is no longer known.
    pub async fn take_edit_back(&self, edit: u32) -> Result<usize, Failure> {
        let taken = self.blocking(move |inner| take_back(inner, edit)).await;
        self.edited();
        taken
    }
}

fn take_back(inner: &Inner, number: u32) -> Result<usize, Failure> {
    let known = lock(&inner.edits).of(number);
    let changes = known.ok_or_else(outdated)?;
    let edits = edits(inner, &changes)?;
    inner.store.edit_people(&edits, Utc::now()).map_err(of_store)?;
    lock(&inner.edits).remove(number);
    Ok(edits.len())
}

/// From the people as they are now to the same people without the changes.
fn edits(inner: &Inner, changes: &[Change]) -> Result<Vec<Edit>, Failure> {
    let ids: Vec<EmployeeId> = changes.iter().map(|(before, _)| before.id).collect();
    let there = inner.store.employee_rows(&ids).map_err(of_store)?;
    if there.len() != changes.len() {
        return Err(outdated());
    }
    let back = |(line, change): (EmployeeLine, &Change)| {
        let after = undone(&line.employee, change).ok_or_else(outdated)?;
        Ok(Edit { record: Some((line.employee, after)), decisions: Vec::new() })
    };
    there.into_iter().zip(changes).map(back).collect()
}

fn outdated() -> Failure {
    Failure::new(ErrorCode::EditOutdated)
}

/// An edit finds people as they were read a moment ago, not as a preview showed them.
pub(super) fn of_store(error: StoreError) -> Failure {
    match error {
        StoreError::Outdated => outdated(),
        other => failures::of_store(other),
    }
}
