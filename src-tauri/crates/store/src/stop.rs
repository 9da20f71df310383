//! Stop: who asked for work on the database may call it off. SQLite asks between the steps of its
//! statements, so a long one ends as soon as a short one, and the transaction is rolled back. Whoever waits,
//! for another process's write or for another thread's, asks as well.

use crate::error::{Result, StoreError};
use parking_lot::{Mutex, MutexGuard};
use rusqlite::Connection;
use std::{cell::RefCell, fmt, sync::Arc, thread, time::Duration};

/// Steps of SQLite's machine between two looks: some tens of microseconds.
const STEPS: i32 = 1_000;
/// How long a connection waits for another one's write.
const PATIENCE: Duration = Duration::from_secs(15);
/// Between two looks at a lock.
const PAUSE: Duration = Duration::from_millis(10);

#[derive(Clone)]
pub(crate) struct Stop {
    stopped: Arc<dyn Fn() -> bool + Send + Sync>,
    /// Ends the work itself, not only its waits for other processes.
    ends_work: bool,
}

impl Stop {
    pub(crate) fn when(stopped: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self { stopped: Arc::new(stopped), ends_work: true }
    }

    /// The same for what has to be put in order after a stop: it is done, unless another process is in the way.
    pub(crate) fn of_waits(self) -> Self {
        Self { ends_work: false, ..self }
    }

    fn check(&self) -> Result<()> {
        if (self.stopped)() { Err(StoreError::Stopped) } else { Ok(()) }
    }
}

thread_local! {
    /// What ends the waits of this thread: SQLite's question about them takes no parameter of ours.
    static WAITING: RefCell<Option<Stop>> = const { RefCell::new(None) };
}

/// Has `db` wait for locks as [`heed`] says.
pub(crate) fn wait_for_locks(db: &Connection) -> rusqlite::Result<()> {
    db.busy_handler(Some(wait))
}

/// Does `work` on `db`, which ends with `Stopped` when `stop` says so; without one nothing ends it, whatever
/// was said before.
pub(crate) fn heed<T>(
    db: &mut Connection,
    stop: Option<&Stop>,
    work: impl FnOnce(&mut Connection) -> Result<T>,
) -> Result<T> {
    match stop.filter(|stop| stop.ends_work).cloned() {
        Some(stop) => {
            stop.check()?;
            db.progress_handler(STEPS, Some(move || stop.check().is_err()))?;
        }
        None => db.progress_handler(0, None::<fn() -> bool>)?,
    }
    let _until = Until::new(stop);
    match work(db) {
        Err(StoreError::Busy) => stop.map_or(Ok(()), Stop::check).and(Err(StoreError::Busy)),
        done => done,
    }
}

/// The lock, as soon as no other thread has it.
pub(crate) fn lock<'a, T>(mutex: &'a Mutex<T>, stop: Option<&Stop>) -> Result<MutexGuard<'a, T>> {
    let Some(stop) = stop.filter(|stop| stop.ends_work) else { return Ok(mutex.lock()) };
    loop {
        match mutex.try_lock_for(PAUSE) {
            Some(guard) => return Ok(guard),
            None => stop.check()?,
        }
    }
}

/// Whether to go on waiting for a lock that was looked at so often.
fn wait(looks: i32) -> bool {
    let stopped = WAITING.with_borrow(|stop| stop.as_ref().is_some_and(|stop| stop.check().is_err()));
    let impatient = PAUSE * u32::try_from(looks).unwrap_or(u32::MAX) >= PATIENCE;
    if stopped || impatient {
        return false;
    }
    thread::sleep(PAUSE);
    true
}

/// Has this thread's waits ended by a stop, until it is dropped; then by what ended them before.
struct Until(Option<Stop>);

impl Until {
    fn new(stop: Option<&Stop>) -> Self {
        Self(WAITING.replace(stop.cloned()))
    }
}

impl Drop for Until {
    fn drop(&mut self) {
        WAITING.set(self.0.take());
    }
}

impl fmt::Debug for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stop")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_ends_after_some_seconds_and_at_once_with_a_stop() {
        let looks = i32::try_from(PATIENCE.as_millis() / PAUSE.as_millis()).unwrap();
        assert!(wait(0) && wait(looks - 1), "another process's write is waited for");
        assert!(!wait(looks), "but not forever");
        let stop = Stop::when(|| true);
        {
            let _until = Until::new(Some(&stop));
            assert!(!wait(0), "whoever is stopped waits no longer");
        }
        assert!(wait(0), "the next one on this thread does");
    }
}
