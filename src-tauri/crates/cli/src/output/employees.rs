//! The employee list on a terminal, or as JSON.

use super::{json, line, plain};
use rollcall_engine::api::{EmployeeRow, Field};

pub(crate) fn employees(rows: &[EmployeeRow], archived: bool, as_json: bool) {
    if as_json {
        return json(&rows);
    }
    if rows.is_empty() && archived {
        return line("Nobody is archived.");
    }
    if rows.is_empty() {
        return line("No employees yet. Next: rollcall preview NAME, then rollcall sync NAME");
    }
    for row in rows {
        let text = |field| plain(row.fields.get(&field).and_then(Option::as_deref).unwrap_or_default());
        let (name, title) = (text(Field::DisplayName), text(Field::JobTitle));
        let (email, department) = (plain(&row.email), plain(&row.department));
        line(format_args!("{:>5}  {name:<28} {email:<40} {department:<26} {title}", row.id));
    }
    line(format_args!("{} people", rows.len()));
}
