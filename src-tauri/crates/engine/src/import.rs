//! People from a CSV or XLSX file: all of them or nobody. The first line that cannot be taken is
//! named by its number.

use crate::api::{ErrorCode, Failure, Imported};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::people::{fields, newcomer};
use chrono::Utc;
use rollcall_export::{Column, Line, Table, TableError, read_table};
use rollcall_people::{Employee, fold};
use rollcall_rules::closest;
use rollcall_store::StoreError;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Usual headers beside the names of the fields themselves, folded and without blanks or marks.
const OTHER_NAMES: [(&str, &str); 34] = [
    ("mail", "email"),
    ("emailaddress", "email"),
    ("primaryemail", "email"),
    ("primarysmtpaddress", "email"),
    ("adresseemail", "email"),
    ("name", "display_name"),
    ("fullname", "display_name"),
    ("anzeigename", "display_name"),
    ("firstname", "given_name"),
    ("vorname", "given_name"),
    ("prénom", "given_name"),
    ("lastname", "surname"),
    ("familyname", "surname"),
    ("nachname", "surname"),
    ("nom", "surname"),
    ("title", "job_title"),
    ("position", "job_title"),
    ("companyname", "company"),
    ("firma", "company"),
    ("officelocation", "office"),
    ("streetaddress", "street"),
    ("zip", "postal_code"),
    ("zipcode", "postal_code"),
    ("plz", "postal_code"),
    ("mobile", "mobile_phone"),
    ("cellphone", "mobile_phone"),
    ("phone", "business_phone"),
    ("telephone", "business_phone"),
    ("phonenumber", "business_phone"),
    ("faxnumber", "fax"),
    ("employeenumber", "employee_id"),
    ("abteilung", "department"),
    ("language", "preferred_language"),
    ("notes", "note"),
];

impl Engine {
    /// Adds everybody of a file as local people. With `dry_run` everything is checked and nobody is
    /// added.
    pub async fn import_people(&self, file: PathBuf, dry_run: bool) -> Result<Imported, Failure> {
        let imported = self.blocking(move |inner| import(inner, &file, dry_run)).await?;
        if !dry_run {
            self.edited();
        }
        Ok(imported)
    }
}

fn import(inner: &Inner, file: &Path, dry_run: bool) -> Result<Imported, Failure> {
    let table = read_table(&read(file)?).map_err(broken)?;
    let columns = columns(&table.header)?;
    let people = table.lines.iter().map(|line| person(&columns, line)).collect::<Result<Vec<_>, _>>()?;
    let checked = if dry_run {
        inner.store.check_addresses(&people)
    } else {
        inner.store.add_people(&people, Utc::now()).map(drop)
    };
    checked.map_err(|error| taken(error, &table, &people))?;
    Ok(Imported { dry_run, people: people.len(), columns: matched(&table, &columns) })
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|cause| {
        Failure::new(ErrorCode::FileUnreadable).with("path", file.display()).caused_by(cause)
    })
}

/// What each column is; `None`: the list keeps that itself.
fn columns(header: &[String]) -> Result<Vec<Option<Column>>, Failure> {
    let mut seen = HashSet::new();
    let mut columns = Vec::new();
    for name in header {
        let column = column(name)?;
        if !seen.insert(column) {
            return Err(Failure::new(ErrorCode::ColumnTwice).with("field", column.name()));
        }
        columns.push(Some(column).filter(|&column| !fields::is_bookkeeping(column)));
    }
    if seen.contains(&Column::Email) { Ok(columns) } else { Err(Failure::new(ErrorCode::NoAddressColumn)) }
}

fn column(header: &str) -> Result<Column, Failure> {
    let bare = bare(header);
    let other =
        OTHER_NAMES.iter().find(|(other, _)| *other == bare).and_then(|(_, name)| Column::from_name(name));
    let unknown = || {
        let failure = Failure::new(ErrorCode::UnknownColumn).with("header", header);
        match closest(header, Column::all().map(Column::name)) {
            Some(suggestion) => failure.with("suggestion", suggestion),
            None => failure,
        }
    };
    Column::all().find(|column| bare == self::bare(column.name())).or(other).ok_or_else(unknown)
}

/// `E-Mail`, `e mail` and `email` are one.
fn bare(header: &str) -> String {
    fold(header).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn person(columns: &[Option<Column>], line: &Line) -> Result<Employee, Failure> {
    let cells =
        || columns.iter().zip(&line.cells).filter_map(|(column, cell)| Some(((*column)?, cell.as_str())));
    let email = cells().find(|(column, _)| *column == Column::Email).map(|(_, cell)| cell);
    // All departments say more than the primary one, so they come last.
    let (all, rest): (Vec<_>, Vec<_>) = cells().partition(|(column, _)| *column == Column::Departments);
    let values = rest.into_iter().chain(all).map(|(column, cell)| (column.name(), cell));
    newcomer(email.unwrap_or_default(), values).map_err(|failure| at(line.number, failure))
}

/// A line's own failure, with what is wrong as the problem.
fn at(line: usize, failure: Failure) -> Failure {
    let Failure { code, params, .. } = failure;
    Failure { params, ..Failure::new(ErrorCode::LineBroken) }.with("line", line).with("problem", code.name())
}

fn taken(error: StoreError, table: &Table, people: &[Employee]) -> Failure {
    let StoreError::AddressTaken { position } = error else { return failures::of_store(error) };
    let failure = Failure::new(ErrorCode::AddressTaken).with("email", &people[position].record.email);
    at(table.lines[position].number, failure)
}

fn broken(error: TableError) -> Failure {
    let failure = Failure::new(ErrorCode::TableBroken);
    match error {
        TableError::Empty => failure.with("problem", "no_header"),
        TableError::NotText => failure.with("problem", "not_unicode"),
        TableError::TooLarge => failure.with("problem", "too_large"),
        TableError::NotAWorkbook(cause) => failure.with("problem", "not_a_workbook").caused_by(cause),
        TableError::Cells { number, found, expected } => Failure::new(ErrorCode::LineBroken)
            .with("line", number)
            .with("problem", "too_many_cells")
            .with("found", found)
            .with("expected", expected),
    }
}

fn matched(table: &Table, columns: &[Option<Column>]) -> Vec<(String, Option<String>)> {
    let name = |column: &Option<Column>| column.map(|column| column.name().to_owned());
    table.header.iter().cloned().zip(columns.iter().map(name)).collect()
}
