//! Sending until answered: token, tries, pauses, Stop.

use crate::error::{Flaw, GraphError};
use crate::limits::Limits;
use crate::token::TokenSource;
use crate::watch::{Progress, Watch};
use crate::wire::budget::suspects_connection;
use crate::wire::lanes::{Lanes, USAGE_HEADER};
use crate::wire::{Ask, Base, Body, Budget, answer, body, classify, fault};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// HTTP clients with redirects off. `fresh` keeps no idle connections (`pool_max_idle_per_host(0)`);
/// it takes over where a connection is suspect. One client alone will do, with less effect.
#[derive(Clone)]
pub struct Http {
    pub pooled: reqwest::Client,
    pub fresh: reqwest::Client,
}

impl From<reqwest::Client> for Http {
    fn from(client: reqwest::Client) -> Self {
        Self { pooled: client.clone(), fresh: client }
    }
}

/// Everything the requests of one client share.
pub(crate) struct Wire {
    pub(crate) http: Http,
    pub(crate) base: Base,
    pub(crate) tokens: Arc<dyn TokenSource>,
    pub(crate) watch: Watch,
    pub(crate) limits: Limits,
    pub(crate) lanes: Lanes,
    pub(crate) requests: AtomicUsize,
    pub(crate) retries: AtomicUsize,
    /// In bytes: what an answer may need, by those that came.
    pub(crate) room: AtomicUsize,
}

impl Wire {
    /// Asks until there is an answer that `read` understands, or the budget is spent.
    pub(crate) async fn ask<T>(
        &self,
        ask: &Ask,
        read: impl Fn(Body) -> Result<T, Flaw>,
    ) -> Result<T, GraphError> {
        tokio::select! {
            biased;
            () = self.watch.cancel.cancelled() => Err(GraphError::Stopped),
            answer = self.persist(ask, read) => answer,
        }
    }

    async fn persist<T>(&self, ask: &Ask, read: impl Fn(Body) -> Result<T, Flaw>) -> Result<T, GraphError> {
        let mut budget = Budget::new(&self.limits);
        let (mut client, mut renewable) = (&self.http.pooled, true);
        loop {
            let answer = self.signed(ask, client, &mut budget, &mut renewable).await;
            let error = match answer.and_then(|body| understood(body, &read)) {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            let Some(pause) = budget.pause(&error, jitter()) else { return Err(error) };
            client = if suspects_connection(&error) { &self.http.fresh } else { &self.http.pooled };
            self.slow_down(&error, pause);
            self.rest(pause).await?;
        }
    }

    /// One try; a refused token is renewed once per request, and the try repeated.
    async fn signed(
        &self,
        ask: &Ask,
        client: &reqwest::Client,
        budget: &mut Budget,
        renewable: &mut bool,
    ) -> Result<Body, GraphError> {
        let token = self.tokens.token().await.map_err(GraphError::Token)?;
        match self.attempt(ask, client, &token, budget).await {
            Err(GraphError::Unauthorized(_)) if std::mem::take(renewable) => {
                let token = self.tokens.renew(token).await.map_err(GraphError::Token)?;
                self.attempt(ask, client, &token, budget).await
            }
            answer => answer,
        }
    }

    async fn attempt(
        &self,
        ask: &Ask,
        client: &reqwest::Client,
        token: &SecretString,
        budget: &mut Budget,
    ) -> Result<Body, GraphError> {
        let _pass = self.lanes.enter().await;
        self.requests.fetch_add(1, Ordering::Relaxed);
        let started = Instant::now();
        let answer = timeout(budget.time_left(), self.exchange(ask, client, token)).await;
        budget.spend(started.elapsed());
        let answer = answer.unwrap_or_else(|_| Err(GraphError::silent()));
        log(ask, &answer, started.elapsed());
        answer
    }

    async fn exchange(
        &self,
        ask: &Ask,
        client: &reqwest::Client,
        token: &SecretString,
    ) -> Result<Body, GraphError> {
        let request = ask.on(client).bearer_auth(token.expose_secret());
        let response =
            timeout(self.limits.silence, request.send()).await.map_err(|_| GraphError::silent())?;
        let response = response.map_err(GraphError::unanswered)?;
        let headers = response.headers().clone();
        let mut trace = answer::trace(response.status().as_u16(), &headers);
        self.lanes.heed(headers.get(USAGE_HEADER).and_then(|value| value.to_str().ok()));
        if response.status().is_success() {
            let text = body::read(response, &self.limits, &trace, &self.room).await?;
            return Ok(Body { text, trace });
        }
        let (code, request_id) = fault::read(&body::read_error(response, &self.limits).await);
        trace.code = code;
        trace.request_id = trace.request_id.or(request_id);
        Err(classify(&self.base, &headers, trace, chrono::Utc::now()))
    }

    /// Before another try: says so, and where the server throttles keeps everybody back for as long.
    pub(crate) fn slow_down(&self, error: &GraphError, pause: Duration) {
        self.retries.fetch_add(1, Ordering::Relaxed);
        if pause >= Duration::from_secs(1) {
            let seconds = pause.as_secs_f64().ceil() as u64;
            (self.watch.progress)(Progress::Waiting { seconds });
        }
        if matches!(error, GraphError::Throttled { .. }) {
            self.lanes.narrow();
            self.lanes.hold(pause);
        }
    }

    pub(crate) async fn rest(&self, pause: Duration) -> Result<(), GraphError> {
        tokio::select! {
            biased;
            () = self.watch.cancel.cancelled() => Err(GraphError::Stopped),
            () = tokio::time::sleep(pause) => Ok(()),
        }
    }
}

fn understood<T>(body: Body, read: impl Fn(Body) -> Result<T, Flaw>) -> Result<T, GraphError> {
    let trace = body.trace.clone();
    read(body).map_err(|what| GraphError::BadAnswer { what, trace })
}

/// A random number in 0..1, so that many clients do not come back at the same moment.
pub(crate) fn jitter() -> f64 {
    getrandom::u32().map_or(0.5, |n| f64::from(n) / (f64::from(u32::MAX) + 1.0))
}

/// No query and no body: they may name people, and the header holds the token.
fn log(ask: &Ask, answer: &Result<Body, GraphError>, took: Duration) {
    let (method, path, ms) = (ask.method(), ask.link.path(), took.as_millis() as u64);
    let trace = answer.as_ref().map_or_else(GraphError::trace, |body| Some(&body.trace));
    let status = trace.and_then(|t| t.http_status);
    let request_id = trace.and_then(|t| t.request_id.as_deref());
    // What went wrong is kept in the file that support gets to see.
    match answer {
        Ok(_) => tracing::debug!(method, path, status, ms, request_id, "asked Graph"),
        Err(_) => tracing::info!(method, path, status, ms, request_id, "asked Graph in vain"),
    };
}
