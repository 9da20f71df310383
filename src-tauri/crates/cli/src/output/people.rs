//! One person, and what an import did.

use super::messages::{failure_value, name_of};
use super::{failure, json, line, plain, words};
use rollcall_engine::api::{DecisionKind, EmployeeRow, Imported, PersonView};
use serde_json::{Value, json as value};

/// More would fill the terminal; `--json` has all of them.
const MOST_PROBLEMS: usize = 20;

/// In JSON the shape of `employees`, with what else is known of the person.
pub(crate) fn person(person: &PersonView, as_json: bool) {
    if as_json {
        return json(&person_value(person));
    }
    match &person.employee {
        Some(row) => employee(row, &person.name),
        None => {
            line(format_args!("{} · not in the list", plain(&person.name)));
            line(format_args!("  {:<20} {}", "email", plain(person.email.as_deref().unwrap_or("-"))));
            line(format_args!("  {:<20} {}", "object_id", person.object_id.as_deref().unwrap_or("-")));
        }
    }
    for set in &person.decisions {
        let what = match set.decision {
            DecisionKind::Always => "always import",
            DecisionKind::Never => "never import",
        };
        line(format_args!("  {what} ({}): {}", plain(&set.connection), plain(&set.note)));
    }
    for event in &person.history {
        let reason = words().reason_to(event.kind, event.reason.code, &event.reason.params);
        line(format_args!(
            "  run {} · {} · {} · {}",
            event.run,
            event.at,
            name_of(&event.kind),
            plain(&reason)
        ));
    }
}

fn employee(row: &EmployeeRow, name: &str) {
    line(format_args!("{} · id {} · {} · {}", plain(name), row.id, name_of(&row.status), plain(&row.owner)));
    let show = |name: &str, text: &str| line(format_args!("  {name:<20} {}", plain(text)));
    show("email", &row.email);
    show("department", &format!("{}{}", row.departments.join("; "), pin(row, "department")));
    for (field, text) in row.fields.iter().filter_map(|(field, text)| Some((field, text.as_deref()?))) {
        show(field.name(), &format!("{text}{}", pin(row, field.name())));
    }
}

/// That a value is kept by hand, and since which day (UTC) where that is known.
fn pin(row: &EmployeeRow, name: &str) -> String {
    let day = row.pinned_at.get(name).and_then(|at| at.split('T').next());
    match (row.pinned.iter().any(|pinned| pinned == name), day) {
        (false, _) => String::new(),
        (true, Some(day)) => format!(" (edited here on {day})"),
        (true, None) => " (edited here)".to_owned(),
    }
}

fn person_value(person: &PersonView) -> Value {
    let known = value!({
        "id": null, "object_id": person.object_id, "email": person.email, "display_name": person.name,
    });
    let row = person.employee.as_ref().and_then(|row| serde_json::to_value(row).ok());
    let mut shape = row.unwrap_or(known);
    shape["decisions"] = value!(person.decisions);
    shape["history"] = value!(person.history);
    shape
}

pub(crate) fn erased(person: &str, as_json: bool) {
    if as_json {
        return json(&value!({ "erased": true, "person": person }));
    }
    line("Erased. No file of the data directory holds this person any more.");
    line("Someone who is still in Microsoft 365 comes back with the next sync, unless set to never import.");
}

/// A dry run shows what would become of the lines; problems are failures of those.
pub(crate) fn imported(imported: &Imported, as_json: bool) {
    if as_json {
        return json(&imported_value(imported));
    }
    for (header, field) in &imported.columns {
        line(format_args!("  {} -> {}", plain(header), field.as_deref().unwrap_or("left out")));
    }
    for (shown, each) in imported.lines.iter().filter(|each| each.problem.is_some()).enumerate() {
        match &each.problem {
            Some(problem) if shown < MOST_PROBLEMS => failure(problem, false),
            _ => break,
        }
    }
    let Imported { adds, updates, unchanged, problems, .. } = imported;
    let (done, changed) =
        if imported.dry_run { ("would be added", "would be updated") } else { ("added", "updated") };
    line(format_args!("{adds} people {done}, {updates} {changed}, {unchanged} unchanged."));
    match imported.run {
        Some(run) => line(format_args!("This is run {run}; `rollcall undo {run}` takes it back.")),
        None if *problems > 0 => {
            line(format_args!("{problems} lines cannot be taken, so nobody would be imported."));
        }
        None => {}
    }
}

fn imported_value(imported: &Imported) -> Value {
    let mut shape = serde_json::to_value(imported).unwrap_or_default();
    for (shown, each) in shape["lines"].as_array_mut().into_iter().flatten().zip(&imported.lines) {
        shown["problem"] = each.problem.as_ref().map_or(Value::Null, failure_value);
    }
    let first = imported.lines.iter().find_map(|each| each.problem.as_ref());
    shape["error"] = first.map_or(Value::Null, failure_value);
    shape
}
