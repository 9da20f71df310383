//! Messages, failures, and the small results.

use super::{json, line, plain, sign_in_warnings};
use crate::exit::Exit;
use rollcall_engine::api::{
    BackedUp, BackupRestored, ConnectionView, DisconnectChoice, Drawn, Exported, Failure, Params,
    RefreshFile, RunView,
};
use rollcall_log::LevelFilter;
use rollcall_words::{Language, Words};
use serde_json::{Value, json as value};
use std::path::Path;

pub(crate) fn words() -> Words {
    Words::of(Language::En)
}

/// A line for the person at the terminal; never part of the result.
#[allow(clippy::print_stderr, reason = "this is where messages are printed")]
pub(crate) fn message(text: impl std::fmt::Display) {
    eprintln!("{text}");
}

/// What clap says: help and version are results, everything else is wrong usage.
pub(crate) fn usage(said: &clap::Error) -> Exit {
    let _ = said.print();
    if said.use_stderr() { Exit::WrongUsage } else { Exit::Done }
}

/// `-v` says on the terminal what the data directory's file keeps, `-vv` more.
pub(crate) fn start_log(verbose: u8, data_dir: Option<&Path>) {
    let level = match verbose {
        0 => LevelFilter::OFF,
        1 => LevelFilter::INFO,
        _ => LevelFilter::DEBUG,
    };
    rollcall_log::start(level, data_dir.map(rollcall_log::folder));
}

/// What happened, what it means for the data, what to do next.
pub(crate) fn failure(failure: &Failure, as_json: bool) {
    let said = words().failure(failure.code, &failure.params);
    message(format_args!("error: {}", plain(&said.what)));
    let retries =
        failure.params.get("retries").map(|count| Params::from([("count".to_owned(), count.clone())]));
    let retried = retries.map(|count| words().text("history.retried", &count)).unwrap_or_default();
    for more in [&retried, &said.data, &said.next] {
        if !more.is_empty() {
            message(format_args!("  {}", plain(more)));
        }
    }
    details(failure);
    if as_json {
        json(&value!({ "error": failure_value(failure) }));
    }
}

fn details(failure: &Failure) {
    let Some(details) = &failure.details else { return };
    let named = [
        ("code", details.aadsts.clone().or_else(|| details.service_code.clone())),
        ("status", details.http_status.map(|s| s.to_string())),
        ("request id", details.request_id.clone()),
        ("cause", details.cause.clone()),
    ];
    let said: Vec<_> =
        named.iter().filter_map(|(n, v)| Some(format!("{n}: {}", plain(v.as_ref()?)))).collect();
    if !said.is_empty() {
        message(format_args!("  ({})", said.join(", ")));
    }
}

/// `{ "code", "text" }`, the shape of every error in JSON.
pub(crate) fn failure_value(failure: &Failure) -> Value {
    let said = words().failure(failure.code, &failure.params);
    let text =
        [said.what, said.data, said.next].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ");
    value!({ "code": failure.code, "text": text, "params": failure.params, "details": failure.details })
}

pub(crate) fn connection(connection: &ConnectionView, as_json: bool) {
    if as_json {
        return json(&connection_value(connection));
    }
    let tenant = connection.tenant_name.as_deref().unwrap_or("?");
    let account = connection.account.as_deref().unwrap_or("?");
    line(format_args!("Connected {} to {} as {}.", plain(&connection.name), plain(tenant), plain(account)));
    line("Microsoft 365 is only read, never changed.");
    line(format_args!("Next: rollcall preview {:?}", connection.name));
}

/// How old the data is that a connection in trouble still has.
fn last_read(connection: &ConnectionView) -> String {
    match &connection.last_read_at {
        Some(at) => format!("Last complete read: {at}."),
        None => "Nothing was read completely yet.".to_owned(),
    }
}

