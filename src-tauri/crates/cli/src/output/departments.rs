//! The departments, and what a change of them did.

use super::{json, line, plain};
use rollcall_engine::api::{DepartmentRenamed, DepartmentRow};
use serde_json::json as value;

pub(crate) fn departments(rows: &[DepartmentRow], as_json: bool) {
    if as_json {
        return json(&rows);
    }
    if rows.is_empty() {
        return line("No departments yet.");
    }
    for row in rows {
        line(format_args!("{:>6}  {}{}", row.people, plain(&row.department), called(&row.source_names)));
    }
}

pub(crate) fn department_renamed(renamed: &DepartmentRenamed, as_json: bool) {
    if as_json {
        return json(renamed);
    }
    let DepartmentRenamed { from, to, merged, people, source_names } = renamed;
    let what = if *merged { "is now part of" } else { "is now called" };
    line(format_args!("{} {what} {}: {people} people.", plain(from), plain(to)));
    for name in source_names.iter().map(|name| plain(name)) {
        line(format_args!(
            "Whoever is in {name} in Microsoft 365 belongs there; `--forget {name:?}` ends that."
        ));
    }
}

pub(crate) fn department_removed(path: &str, as_json: bool) {
    if as_json {
        return json(&value!({ "removed": path }));
    }
    line(format_args!("Removed {}.", plain(path)));
}

pub(crate) fn department_name_forgotten(name: &str, as_json: bool) {
    if as_json {
        return json(&value!({ "forgotten": name }));
    }
    line(format_args!(
        "Forgot {}. With the next sync its people are in a department of that name.",
        plain(name)
    ));
}

fn called(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    if names.is_empty() { String::new() } else { format!("  (in Microsoft 365: {})", names.join(", ")) }
}
