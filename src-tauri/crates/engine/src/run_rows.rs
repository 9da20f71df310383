//! What a run did to each person, in blocks. Where the rows of a tab stand is found once; every block is then
//! read by key, so that the last block of 100,000 changes costs as much as the first.

use crate::api::{Failure, PlanPage, PlanTab};
use crate::engine::{Engine, Inner};
use crate::jobs::lock;
use crate::{failures, history, plans};
use rollcall_store::{RunId, StoreError};
use std::sync::Arc;

/// Where the rows of one tab stand. Erasing somebody grows the revision.
pub(crate) struct RunOrder {
    run: RunId,
    tab: PlanTab,
    revision: i64,
    positions: Arc<[i64]>,
}

impl Engine {
    /// At most `count` people of one tab of a run, and how many there are. Those not imported are the ones
    /// it passed over.
    pub async fn run_rows(
        &self,
        run: i64,
        tab: PlanTab,
        start: usize,
        count: usize,
    ) -> Result<PlanPage, Failure> {
        self.blocking(move |inner| inner.run_block(RunId(run), tab, start, count)).await
    }
}

impl Inner {
    pub(crate) fn run_block(
        &self,
        run: RunId,
        tab: PlanTab,
        start: usize,
        count: usize,
    ) -> Result<PlanPage, Failure> {
        let positions = self.run_positions(run, tab).map_err(failures::of_store)?;
        let block: Vec<i64> = positions.iter().copied().skip(start).take(count).collect();
        let rows = if tab == PlanTab::NotImported {
            let passed = self.store.passed_over_at(run, &block).map_err(failures::of_store)?;
            passed.iter().map(plans::of_not_imported).collect()
        } else {
            let changes = self.store.changes_at(run, &block).map_err(failures::of_store)?;
            changes.into_iter().map(history::row).collect()
        };
        Ok(PlanPage { total: positions.len(), rows })
    }

    fn run_positions(&self, run: RunId, tab: PlanTab) -> Result<Arc<[i64]>, StoreError> {
        if self.store.is_summary(run)? {
            return Ok(Arc::default()); // wherever they stood when they were found
        }
        let revision = self.store.revision()?;
        if let Some(known) = &*lock(&self.run_order)
            && (known.run, known.tab, known.revision) == (run, tab, revision)
        {
            return Ok(known.positions.clone());
        }
        let positions: Arc<[i64]> = match tab {
            PlanTab::NotImported => self.store.passed_over_positions(run)?,
            PlanTab::Unchanged => Vec::new(), // a run keeps whom it touched
            _ => self.store.change_positions(run, &plans::kinds(tab))?,
        }
        .into();
        *lock(&self.run_order) = Some(RunOrder { run, tab, revision, positions: positions.clone() });
        Ok(positions)
    }
}
