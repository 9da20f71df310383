//! Runs: what a sync did, and the history.

use super::messages::{failure_value, name_of, refresh_warning, run_value};
use super::preview::{change_line, not_imported_line, not_imported_value, row_value, summary};
use super::{failure, json, line, message, plain};
use rollcall_engine::api::{EmployeeRow, Failure, Restored, RunDetail, RunResult, RunView, Turn, Undone};
use serde_json::{Value, json as value};

pub(crate) fn run(run: &RunView, as_json: bool) {
    refresh_warning(run);
    if as_json {
        if let Some(error) = &run.error {
            failure(error, false);
        }
        return json(&run_value(run));
    }
    line(sentence(run));
    if let Some(error) = &run.error {
        failure(error, false);
    }
}

/// An undo says whom it kept, and whether the next sync would do the work again.
pub(crate) fn undone(undone: &Undone, as_json: bool) {
    if as_json {
        refresh_warning(&undone.run);
        let mut shape = run_value(&undone.run);
        shape["kept"] = value!(undone.kept);
        shape["comes_again"] = value!(undone.comes_again);
        return json(&shape);
    }
    run(&undone.run, false);
    kept(&undone.kept);
    comes_back(undone.comes_again);
}

/// One run for each that was taken back; an array in JSON, those who were kept, and whether the next sync would
/// do it again, with the last of them.
pub(crate) fn restored(restored: &Restored, as_json: bool) {
    if as_json {
        let mut shapes: Vec<Value> = restored.runs.iter().map(run_value).collect();
        if let Some(last) = shapes.last_mut() {
            last["kept"] = value!(restored.kept);
            last["comes_again"] = value!(restored.comes_again);
        }
        return json(&shapes);
    }
    if restored.runs.is_empty() {
        return line("No later run changed the list: it is as this run left it, or was edited by hand.");
    }
    restored.runs.iter().for_each(|undo| run(undo, false));
    kept(&restored.kept);
    comes_back(restored.comes_again);
}

fn kept(people: &[EmployeeRow]) {
    for kept in people {
        line(format_args!("  kept, edited since: {} (id {})", plain(&kept.email), kept.id));
    }
}

fn comes_back(comes_again: bool) {
    if !comes_again {
        return;
    }
    message("The next sync would make these changes again. To keep them undone, change the rules,");
    message("or use `rollcall person PERSON` with `--always NOTE`, `--never NOTE` or `--pause`.");
    message("`rollcall schedule pause` leaves the next automatic sync out.");
}

pub(crate) fn sentence(run: &RunView) -> String {
    let (name, counts) = (plain(&run.connection), &run.counts);
    let checked = run.read.as_ref().map_or(0, |read| read.users);
    match run.result {
        RunResult::NoChanges => format!("{name}: {}", summary(counts, checked)),
        RunResult::Applied => format!("{name}: applied, run {}. {}", run.run, done(run)),
        RunResult::Held if run.read.is_none() => format!("{name}: held, nothing was read or applied."),
        RunResult::Held => format!("{name}: held, nothing was applied. {}", summary(counts, checked)),
        RunResult::Failed => format!("{name}: failed, nothing was applied."),
    }
}

fn done(run: &RunView) -> String {
    let c = &run.counts;
    let mut text = format!(
        "{} added, {} updated, {} removed, {} restored, {} not imported, {} unchanged.",
        c.add,
        c.update + c.link,
        c.remove,
        c.restore,
        c.not_imported,
        c.unchanged
    );
    if c.conflict > 0 {
        text.push_str(&format!(" {} need a decision.", c.conflict));
    }
    text
}

/// What became of one connection: its run, or why there was none.
pub(crate) fn turn(name: &str, turn: &Turn, as_json: bool) {
    match turn {
        Turn::Ran(done) => run(done, as_json),
        Turn::Off | Turn::Paused | Turn::DoneToday if as_json => json(&no_run(name, turn)),
        Turn::Off => line(format_args!("{}: not run, automatic sync is off.", plain(name))),
        Turn::Paused => line(format_args!("{}: not run, automatic sync is paused.", plain(name))),
        Turn::DoneToday => line(format_args!("{}: not run, synced by itself today.", plain(name))),
    }
}

/// The result of `sync --all`: one line, or one JSON value, per connection.
pub(crate) fn runs_of_all(turns: &[(String, Result<Turn, Failure>)], as_json: bool) {
    if as_json {
        turns.iter().filter_map(|(_, turn)| ran(turn)).for_each(refresh_warning);
        return json(&turns.iter().map(value_of_all).collect::<Vec<_>>());
    }
    for (name, each) in turns {
        match each {
            Ok(done) => turn(name, done, false),
            Err(error) => {
                line(format_args!("{}: not run.", plain(name)));
                failure(error, false);
            }
        }
    }
}

fn ran(turn: &Result<Turn, Failure>) -> Option<&RunView> {
    match turn {
        Ok(Turn::Ran(run)) => Some(run),
        _ => None,
    }
}

fn value_of_all((name, each): &(String, Result<Turn, Failure>)) -> Value {
    match each {
        Ok(Turn::Ran(run)) => run_value(run),
        Ok(turn) => no_run(name, turn),
        Err(error) => value!({
            "connection": name, "run": null, "result": "failed", "counts": null,
            "error": failure_value(error), "read": null,
        }),
    }
}

fn no_run(name: &str, turn: &Turn) -> Value {
    let result = match turn {
        Turn::Off => "off",
        Turn::Paused => "paused",
        Turn::Ran(_) | Turn::DoneToday => "done_today",
    };
    value!({ "connection": name, "run": null, "result": result, "counts": null, "error": null, "read": null })
}

pub(crate) fn history(runs: &[RunView], as_json: bool) {
    if as_json {
        return json(&runs.iter().map(run_value).collect::<Vec<_>>());
    }
    if runs.is_empty() {
        return line("No syncs yet.");
    }
    for run in runs {
        let trigger = name_of(&run.trigger);
        line(format_args!("{:>4}  {}  {trigger:<9} {}", run.run, run.started_at, sentence(run)));
    }
}

pub(crate) fn run_detail(detail: &RunDetail, as_json: bool) {
    if as_json {
        let mut shape = run_value(&detail.run);
        shape["changes"] = detail.changes.iter().map(row_value).collect();
        shape["passed_over"] = detail.passed_over.iter().map(not_imported_value).collect();
        return json(&shape);
    }
    line(sentence(&detail.run));
    refresh_warning(&detail.run);
    if detail.run.summary_only {
        line("Whom it changed is no longer kept, so that it cannot be undone.");
    }
    detail.changes.iter().for_each(change_line);
    if !detail.passed_over.is_empty() {
        line("Left as they are:");
        detail.passed_over.iter().for_each(not_imported_line);
    }
}
