//! One request's way: read, struck by faults, routed, rewritten, logged, delivered.
//! Border: knows the stations, not what happens inside them.

use crate::cache::Prepared;
use crate::delivery::{self, Lost};
use crate::faults::{self, Effect, Target};
use crate::http::{Answer, Call};
use crate::log::LoggedRequest;
use crate::state::State;
use crate::{entra, graph};
use axum::body::{Body, Bytes};
use axum::http::{Request, Response, StatusCode, header};
use hyper::body::Incoming;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

const BODY_LIMIT: usize = 4 << 20;

pub(crate) async fn travel(state: Arc<State>, request: Request<Incoming>) -> Result<Response<Body>, Lost> {
    let call = read(&state, request).await?;
    let mut cleared = state.faults.cleared();
    let effects = strike(&state, &call);
    let (in_flight, _under_way) = state.enter();
    let logged = LoggedRequest::of(&call, in_flight, SystemTime::now());
    for effect in &effects {
        match effect {
            Effect::Delay(time) => tokio::time::sleep(*time).await,
            Effect::Hang => {
                state.log.add(logged);
                let _ = cleared.changed().await;
                return Err(Lost);
            }
            Effect::Reset => {
                state.log.add(logged);
                return Err(Lost);
            }
            _ => {}
        }
    }
    let prepared = answer(&state, &call, &effects);
    state.log.add(logged.answered(prepared.answer.status.as_u16(), &prepared.inner));
    Ok(delivery::deliver(prepared.answer.clone(), &effects))
}

async fn read(state: &State, request: Request<Incoming>) -> Result<Call, Lost> {
    let (head, body) = request.into_parts();
    let body: Bytes = axum::body::to_bytes(Body::new(body), BODY_LIMIT).await.map_err(|_| Lost)?;
    let host = head.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = head.uri.authority().map(|authority| authority.as_str()).or(host);
    Ok(Call {
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        origin: origin(&state.base, host.unwrap_or_default()),
        method: head.method,
        headers: head.headers,
        body,
    })
}

/// The address the caller used, if it is a name of this machine; else our own.
fn origin(base: &str, host: &str) -> String {
    let (scheme, own) = base.split_once("://").unwrap_or(("http", base));
    let port = own.rsplit(':').next().unwrap_or_default();
    let names = [format!("localhost:{port}"), format!("[::1]:{port}")];
    if names.iter().any(|name| name == host) { format!("{scheme}://{host}") } else { base.to_owned() }
}

fn strike(state: &State, call: &Call) -> Vec<Effect> {
    let line = format!("{} {}?{}", call.method, call.path, call.query);
    let units = graph::units(call);
    state.faults.strike(&Target { line: &line, units, inner: false, now: Instant::now() })
}

/// The complete answer; scaled companies keep theirs for the next time.
fn answer(state: &State, call: &Call, effects: &[Effect]) -> Arc<Prepared> {
    let key = graph::cache_key(state, call);
    if let Some(prepared) = key.as_deref().and_then(|key| state.pages.get(key)) {
        return prepared;
    }
    let (answer, inner) = match faults::instead_of(effects) {
        Some(answer) => (answer, Vec::new()),
        None => route(state, call, effects),
    };
    let url = format!("{}{}?{}", call.origin, call.path, call.query);
    let answer = delivery::dress(state, call, faults::rewrite(answer, effects, &url));
    let prepared = Arc::new(Prepared { answer, inner });
    if let Some(key) = key.filter(|_| prepared.answer.status.is_success()) {
        state.pages.put(key, prepared.clone());
    }
    prepared
}

fn route(state: &State, call: &Call, effects: &[Effect]) -> (Answer, Vec<u16>) {
    match call.path.strip_prefix("/v1.0/") {
        Some(_) => graph::answer(state, call, effects),
        None if call.path == "/" => {
            (Answer::new(StatusCode::OK, "text/plain; charset=utf-8", "Sample company\n"), Vec::new())
        }
        None => (entra::answer(state, call, effects), Vec::new()),
    }
}
