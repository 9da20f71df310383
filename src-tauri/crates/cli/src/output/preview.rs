//! A plan, as text or in the JSON shape that scripts rely on.

use super::{json, line, plain, words};
use rollcall_engine::api::{ChangeKind, Counts, GuardStatus, PlanRow, Preview, Reason, Warning};
use serde_json::{Map, Value, json as value};

const SHOWN: usize = 40;

pub(crate) fn preview(preview: &Preview, changes: &[PlanRow], not_imported: &[PlanRow], as_json: bool) {
    if as_json {
        return json(&shape(preview, changes, not_imported));
    }
    line(format_args!("{}: {}", plain(&preview.connection_name), summary(&preview.counts, preview.checked)));
    banners(preview);
    changes.iter().take(SHOWN).for_each(change_line);
    more(changes.len(), "changes");
    if !preview.new_departments.is_empty() {
        line(format_args!("New departments: {}", plain(&quoted(&preview.new_departments))));
    }
    if !not_imported.is_empty() {
        line("Not imported:");
        not_imported.iter().take(SHOWN).for_each(not_imported_line);
        more(not_imported.len(), "people");
    }
    line("Nothing was applied. Microsoft 365 is never changed.");
}

/// Names may hold commas and semicolons.
fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("‘{name}’")).collect::<Vec<_>>().join(", ")
}

/// The same words everywhere.
pub(crate) fn summary(counts: &Counts, checked: usize) -> String {
    let Counts { add, update, link, restore, remove, conflict, not_imported, unchanged } = *counts;
    if add + update + link + restore + remove + conflict == 0 {
        return format!(
            "No changes. {checked} people checked, {unchanged} unchanged, {not_imported} not imported."
        );
    }
    let mut parts =
        vec![format!("{add} to add"), format!("{} to update", update + link), format!("{remove} to remove")];
    if restore > 0 {
        parts.push(format!("{restore} to restore"));
    }
    if conflict > 0 {
        parts.push(format!("{conflict} to decide"));
    }
    parts.push(format!("{not_imported} not imported"));
    parts.push(format!("{unchanged} unchanged"));
    parts.join(" · ")
}

fn banners(preview: &Preview) {
    if preview.look {
        line("A look only, without the rules whose groups could not be read. It cannot be applied.");
    }
    if preview.guard.status == GuardStatus::Held {
        let (removals, limit) = (preview.guard.removals, preview.guard.limit);
        line(format_args!(
            "Held: {removals} removals are more than the limit of {limit}. Nothing would be applied."
        ));
    }
    for warning in &preview.warnings {
        line(format_args!("! {}", plain(&warning_text(warning))));
    }
}

pub(super) fn change_line(row: &PlanRow) {
    let sign = match row.kind {
        Some(ChangeKind::Add) => '+',
        Some(ChangeKind::Restore) => '<',
        Some(ChangeKind::Link) => '=',
        Some(ChangeKind::Update) => '~',
        Some(ChangeKind::Remove) => '-',
        Some(ChangeKind::Conflict) | None => '?',
    };
    let department = row.department.as_deref().unwrap_or_default();
    let email = row.email.as_deref().unwrap_or_default();
    let why = plain(&change_text(row));
    line(format_args!(
        "{sign} {:<28} {:<40} {:<26} {why}",
        plain(&row.name),
        plain(email),
        plain(department)
    ));
    if row.kind != Some(ChangeKind::Add) {
        for change in &row.fields {
            let (from, to) =
                (change.from.as_deref().unwrap_or("(empty)"), change.to.as_deref().unwrap_or("(empty)"));
            line(format_args!("    {}: {} → {}", change.field, plain(from), plain(to)));
        }
    }
}

pub(super) fn not_imported_line(row: &PlanRow) {
    line(format_args!("  {:<28} {}", plain(&row.name), plain(&reason_text(&row.reason))));
}

fn more(total: usize, what: &str) {
    if total > SHOWN {
        line(format_args!("  … and {} more {what} (--json shows all)", total - SHOWN));
    }
}

fn shape(preview: &Preview, changes: &[PlanRow], not_imported: &[PlanRow]) -> Value {
    value!({
        "connection": preview.connection_name,
        "plan": preview.plan,
        "read_at": preview.read_at,
        "complete": preview.complete,
        "blocked": preview.blocked,
        "look": preview.look,
        "guard": preview.guard,
        "counts": preview.counts,
        "changes": changes.iter().map(row_value).collect::<Vec<_>>(),
        "not_imported": not_imported.iter().map(not_imported_value).collect::<Vec<_>>(),
        "new_departments": preview.new_departments,
        "warnings": preview.warnings.iter().map(warning_value).collect::<Vec<_>>(),
    })
}

pub(crate) fn row_value(row: &PlanRow) -> Value {
    let fields: Map<String, Value> =
        row.fields.iter().map(|f| (f.field.clone(), value!({ "from": f.from, "to": f.to }))).collect();
    value!({
        "kind": row.kind, "object_id": row.object_id, "email": row.email, "name": row.name,
        "department": row.department, "fields": fields, "rule": row.rule,
        "reason": reason_as(&row.reason, &change_text(row)),
    })
}

pub(super) fn not_imported_value(row: &PlanRow) -> Value {
    value!({
        "object_id": row.object_id, "name": row.name, "email": row.email, "reason": reason_value(&row.reason),
    })
}

fn change_text(row: &PlanRow) -> String {
    words().reason_to(row.kind, row.reason.code, &row.reason.params)
}

fn reason_text(reason: &Reason) -> String {
    words().reason(reason.code, &reason.params)
}

pub(super) fn reason_value(reason: &Reason) -> Value {
    reason_as(reason, &reason_text(reason))
}

fn reason_as(reason: &Reason, text: &str) -> Value {
    value!({ "code": reason.code, "text": text, "params": reason.params })
}

fn warning_text(warning: &Warning) -> String {
    words().warning(warning.code, &warning.params)
}

fn warning_value(warning: &Warning) -> Value {
    value!({ "code": warning.code, "text": warning_text(warning), "params": warning.params })
}
