//! The loopback listener: waits for the one answer of one sign-in attempt.
//!
//! It listens on both loopback addresses and nowhere else, answers everybody, and is settled by
//! the first request that carries this attempt's state. Whatever else arrives (icons, preflights,
//! other people's answers, slow or endless requests) gets a neutral page and changes nothing.

mod bind;
mod callback;
mod pages;
mod serve;

pub(crate) use callback::{Callback, Reply};
pub use pages::PageTexts;

use crate::ResponseMode;
use callback::Expected;
use serve::Desk;
use std::io;
use std::sync::Arc;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

/// What the listener must know before it exists.
pub(crate) struct Settings {
    /// The attempt's `state`.
    pub(crate) state: String,
    /// The state of an administrator's consent, which is welcomed but settles nothing.
    pub(crate) consent_state: String,
    pub(crate) mode: ResponseMode,
    pub(crate) pages: PageTexts,
}

/// Serves from creation until it is dropped.
pub(crate) struct Listener {
    port: u16,
    answer: oneshot::Receiver<Callback>,
    closing: CancellationToken,
}

impl Listener {
    /// Takes a port that is free on both loopback addresses.
    pub(crate) async fn start(settings: Settings) -> io::Result<Self> {
        let bound = bind::loopback().await?;
        let (settle, answer) = oneshot::channel();
        let Settings { state, consent_state, mode, pages } = settings;
        let desk = Arc::new(Desk::new(Expected { state, consent_state, mode }, pages, settle));
        let closing = CancellationToken::new();
        for listener in bound.listeners {
            tokio::spawn(serve::accept(listener, Arc::clone(&desk), closing.clone()));
        }
        Ok(Self { port: bound.port, answer, closing })
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The answer; `None` only when the listener itself ended.
    pub(crate) async fn answer(&mut self) -> Option<Callback> {
        (&mut self.answer).await.ok()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Sockets close at once; a page being written gets a moment to reach the browser.
        self.closing.cancel();
    }
}
