//! What would become of each line of a file. Pure.

use crate::api::{ErrorCode, Failure};
use crate::people::{fields, newcomer};
use rollcall_export::{Column, Line, Table};
use rollcall_people::{Email, Employee, Owner, Status};
use std::collections::HashMap;

/// The record before (`None`: a new one) and after.
type Outcome = Result<(Option<Employee>, Employee), Failure>;

pub(super) struct Planned {
    pub(super) line: usize,
    pub(super) result: Outcome,
}

/// Who has an address.
#[derive(Clone, Copy)]
enum Holder<'a> {
    Listed(&'a Employee),
    /// A line before.
    InFile,
}

/// `update`: a line about a local person of the list changes them, field by field; its blank cells change
/// nothing.
pub(super) fn plan(
    table: &Table,
    columns: &[Option<Column>],
    list: &[Employee],
    update: bool,
) -> Vec<Planned> {
    let mut holders: HashMap<String, Holder<'_>> = HashMap::new();
    for employee in list.iter().filter(|employee| employee.status != Status::Archived) {
        holders.extend(addresses(employee).map(|key| (key, Holder::Listed(employee))));
    }
    let mut planned = Vec::new();
    for line in &table.lines {
        let result = one(columns, line, &holders, update);
        if let Ok((_, after)) = &result {
            holders.extend(addresses(after).map(|key| (key, Holder::InFile)));
        }
        planned.push(Planned { line: line.number, result });
    }
    planned
}

fn one(
    columns: &[Option<Column>],
    line: &Line,
    holders: &HashMap<String, Holder<'_>>,
    update: bool,
) -> Outcome {
    if line.found > columns.len() {
        return Err(Failure::new(ErrorCode::LineBroken)
            .with("problem", "too_many_cells")
            .with("found", line.found)
            .with("expected", columns.len()));
    }
    let values = values(columns, line);
    let email = values.iter().find(|(name, _)| *name == Column::Email.name());
    let email = fields::address(email.map(|(_, cell)| *cell).unwrap_or_default())?;
    match holders.get(email.key()) {
        None => newcomer(email.as_str(), values.into_iter()).map(|person| (None, person)),
        Some(Holder::Listed(known)) if update && known.owner == Owner::Local => {
            updated(known, &values).map(|after| (Some((*known).clone()), after))
        }
        Some(_) => Err(Failure::new(ErrorCode::AddressTaken).with("email", email)),
    }
}

/// Values by field name. All departments say more than the primary one, so they come last.
fn values<'a>(columns: &[Option<Column>], line: &'a Line) -> Vec<(&'static str, &'a str)> {
    let cells = columns.iter().zip(&line.cells);
    let (all, rest): (Vec<_>, Vec<_>) = cells
        .filter_map(|(column, cell)| Some(((*column)?, cell.as_str())))
        .partition(|(column, _)| *column == Column::Departments);
    rest.into_iter().chain(all).map(|(column, cell)| (column.name(), cell)).collect()
}

/// The address is what the person was found by, and stays as it is written.
fn updated(known: &Employee, values: &[(&'static str, &str)]) -> Result<Employee, Failure> {
    let mut after = known.clone();
    let told = values.iter().filter(|(name, cell)| *name != Column::Email.name() && !cell.is_empty());
    told.into_iter().try_for_each(|(name, cell)| fields::set(&mut after, name, cell))?;
    Ok(after)
}

fn addresses(employee: &Employee) -> impl Iterator<Item = String> {
    let record = &employee.record;
    std::iter::once(&record.email).chain(&record.aliases).map(Email::key).map(str::to_owned)
}
