//! Going back to how a run left the list: every later run of its connection is taken back, the newest
//! first, each by a run of its own, all in one transaction.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::runs::{self, RunId},
    undo::take_back,
};
use chrono::{DateTime, Utc};
use rollcall_people::{Employee, EmployeeId, Status};
use rollcall_plan::Counts;
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};

/// What going back did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// The runs that took one back each, in the order they did; none where nothing came later.
    pub runs: Vec<RunId>,
    /// What became of people from before the first to after the last of them: each person counts once.
    /// `unchanged` counts those who were kept.
    pub counts: Counts,
    /// People edited since, who stayed as they are.
    pub kept: Vec<EmployeeId>,
    /// The next sync would do some of that again.
    pub comes_again: bool,
}

impl Store {
    /// Takes back what came after a run of the same connection: all of it, or, at any error, nothing.
    ///
    /// # Errors
    /// `UnknownRun`; `NotUndoable` when the run belongs to no connection; `SummaryOnly` when one of those
    /// to take back is too old.
    pub fn undo_to(&self, run: RunId, now: DateTime<Utc>) -> Result<Restored> {
        self.write(|tx| restore(tx, run, now))
    }

    /// What [`Store::undo_to`] would do now. It is really done and rolled back.
    pub fn undo_to_preview(&self, run: RunId, now: DateTime<Utc>) -> Result<Restored> {
        self.try_out(|tx| restore(tx, run, now))
    }
}

fn restore(tx: &Connection, run: RunId, now: DateTime<Utc>) -> Result<Restored> {
    let stored = runs::get(tx, run)?.ok_or(StoreError::UnknownRun(run))?;
    let connection = stored.record.connection.ok_or(StoreError::NotUndoable(run))?;
    let (mut net, mut kept, mut done) = (Net::default(), BTreeSet::new(), Vec::new());
    let mut comes_again = false;
    for later in live(&runs::applied_after(tx, connection, run)?) {
        let undone = take_back(tx, later, now, &mut net)?;
        comes_again |= undone.comes_again;
        kept.extend(undone.kept);
        done.push(undone.run);
    }
    let counts = Counts { unchanged: kept.len(), ..net.counts() };
    Ok(Restored { runs: done, counts, kept: kept.into_iter().collect(), comes_again })
}

/// Of runs with what each of them took back, those whose work still stands, newest first. A run and the
/// one that took it back cancel each other out; where that was taken back as well, the last one counts.
fn live(later: &[(RunId, Option<RunId>)]) -> Vec<RunId> {
    let undoes: HashMap<RunId, Option<RunId>> = later.iter().copied().collect();
    let undone: BTreeSet<RunId> = later.iter().filter_map(|(_, undoes)| *undoes).collect();
    let stands = |tip: RunId| {
        let below = |run: &RunId| undoes.get(run).copied().flatten();
        let chain = std::iter::successors(Some(tip), below);
        chain.filter(|run| undoes.contains_key(run)).count() % 2 == 1
    };
    let tips = undoes.keys().copied().filter(|run| !undone.contains(run) && stands(*run));
    let newest_first: BTreeSet<RunId> = tips.collect();
    newest_first.into_iter().rev().collect()
}

/// What becomes of each person over several undone runs: where they stood first, and where last.
#[derive(Default)]
pub(crate) struct Net(HashMap<EmployeeId, (Option<Status>, Option<Status>)>);

impl Net {
    pub(crate) fn note(&mut self, who: EmployeeId, from: Option<&Employee>, to: Option<&Employee>) {
        let status = |employee: Option<&Employee>| employee.map(|employee| employee.status);
        self.0.entry(who).or_insert_with(|| (status(from), None)).1 = status(to);
    }

    fn counts(&self) -> Counts {
        let listed = |status: Option<Status>| status.is_some_and(|status| status != Status::Archived);
        let mut counts = Counts::default();
        for (first, last) in self.0.values() {
            match (listed(*first), listed(*last)) {
                (true, false) => counts.remove += 1,
                (false, true) => counts.restore += 1,
                _ if first.is_none() && last.is_none() => {}
                _ => counts.update += 1,
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_were_taken_back_are_left_alone() {
        let runs = |later: &[(i64, Option<i64>)]| {
            let later: Vec<_> = later.iter().map(|(run, of)| (RunId(*run), of.map(RunId))).collect();
            live(&later).into_iter().map(|run| run.0).collect::<Vec<_>>()
        };
        assert_eq!(runs(&[(5, None), (6, None)]), [6, 5], "newest first");
        assert_eq!(runs(&[(5, None), (6, Some(5))]), [0; 0], "a run and its undo cancel out");
        assert_eq!(runs(&[(5, None), (6, Some(5)), (7, Some(6))]), [7], "an undone undo stands again");
        assert_eq!(runs(&[(6, Some(2))]), [6], "the undo of an older run is later work, too");
        assert_eq!(runs(&[(6, Some(2)), (7, Some(6))]), [0; 0], "which was taken back here");
    }
}
