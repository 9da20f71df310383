//! One person, departments, and what an import did.

use super::messages::name_of;
use super::{json, line, plain, words};
use rollcall_engine::api::{DecisionKind, DepartmentRow, EmployeeRow, Imported, PersonView};
use serde_json::{Value, json as value};

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
        let reason = words().reason(event.reason.code, &event.reason.params);
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
    show("department", &row.departments.join("; "));
    for (field, text) in row.fields.iter().filter_map(|(field, text)| Some((field, text.as_deref()?))) {
        let pin = if row.pinned.iter().any(|pinned| pinned == field.name()) { " (edited here)" } else { "" };
        show(field.name(), &format!("{text}{pin}"));
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

pub(crate) fn departments(rows: &[DepartmentRow], as_json: bool) {
    if as_json {
        return json(&rows);
    }
    if rows.is_empty() {
        return line("No departments yet.");
    }
    for row in rows {
        line(format_args!("{:>6}  {}", row.people, plain(&row.department)));
    }
}

pub(crate) fn imported(imported: &Imported, as_json: bool) {
    if as_json {
        return json(imported);
    }
    for (header, field) in &imported.columns {
        let field = field.as_deref().unwrap_or("left out: the list keeps that itself");
        line(format_args!("  {} -> {field}", plain(header)));
    }
    let done = if imported.dry_run { "would be added" } else { "added" };
    line(format_args!("{} people {done}.", imported.people));
}
