//! What one running sample company knows. Border: shared by all requests; no HTTP.

use crate::cache::Pages;
use crate::company::{Tenant, Tenants, World};
use crate::entra::Grants;
use crate::entra::SigningKey;
use crate::faults::Faults;
use crate::log::Log;
use crate::secrets::Secrets;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};

pub(crate) struct State {
    /// Scheme, host and port, such as `http://127.0.0.1:8080`.
    pub(crate) base: String,
    pub(crate) tenants: Tenants,
    pub(crate) faults: Faults,
    pub(crate) log: Log,
    pub(crate) grants: Grants,
    pub(crate) secrets: Secrets,
    pub(crate) signing_key: SigningKey,
    pub(crate) pages: Pages,
    day: AtomicU32,
    in_flight: AtomicUsize,
    /// Delta rounds handed out; makes each delta link new.
    rounds: AtomicU64,
}

impl State {
    pub(crate) fn new(base: String, day: u32, scale: Option<(usize, usize)>) -> std::io::Result<Self> {
        Ok(Self {
            base,
            tenants: Tenants::new(scale),
            faults: Faults::default(),
            log: Log::default(),
            grants: Grants::default(),
            secrets: Secrets::new()?,
            signing_key: SigningKey::load()?,
            pages: Pages::default(),
            day: AtomicU32::new(clamp(day)),
            in_flight: AtomicUsize::new(0),
            rounds: AtomicU64::new(0),
        })
    }

    pub(crate) fn day(&self) -> u32 {
        self.day.load(Ordering::SeqCst)
    }

    pub(crate) fn set_day(&self, day: u32) {
        self.day.store(clamp(day), Ordering::SeqCst);
    }

    pub(crate) fn next_round(&self) -> u64 {
        self.rounds.fetch_add(1, Ordering::Relaxed)
    }

    /// Counts a request as under way until the guard is dropped.
    pub(crate) fn enter(&self) -> (usize, UnderWay<'_>) {
        let before = self.in_flight.fetch_add(1, Ordering::SeqCst);
        (before + 1, UnderWay(&self.in_flight))
    }

    pub(crate) fn tenant(&self, index: usize) -> Option<&Tenant> {
        self.tenants.all.get(index)
    }

    pub(crate) fn world(&self, tenant: usize, day: u32) -> Option<Arc<dyn World>> {
        self.tenant(tenant).map(|tenant| tenant.world(day))
    }
}

fn clamp(day: u32) -> u32 {
    day.clamp(1, crate::company::LAST_DAY)
}

/// A request that has not been answered yet.
pub(crate) struct UnderWay<'a>(&'a AtomicUsize);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
