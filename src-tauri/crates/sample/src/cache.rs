//! Prepared pages of a scaled company: made at the first request, then answered as bytes, so that
//! benches measure the client. Border: bytes by key; what a key means is the caller's.

use crate::http::Answer;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Finished answers, compressed if the key says so.
#[derive(Default)]
pub(crate) struct Pages(Mutex<HashMap<String, Arc<Prepared>>>);

pub(crate) struct Prepared {
    pub(crate) answer: Answer,
    /// Statuses of the answers inside a `$batch`.
    pub(crate) inner: Vec<u16>,
}

impl Pages {
    pub(crate) fn get(&self, key: &str) -> Option<Arc<Prepared>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    pub(crate) fn put(&self, key: String, prepared: Arc<Prepared>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, prepared);
    }
}
