//! How long, how often, how much: the figures that end a request.

use std::time::Duration;

/// The defaults are the product's; tests shorten them.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Tries of one request, the first included.
    pub tries: u32,
    /// Tries where more would hardly help: answers that make no sense, a host that cannot be reached.
    pub short_tries: u32,
    /// All pauses of one request together. A longer `Retry-After` fails at once.
    pub waiting: Duration,
    /// The first pause where the server names none; it doubles from try to try.
    pub pace: Duration,
    /// Without a single byte for this long a try has timed out.
    pub silence: Duration,
    /// All tries of one request together, pauses left out.
    pub answering: Duration,
    /// Largest body, unpacked, in bytes.
    pub body: usize,
    /// Most pages of one list.
    pub pages: usize,
    /// Most requests in flight at a time; halved whenever the server throttles, and opened again
    /// one by one.
    pub lanes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            tries: 5,
            short_tries: 3,
            waiting: Duration::from_secs(120),
            pace: Duration::from_secs(1),
            silence: Duration::from_secs(40),
            answering: Duration::from_secs(110),
            body: 64 << 20,
            pages: 20_000,
            lanes: 4,
        }
    }
}
