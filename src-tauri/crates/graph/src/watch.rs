//! Stop, and what there is to tell while a request takes its time.

use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Shared by all requests of one piece of work.
#[derive(Clone)]
pub struct Watch {
    /// Ends every request, wait and body at once with [`GraphError::Stopped`](crate::GraphError::Stopped).
    pub cancel: CancellationToken,
    /// Called from the task that runs the request; must not block.
    pub progress: Arc<dyn Fn(Progress) + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The server asked to slow down, or is being given time to recover. Rounded up.
    Waiting { seconds: u64 },
}

impl Watch {
    /// Nobody looks on, nobody stops it.
    pub fn unattended() -> Self {
        Self { cancel: CancellationToken::new(), progress: Arc::new(|_| {}) }
    }
}
