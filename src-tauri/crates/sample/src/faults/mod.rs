//! Faults: what tests switch on to see how a client bears it.
//! Border: decides which effects strike a request; rewriting and delivery happen elsewhere.

mod apply;
mod effect;
mod hostile;
mod quota;

pub(crate) use apply::{instead_of, rewrite};
pub use effect::{Effect, Hostile};

use quota::Spent;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;
use tokio::sync::watch;

/// One fault: where it strikes, when it begins, how often it happens.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Strikes requests whose `METHOD path?query` contains this; empty strikes all.
    pub matches: String,
    /// So many matching requests pass unharmed first.
    pub after: u32,
    /// How often it strikes; `None` for ever.
    pub times: Option<u32>,
    pub effect: Effect,
}

impl Fault {
    /// Strikes every request that contains `matches`, from now on and for ever.
    pub fn new(matches: &str, effect: Effect) -> Self {
        Self { matches: matches.to_owned(), after: 0, times: None, effect }
    }

    pub fn after(self, after: u32) -> Self {
        Self { after, ..self }
    }

    pub fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    pub fn once(self) -> Self {
        self.times(1)
    }
}

/// Names an added fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FaultId(usize);

/// The faults of one sample company. They can be added and removed while it runs.
#[derive(Default)]
pub struct Faults {
    active: Mutex<Vec<Active>>,
    /// How often all of them were lifted.
    cleared: watch::Sender<u32>,
}

struct Active {
    id: FaultId,
    fault: Fault,
    matched: u32,
    struck: u32,
    spent: Spent,
}

impl Faults {
    pub fn add(&self, fault: Fault) -> FaultId {
        let mut active = self.active.lock().unwrap_or_else(PoisonError::into_inner);
        let id = FaultId(active.last().map_or(0, |last| last.id.0 + 1));
        active.push(Active { id, fault, matched: 0, struck: 0, spent: Spent::default() });
        id
    }

    /// How often it has struck; 0 for one that was removed.
    pub fn struck(&self, id: FaultId) -> u32 {
        let active = self.active.lock().unwrap_or_else(PoisonError::into_inner);
        active.iter().find(|one| one.id == id).map_or(0, |one| one.struck)
    }

    pub fn remove(&self, id: FaultId) {
        self.active.lock().unwrap_or_else(PoisonError::into_inner).retain(|one| one.id != id);
    }

    /// Whoever was left hanging loses the connection.
    pub fn clear(&self) {
        self.active.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.cleared.send_modify(|times| *times += 1);
    }

    /// Hears of the next time that all are lifted.
    pub(crate) fn cleared(&self) -> watch::Receiver<u32> {
        self.cleared.subscribe()
    }

    /// Whether answers are what they would be without faults; delays only make them later.
    pub(crate) fn leave_answers_alone(&self) -> bool {
        let active = self.active.lock().unwrap_or_else(PoisonError::into_inner);
        active.iter().all(|one| matches!(one.fault.effect, Effect::Delay(_)))
    }

    /// The effects on a request of so many resource units, in the order the faults were added.
    pub(crate) fn strike(&self, target: &Target<'_>) -> Vec<Effect> {
        let mut active = self.active.lock().unwrap_or_else(PoisonError::into_inner);
        active.iter_mut().filter_map(|one| one.strike(target)).collect()
    }
}

/// What a fault looks at.
pub(crate) struct Target<'a> {
    /// `METHOD path?query`
    pub(crate) line: &'a str,
    /// Resource units it costs.
    pub(crate) units: u32,
    /// Inside a `$batch`, where a connection cannot break.
    pub(crate) inner: bool,
    pub(crate) now: Instant,
}

impl Active {
    fn strike(&mut self, target: &Target<'_>) -> Option<Effect> {
        let unfit = target.inner && self.fault.effect.breaks_the_connection();
        if unfit || !target.line.contains(&self.fault.matches) {
            return None;
        }
        self.matched += 1;
        let spent = self.fault.times.is_some_and(|times| self.struck >= times);
        if self.matched <= self.fault.after || spent {
            return None;
        }
        let effect = self.effect(target)?;
        self.struck += 1;
        Some(effect)
    }

    /// A quota strikes only when it is used up.
    fn effect(&mut self, target: &Target<'_>) -> Option<Effect> {
        match self.fault.effect {
            Effect::Quota(limit) => self.spent.take(target.units, limit, target.now),
            ref effect => Some(effect.clone()),
        }
    }
}

impl Effect {
    fn breaks_the_connection(&self) -> bool {
        use Effect::{ClockSkew, Delay, Hang, HangBody, Reset, SlowBody, Truncated, WrongGzip};
        matches!(self, Delay(_) | SlowBody | Hang | HangBody | Reset | Truncated | WrongGzip | ClockSkew(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strikes(faults: &Faults, line: &str) -> usize {
        faults.strike(&Target { line, units: 1, inner: false, now: Instant::now() }).len()
    }

    #[test]
    fn a_fault_begins_late_and_ends_by_itself() {
        let faults = Faults::default();
        let id = faults.add(Fault::new("/users", Effect::unavailable()).after(1).times(2));
        let struck: Vec<usize> = (0..5).map(|_| strikes(&faults, "GET /v1.0/users?")).collect();
        assert_eq!(struck, [0, 1, 1, 0, 0], "one passes, two are struck, the rest pass");
        assert_eq!(faults.struck(id), 2, "strikes are counted");
        assert_eq!(strikes(&faults, "GET /v1.0/groups?"), 0, "other paths are spared");
    }

    #[test]
    fn connections_do_not_break_inside_a_batch() {
        let faults = Faults::default();
        faults.add(Fault::new("", Effect::Reset));
        let target = Target { line: "GET /users", units: 1, inner: true, now: Instant::now() };
        assert!(faults.strike(&target).is_empty(), "an inner request has no connection of its own");
    }
}
