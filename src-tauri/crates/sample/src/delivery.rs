//! How an answer leaves: the headers every answer has, compression, and broken deliveries.
//! Border: bytes and connections; the answer itself is finished.

use crate::faults::Effect;
use crate::http::{Answer, Call};
use crate::state::State;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Response, header};
use flate2::{Compression, write::GzEncoder};
use futures_util::stream::{self, Stream, StreamExt};
use std::io::Write;
use std::time::{Duration, SystemTime};
use thiserror::Error;

/// Smaller bodies are not worth compressing.
const WORTH_COMPRESSING: usize = 512;

/// The connection ends without a (complete) answer.
#[derive(Clone, Copy, Debug, Error)]
#[error("the connection was closed on purpose")]
pub(crate) struct Lost;

/// Adds what every answer carries, and compresses where that is asked for.
pub(crate) fn dress(state: &State, call: &Call, answer: Answer) -> Answer {
    let id = state.secrets.guid();
    let client_id = call.header("client-request-id").unwrap_or(&id).to_owned();
    let answer = answer.with("request-id", &id).with("client-request-id", &client_id);
    let answer = answer.with("strict-transport-security", "max-age=31536000");
    if call.accepts_gzip() && answer.is_json() { compress(answer) } else { answer }
}

fn compress(answer: Answer) -> Answer {
    if answer.body.len() < WORTH_COMPRESSING {
        return answer;
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    match encoder.write_all(&answer.body).and_then(|()| encoder.finish()) {
        Ok(packed) => Answer { body: packed.into(), ..answer }
            .with("content-encoding", "gzip")
            .with("vary", "accept-encoding"),
        Err(_) => answer,
    }
}

/// The answer as it goes over the wire.
pub(crate) fn deliver(answer: Answer, effects: &[Effect]) -> Response<Body> {
    let answer = effects.iter().fold(answer, disguise);
    let length = answer.body.len();
    let body = effects.iter().find_map(|effect| broken(effect, &answer.body));
    let mut response = Response::new(body.unwrap_or_else(|| Body::from(answer.body.clone())));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    response
}

fn disguise(answer: Answer, effect: &Effect) -> Answer {
    match effect {
        Effect::ClockSkew(seconds) => answer.with("date", &date(SystemTime::now(), *seconds)),
        Effect::WrongGzip => {
            let body: Vec<u8> = answer.body.iter().rev().copied().collect();
            Answer { body: body.into(), ..answer }.with("content-encoding", "gzip")
        }
        _ => answer,
    }
}

/// An HTTP date (RFC 9110 5.6.7), so many seconds off.
fn date(now: SystemTime, offset: i64) -> String {
    let time = chrono::DateTime::<chrono::Utc>::from(now) + chrono::TimeDelta::seconds(offset);
    time.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn broken(effect: &Effect, body: &Bytes) -> Option<Body> {
    let half = body.slice(..body.len() / 2);
    match effect {
        Effect::Truncated => Some(Body::from_stream(stream::iter([Ok(half), Err(Lost)]))),
        Effect::HangBody => {
            Some(Body::from_stream(stream::iter([Ok::<_, Lost>(half)]).chain(stream::pending())))
        }
        Effect::SlowBody => Some(Body::from_stream(drip(body.clone()))),
        _ => None,
    }
}

/// One byte a second.
fn drip(body: Bytes) -> impl Stream<Item = Result<Bytes, Lost>> {
    stream::unfold(body, |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        Some((Ok(rest.split_to(1)), rest))
    })
}
