//! Reaching servers, for whoever sends requests: why one was not reached, and when it wants to be asked
//! again. It sends nothing itself, and knows none of them.

mod retry_after;
mod unreachable;

pub use retry_after::{http_date, retry_after};
pub use unreachable::{Unreachable, is_bad_encoding, unreachable};
