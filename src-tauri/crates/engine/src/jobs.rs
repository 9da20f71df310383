//! Running work: each job can be stopped, and tells how far it is at most ten times a second.

use crate::api::{ErrorCode, Failure, JobEvent, JobPhase, Tag};
use crate::schedule::Notice;
use rollcall_people::ConnectionId;
use rollcall_store::Store;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

const AT_MOST_EVERY: Duration = Duration::from_millis(100);
/// A stop promises two seconds in all.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// What the engine tells its edges without being asked.
#[derive(Clone, Debug)]
pub enum Event {
    Job(JobEvent),
    Changed(Vec<Tag>),
    /// For people who do not look at the app.
    Notice(Notice),
}

/// Where events go: the window, the terminal, or nowhere.
pub type Listener = Arc<dyn Fn(Event) + Send + Sync>;

pub(crate) struct Jobs {
    next: AtomicU32,
    running: Arc<Mutex<HashMap<u32, CancellationToken>>>,
    listener: Listener,
}

impl Jobs {
    pub(crate) fn new(listener: Listener) -> Self {
        Self { next: AtomicU32::new(1), running: Arc::default(), listener }
    }

    pub(crate) fn start(&self, connection: Option<ConnectionId>) -> Job {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let cancel = CancellationToken::new();
        lock(&self.running).insert(id, cancel.clone());
        let teller = Teller { id, connection, listener: self.listener.clone(), last: Arc::default() };
        Job { cancel, running: self.running.clone(), teller }
    }

    /// Asks a job to stop; unknown or finished ones need nothing.
    pub(crate) fn stop(&self, job: u32) {
        if let Some(cancel) = lock(&self.running).get(&job) {
            cancel.cancel();
        }
    }

    pub(crate) fn stop_all(&self) {
        lock(&self.running).values().for_each(CancellationToken::cancel);
    }

    pub(crate) fn changed(&self, tags: &[Tag]) {
        self.tell(Event::Changed(tags.to_vec()));
    }

    pub(crate) fn tell(&self, event: Event) {
        (self.listener)(event);
    }
}

/// One piece of running work. Says `finished` when dropped, however it ended.
pub(crate) struct Job {
    pub(crate) cancel: CancellationToken,
    running: Arc<Mutex<HashMap<u32, CancellationToken>>>,
    teller: Teller,
}

/// Tells how far a job is; can be handed to whoever does the work.
#[derive(Clone)]
pub(crate) struct Teller {
    id: u32,
    connection: Option<ConnectionId>,
    listener: Listener,
    last: Arc<Mutex<Told>>,
}

/// When each phase was told last.
type Told = HashMap<JobPhase, Instant>;

impl Teller {
    /// Each phase is told at once when it begins, and then only now and then. Phases overlap.
    pub(crate) fn tell(&self, phase: JobPhase, done: usize, total: Option<usize>) {
        let mut last = lock(&self.last);
        if last.get(&phase).is_some_and(|at| at.elapsed() < AT_MOST_EVERY) {
            return;
        }
        last.insert(phase, Instant::now());
        drop(last);
        self.send(phase, done, total);
    }

    fn send(&self, phase: JobPhase, done: usize, total: Option<usize>) {
        let event = JobEvent { job: self.id, connection: self.connection, phase, done, total };
        (self.listener)(Event::Job(event));
    }
}

impl Job {
    pub(crate) fn tell(&self, phase: JobPhase, done: usize, total: Option<usize>) {
        self.teller.tell(phase, done, total);
    }

    pub(crate) fn teller(&self) -> Teller {
        self.teller.clone()
    }

    /// The database for this job's work: a stop ends it there too, and leaves it as it was.
    pub(crate) fn stoppable(&self, store: &Store) -> Store {
        let cancel = self.cancel.clone();
        store.stoppable(move || cancel.is_cancelled())
    }

    /// The same for what is to be noted although the job was stopped: it gets a moment.
    pub(crate) fn outlasting(&self, store: &Store) -> Store {
        let (cancel, noticed) = (self.cancel.clone(), OnceLock::new());
        let over = move || noticed.get_or_init(Instant::now).elapsed() > LAST_WORDS;
        store.stoppable(move || cancel.is_cancelled() && over())
    }

    pub(crate) fn check(&self) -> Result<(), Failure> {
        if self.cancel.is_cancelled() { Err(Failure::new(ErrorCode::Stopped)) } else { Ok(()) }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        lock(&self.running).remove(&self.teller.id);
        self.teller.send(JobPhase::Finished, 0, None);
    }
}

/// A poisoned lock only means that another thread panicked; the maps here stay usable.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorder() -> (Listener, Arc<Mutex<Vec<JobPhase>>>) {
        let told: Arc<Mutex<Vec<JobPhase>>> = Arc::default();
        let sink = told.clone();
        let listener = move |event| {
            if let Event::Job(job) = event {
                lock(&sink).push(job.phase);
            }
        };
        (Arc::new(listener), told)
    }

    #[test]
    fn a_phase_is_told_once_in_a_while_and_the_end_always() {
        let (listener, told) = recorder();
        let job = Jobs::new(listener).start(None);
        (0..1000).for_each(|done| job.tell(JobPhase::ReadingUsers, done, None));
        job.tell(JobPhase::Planning, 0, None);
        drop(job);
        let told = lock(&told);
        assert_eq!(told.first(), Some(&JobPhase::ReadingUsers), "the first of a phase is told at once");
        assert!(told.len() < 20, "a thousand steps are not a thousand events, got {}", told.len());
        assert_eq!(
            told[told.len() - 2..],
            [JobPhase::Planning, JobPhase::Finished],
            "a new phase and the end"
        );
    }

    #[test]
    fn stopping_reaches_the_job_that_was_meant() {
        let (listener, _) = recorder();
        let jobs = Jobs::new(listener);
        let (one, two) = (jobs.start(None), jobs.start(None));
        jobs.stop(one.teller.id);
        assert_eq!(one.check().unwrap_err().code, ErrorCode::Stopped, "stopped");
        two.check().expect("the other one goes on");
        jobs.stop(99);
    }
}
