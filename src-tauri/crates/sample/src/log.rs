//! The request log: what tests assert on. Border: keeps names, sizes and addresses, never a token,
//! code, verifier or password.

use crate::http::Call;
use serde_json::Value;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// One request as it arrived, in order of arrival of its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedRequest {
    pub method: String,
    /// Still percent-encoded, without query.
    pub path: String,
    /// Still percent-encoded, without the question mark.
    pub query: String,
    pub body: BodyKind,
    /// Bytes of the body.
    pub body_length: usize,
    /// The names in a form body, in order; values only where they are no secret.
    pub form: Vec<(String, Option<String>)>,
    /// The requests inside a `$batch`.
    pub inner: Vec<InnerRequest>,
    /// Whether an `Authorization` header came along.
    pub authorized: bool,
    pub accept_encoding: Option<String>,
    pub client_request_id: Option<String>,
    /// 0 when the connection was closed or held without an answer.
    pub status: u16,
    /// How many requests were under way when it arrived, itself included.
    pub in_flight: usize,
    /// When it arrived.
    pub at: SystemTime,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    Empty,
    Form,
    Json,
    Other,
}

/// One request inside a `$batch`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InnerRequest {
    pub method: String,
    pub url: String,
    pub status: u16,
}

#[derive(Default)]
pub(crate) struct Log(Mutex<Vec<LoggedRequest>>);

impl Log {
    pub(crate) fn add(&self, request: LoggedRequest) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(request);
    }

    pub(crate) fn all(&self) -> Vec<LoggedRequest> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl LoggedRequest {
    /// Whether it would have changed something: anything but a GET, a `$batch` of GETs, or the
    /// forms of the sign-in.
    pub fn is_write(&self) -> bool {
        match (self.method.as_str(), self.path.starts_with("/v1.0/")) {
            ("GET" | "HEAD" | "OPTIONS", _) => false,
            ("POST", true) => {
                self.path != "/v1.0/$batch" || self.inner.iter().any(|inner| inner.method != "GET")
            }
            ("POST", false) => false,
            _ => true,
        }
    }

    pub(crate) fn of(call: &Call, in_flight: usize, at: SystemTime) -> Self {
        let body = kind(call);
        Self {
            method: call.method.to_string(),
            path: call.path.clone(),
            query: call.query.clone(),
            body,
            body_length: call.body.len(),
            form: if body == BodyKind::Form { form(call) } else { Vec::new() },
            inner: inner(call),
            authorized: call.header("authorization").is_some(),
            accept_encoding: call.header("accept-encoding").map(str::to_owned),
            client_request_id: call.header("client-request-id").map(str::to_owned),
            status: 0,
            in_flight,
            at,
        }
    }

    /// Notes the statuses of the inner answers, found by their ids.
    pub(crate) fn answered(mut self, status: u16, inner: &[u16]) -> Self {
        self.status = status;
        for (request, status) in self.inner.iter_mut().zip(inner) {
            request.status = *status;
        }
        self
    }
}

fn kind(call: &Call) -> BodyKind {
    let content_type = call.header("content-type").unwrap_or_default();
    match content_type {
        _ if call.body.is_empty() => BodyKind::Empty,
        _ if content_type.starts_with("application/x-www-form-urlencoded") => BodyKind::Form,
        _ if content_type.starts_with("application/json") => BodyKind::Json,
        _ => BodyKind::Other,
    }
}

fn form(call: &Call) -> Vec<(String, Option<String>)> {
    let harmless = |name: &str| matches!(name, "grant_type" | "redirect_uri" | "scope" | "client_id");
    let form = call.form();
    form.iter().map(|(name, value)| (name.to_owned(), harmless(name).then(|| value.to_owned()))).collect()
}

fn inner(call: &Call) -> Vec<InnerRequest> {
    if !call.path.ends_with("/$batch") {
        return Vec::new();
    }
    let body: Value = serde_json::from_slice(&call.body).unwrap_or_default();
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let requests = body.get("requests").and_then(Value::as_array).cloned().unwrap_or_default();
    let one = |r: &Value| InnerRequest { method: text(r, "method"), url: text(r, "url"), status: 0 };
    requests.iter().map(one).collect()
}