pub(crate) fn connections(connections: &[ConnectionView], as_json: bool) {
    if as_json {
        return json(&connections.iter().map(connection_value).collect::<Vec<_>>());
    }
    if connections.is_empty() {
        return line("No connections yet. Next: rollcall connect NAME");
    }
    for c in connections {
        sign_in_warnings(c);
        let tenant = c.domain.as_deref().or(c.tenant_name.as_deref()).unwrap_or("?");
        let mark = if c.login_url.is_some() { " · custom endpoints on this computer" } else { "" };
        let state = words().text(&format!("state.{}", name_of(&c.state)), &Default::default());
        line(format_args!("{} · {} · {state} · {} people{mark}", plain(&c.name), plain(tenant), c.people));
        if let Some(problem) = &c.problem {
            let what = words().failure(problem.code, &problem.params).what;
            line(format_args!("  {} {}", plain(&what), last_read(c)));
        }
    }
}

fn connection_value(connection: &ConnectionView) -> Value {
    let mut shape = serde_json::to_value(connection).unwrap_or_default();
    shape["problem"] = connection.problem.as_ref().map_or(Value::Null, failure_value);
    shape["last_run"] = connection.last_run.as_ref().map_or(Value::Null, run_value);
    shape
}

pub(crate) fn run_value(run: &RunView) -> Value {
    let mut shape = serde_json::to_value(run).unwrap_or_default();
    shape["error"] = run.error.as_ref().map_or(Value::Null, failure_value);
    shape["refresh_failure"] = run.refresh_failure.as_ref().map_or(Value::Null, failure_value);
    shape
}

/// A unit variant's name, as serde writes it.
pub(crate) fn name_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

pub(crate) fn disconnected(name: &str, people: DisconnectChoice, affected: usize, as_json: bool) {
    if as_json {
        return json(&value!({ "connection": name, "people": people, "affected": affected }));
    }
    let what = match people {
        DisconnectChoice::Keep => "are now local and stay in the list",
        DisconnectChoice::Archive => "went to the archive",
        DisconnectChoice::Delete => "were deleted",
    };
    line(format_args!("Disconnected {}. {affected} people {what}. Its sign-in was deleted.", plain(name)));
}

pub(crate) fn exported(exported: &Exported, kept_fresh: bool, as_json: bool) {
    if as_json {
        return json(exported);
    }
    line(format_args!("Wrote {} people to {}.", exported.people, exported.path));
    if kept_fresh {
        line("Each sync that changes something rewrites it. To stop that: rollcall export --no-keep-fresh");
    }
}

pub(crate) fn backed_up(done: &BackedUp, as_json: bool) {
    if as_json {
        return json(done);
    }
    line(format_args!("Wrote a backup of {} bytes to {}.", done.bytes, plain(&done.path)));
    message("There are no sign-ins in it. It holds personal data: keep it where only you can read it.");
}

pub(crate) fn backup_restored(restored: &BackupRestored, as_json: bool) {
    if as_json {
        return json(restored);
    }
    let BackupRestored { set_aside, connections, people, sign_in_needed } = restored;
    line(format_args!("Restored {people} people and {connections} connections."));
    if let Some(path) = set_aside {
        line(format_args!("What was there is kept as {}.", plain(path)));
    }
    for name in sign_in_needed {
        message(format_args!("{} needs a sign-in: rollcall signin {}", plain(name), plain(name)));
    }
}

/// Which file is left alone from now on.
pub(crate) fn no_longer_fresh(former: Option<&RefreshFile>, as_json: bool) {
    match former {
        _ if as_json => json(&value!({ "path": former.map(|file| &file.path) })),
        Some(file) => line(format_args!("Syncs no longer rewrite {}.", plain(&file.path))),
        None => line("There is no file that syncs rewrite."),
    }
}

/// A run stays what it is, whatever became of the file.
pub(crate) fn refresh_warning(run: &RunView) {
    if let Some(failure) = &run.refresh_failure {
        let what = words().failure(failure.code, &failure.params).what;
        message(format_args!("warning: the file that is kept fresh is as old as before. {}", plain(&what)));
    }
}

pub(crate) fn drawn(drawn: &Drawn, as_json: bool) {
    if as_json {
        return json(drawn);
    }
    line(format_args!("Drew {} boxes to {}.", drawn.boxes, drawn.path));
}
