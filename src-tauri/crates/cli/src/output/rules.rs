//! Rules taken over or written, and one person explained.

use super::messages::name_of;
use super::preview::{change_line, row_value};
use super::{json, line, plain, words};
use rollcall_engine::api::{Check, CheckedCondition, PeopleFound, RulesImported};
use serde_json::{Value, json as value};
use std::path::Path;

pub(crate) fn rules_exported(connection: &str, file: &Path, as_json: bool) {
    if as_json {
        return json(&value!({ "connection": connection, "file": file }));
    }
    line(format_args!("Wrote the rules of {} to {}.", plain(connection), file.display()));
}

pub(crate) fn rules_imported(imported: &RulesImported, as_json: bool) {
    if as_json {
        return json(imported);
    }
    let name = plain(&imported.connection);
    if !imported.changed {
        return line(format_args!("{name}: the rules are these already."));
    }
    let rules = if imported.rules == 1 { "rule" } else { "rules" };
    line(format_args!("{name}: took over {} {rules}. Nobody was changed yet.", imported.rules));
    would_leave(&imported.removes);
    line(format_args!("Next: rollcall preview {:?}", imported.connection));
}

fn would_leave(removes: &PeopleFound) {
    if removes.count == 0 {
        return;
    }
    let names: Vec<_> = removes.first.iter().map(|person| plain(&person.name)).collect();
    let more = if removes.count > names.len() { ", …" } else { "" };
    line(format_args!("The next sync would remove {} people: {}{more}", removes.count, names.join(", ")));
}

pub(crate) fn check(check: &Check, as_json: bool) {
    if as_json {
        return json(&check_value(check));
    }
    let person = &check.person;
    line(format_args!(
        "{} · {}",
        plain(&person.name),
        plain(person.email.as_deref().unwrap_or("no address"))
    ));
    line(format_args!(
        "  {}: {}",
        outcome(check),
        plain(&words().reason(check.reason.code, &check.reason.params))
    ));
    if !check.departments.is_empty() {
        line(format_args!("  Department: {}", plain(&check.departments.join("; "))));
    }
    if let Some(department) = &check.by_hand {
        line(format_args!("  Kept: department set by hand, {}", plain(department)));
    }
    let mut rule = None;
    for condition in &check.conditions {
        if rule.replace(&condition.rule) != Some(&condition.rule) {
            line(format_args!("  Rule ‘{}’", plain(&condition.rule)));
        }
        line(format_args!("    {}", sentence(condition)));
    }
    if let Some(employee) = person.employee {
        line(format_args!("  In the list as id {employee}."));
    }
    match &check.change {
        Some(change) => change_line(change),
        None => line("  A sync would change nothing about this person."),
    }
}

fn outcome(check: &Check) -> String {
    name_of(&check.outcome).replace('_', " ")
}

fn sentence(condition: &CheckedCondition) -> String {
    let CheckedCondition { field, operator, value, seen, enabled, matches, .. } = condition;
    let answer = match matches {
        _ if !enabled => "off",
        Some(true) => "yes",
        Some(false) => "no ",
        None => "?  ",
    };
    let value = if value.is_null() { String::new() } else { format!(" {}", plain(&value.to_string())) };
    format!("{answer} {} {operator}{value}, saw {}", plain(field), plain(&seen.to_string()))
}

fn check_value(check: &Check) -> Value {
    let mut shape = serde_json::to_value(check).unwrap_or_default();
    shape["reason"] = super::preview::reason_value(&check.reason);
    shape["change"] = check.change.as_ref().map_or(Value::Null, row_value);
    shape
}
