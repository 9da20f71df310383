//! Graph v1.0: the directory's answers. Border: who asks, and which file answers; each resource has a
//! file of its own.
//! Source: "Microsoft Graph REST API v1.0 reference", learn.microsoft.com (facts only).

mod ask;
mod batch;
mod delta;
mod errors;
mod groups;
mod groups_delta;
mod licenses;
mod members;
mod organization;
mod paging;
mod properties;
mod query;
mod units;
mod users;
mod users_delta;

pub(crate) use units::units;

use crate::faults::{self, Effect, Target};
use crate::http::{Answer, Call};
use crate::state::State;
use ask::Ask;
use axum::http::{Method, StatusCode};
use errors::GraphError;
use serde_json::Value;
use std::time::{Instant, SystemTime};

type Result<T> = std::result::Result<T, GraphError>;

/// The answer, and the statuses inside it if it is a batch.
pub(crate) fn answer(state: &State, call: &Call, effects: &[Effect]) -> (Answer, Vec<u16>) {
    if call.path == "/v1.0/$batch" {
        return match Ask::new(state, call, effects) {
            Ok(_) => batch::answer(state, call),
            Err(error) => (error.answer(state), Vec::new()),
        };
    }
    (single(state, call, effects), Vec::new())
}

fn single(state: &State, call: &Call, effects: &[Effect]) -> Answer {
    let value = Ask::new(state, call, effects).and_then(|ask| match paging::pause(&ask) {
        Some(empty) => Ok(empty),
        None => route(&ask),
    });
    match value {
        Ok(value) => ok(&value).with("x-ms-resource-unit", &units(call).to_string()),
        Err(error) => error.answer(state),
    }
}

/// A request inside a batch, struck by faults of its own.
fn inner(state: &State, call: &Call) -> Answer {
    let line = format!("{} {}?{}", call.method, call.path, call.query);
    let target = Target { line: &line, units: units(call), inner: true, now: Instant::now() };
    let effects = state.faults.strike(&target);
    let answer = faults::instead_of(&effects).unwrap_or_else(|| single(state, call, &effects));
    faults::rewrite(answer, &effects, &format!("{}{}?{}", call.origin, call.path, call.query))
}

fn ok(value: &Value) -> Answer {
    let content_type =
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
    Answer::new(StatusCode::OK, content_type, value.to_string()).with("odata-version", "4.0")
}

fn route(ask: &Ask<'_>) -> Result<Value> {
    if ask.call.method != Method::GET {
        return Err(GraphError::method_not_allowed());
    }
    let segments = ask.call.segments();
    let path: Vec<&str> = segments.iter().skip(1).map(String::as_str).collect();
    match path.as_slice() {
        ["me"] => users::me(ask),
        ["organization"] => organization::list(ask),
        ["users"] => users::list(ask),
        ["users", "delta"] => users_delta::answer(ask),
        ["users", id] => users::one(ask, id),
        ["users", id, "manager"] => users::manager(ask, id),
        ["users", id, "licenseDetails"] => licenses::of(ask, id),
        ["users", id, "memberOf"] => members::groups_of(ask, id),
        ["users", id, "directReports"] => members::reports_of(ask, id),
        ["groups"] => groups::list(ask),
        ["groups", "delta"] => groups_delta::answer(ask),
        ["groups", id] => groups::one(ask, id),
        ["groups", id, way @ ("members" | "transitiveMembers")] => {
            members::list(ask, id, *way == "transitiveMembers", None)
        }
        ["groups", id, way @ ("members" | "transitiveMembers"), cast] => {
            members::list(ask, id, *way == "transitiveMembers", Some(cast))
        }
        _ => Err(GraphError::unknown_segment(path.last().copied().unwrap_or_default())),
    }
}

/// Under which key a scaled company keeps its answer; `None` where answers must be made anew.
pub(crate) fn cache_key(state: &State, call: &Call) -> Option<String> {
    let lists = ["/users", "/groups", "embers", "/$batch"].iter().any(|end| call.path.ends_with(end));
    let scaled = state.tenant(0).is_some_and(|tenant| tenant.is_scaled());
    if !scaled || !lists || !state.faults.leave_answers_alone() || !call.path.starts_with("/v1.0/") {
        return None;
    }
    let session =
        ask::session(state, call, SystemTime::now()).ok().filter(|session| session.tenant == Some(0))?;
    let (body, level) =
        (String::from_utf8_lossy(&call.body), call.header("consistencylevel").unwrap_or_default());
    Some(format!(
        "{} {} {} {} {}?{} {level} {:?} {body}",
        state.day(),
        call.accepts_gzip(),
        call.method,
        call.origin,
        call.path,
        call.query,
        session.scopes
    ))
}
