//! Stop: who asked for work on the database may call it off. SQLite asks between the steps of its
//! statements, so a long one ends as soon as a short one, and the transaction is rolled back.

use crate::error::{Result, StoreError};
use rusqlite::Connection;
use std::{fmt, sync::Arc};

/// Steps of SQLite's machine between two looks: some tens of microseconds.
const STEPS: i32 = 1_000;

#[derive(Clone)]
pub(crate) struct Stop(Arc<dyn Fn() -> bool + Send + Sync>);

impl Stop {
    pub(crate) fn when(stopped: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(stopped))
    }
}

/// What runs on `db` from now on ends with `Stopped` when `stop` says so; without one nothing ends it,
/// whatever was said before.
pub(crate) fn heed(db: &Connection, stop: Option<&Stop>) -> Result<()> {
    let Some(Stop(stopped)) = stop.cloned() else {
        return Ok(db.progress_handler(0, None::<fn() -> bool>)?);
    };
    if stopped() {
        return Err(StoreError::Stopped);
    }
    Ok(db.progress_handler(STEPS, Some(move || stopped()))?)
}

impl fmt::Debug for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stop")
    }
}
