//! Reading a body: bounded in bytes and in silence, and no more than plausible at first sight.

use crate::error::{Flaw, GraphError, Trace};
use crate::limits::Limits;
use reqwest::Response;
use rollcall_reach::is_bad_encoding;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time::timeout;

/// A page of 999 users takes half of it.
const ROOM: usize = 4 << 20;
/// Error bodies are short; no more of them is read, and not for longer.
const ERROR_BODY: usize = 64 << 10;
const ERROR_TIME: Duration = Duration::from_secs(5);

/// The whole body, unpacked; `room` is what the largest one so far took. Bytes that are no UTF-8 become
/// U+FFFD: they spoil one record, not the page.
pub(crate) async fn read(
    mut response: Response,
    limits: &Limits,
    trace: &Trace,
    room: &AtomicUsize,
) -> Result<String, GraphError> {
    let flawed = |what| GraphError::BadAnswer { what, trace: trace.clone() };
    let mut body = Vec::with_capacity(room.load(Ordering::Relaxed));
    loop {
        let chunk = timeout(limits.silence, response.chunk()).await.map_err(|_| GraphError::silent())?;
        match chunk {
            Err(e) if is_bad_encoding(&e) => return Err(flawed(Flaw::Encoding)),
            Err(e) => return Err(GraphError::unanswered(e)),
            Ok(None) => break,
            Ok(Some(chunk)) if body.len() + chunk.len() > limits.body => return Err(flawed(Flaw::TooLarge)),
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
        }
    }
    room.fetch_max(body.len().min(ROOM), Ordering::Relaxed);
    let text = String::from_utf8(body).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
    first_sight(&text).map_or(Ok(text), |what| Err(flawed(what)))
}

/// As much of an error's body as comes easily; an error without one is an error still.
pub(crate) async fn read_error(mut response: Response, limits: &Limits) -> String {
    let mut body = Vec::new();
    let read = async {
        while let Ok(Some(chunk)) = response.chunk().await {
            body.extend_from_slice(&chunk);
            if body.len() > ERROR_BODY {
                break;
            }
        }
    };
    let _ = timeout(limits.silence.min(ERROR_TIME), read).await;
    String::from_utf8_lossy(&body).into_owned()
}

/// What can be said without parsing: a JSON object starts and ends with braces.
fn first_sight(text: &str) -> Option<Flaw> {
    let body = text.trim_ascii();
    match body.as_bytes() {
        [] => Some(Flaw::Empty),
        [b'<', ..] => Some(Flaw::Html),
        [b'{', .., b'}'] => None,
        _ if body.starts_with('\u{feff}') => Some(Flaw::Bom),
        _ => Some(Flaw::Malformed),
    }
}
