//! A look past groups that could not be read: planned from what was read last, and never applied.

use crate::api::{Failure, Preview};
use crate::engine::Engine;
use crate::plans::HeldPlan;
use crate::{failures, preview};
use chrono::Utc;
use rollcall_people::ConnectionId;
use rollcall_plan::Inputs;
use rollcall_store::Store;

impl Engine {
    /// What the other rules would do while the groups of some could not be read. Its rows are there until
    /// the next preview, beside those of the plan it looks past; [`Preview::look`] says whether anything
    /// was left out.
    pub async fn look(&self, connection: ConnectionId) -> Result<Preview, Failure> {
        self.blocking(move |inner| {
            let held = make(&inner.store, connection)?;
            Ok(preview::view(&inner.plans.keep_look(held)))
        })
        .await
    }
}

fn make(store: &Store, connection: ConnectionId) -> Result<HeldPlan, Failure> {
    let stored = store.inputs(connection).map_err(failures::of_store)?;
    let config = preview::config(&stored.connection.details.config)?;
    let overrides = preview::overrides(&stored.overrides);
    let before = preview::in_force(&stored);
    let inputs =
        Inputs { now: Utc::now(), ..preview::inputs(&stored, &config, before.as_ref(), &overrides)? };
    let plan = rollcall_plan::look(&inputs);
    preview::Made { plan, after: None, revision: stored.revision, of: stored.connection }.held(None)
}
