//! People from a CSV or XLSX file: looked at line by line, then all of them or nobody, as a run that can
//! be taken back.

mod columns;
mod lines;

use crate::api::{ErrorCode, Failure, FileColumn, ImportLine, ImportRequest, Imported, LineAction};
use crate::engine::{Engine, Inner};
use crate::{departments, failures};
use chrono::Utc;
use lines::Planned;
use rollcall_export::{Column, Table, TableError, read_table};
use rollcall_store::{FromFile, StoreError};

/// How many values show what a column holds.
const SAMPLES: usize = 3;

impl Engine {
    /// The columns of a file, and what each of them seems to be: for matching them before an import.
    pub async fn file_columns(&self, path: String) -> Result<Vec<FileColumn>, Failure> {
        self.blocking(move |_| Ok(file_columns(&read_table(&read(&path)?).map_err(broken)?))).await
    }

    /// Adds (and, when asked for, updates) everybody of a file as local people. A dry run says what
    /// would become of each line; otherwise the first line that cannot be taken ends it, and nobody is
    /// changed.
    pub async fn import_people(&self, request: ImportRequest) -> Result<Imported, Failure> {
        let dry_run = request.dry_run;
        let imported = self.blocking(move |inner| import(inner, &request)).await?;
        if !dry_run {
            self.applied();
        }
        Ok(imported)
    }
}

fn import(inner: &Inner, request: &ImportRequest) -> Result<Imported, Failure> {
    let table = read_table(&read(&request.path)?).map_err(broken)?;
    let columns = columns::matched(&table.header, &request.columns)?;
    let list = inner.store.employees().map_err(failures::of_store)?;
    let planned = lines::plan(&table, &columns, &list, request.update);
    let run = if request.dry_run { None } else { write(inner, &planned)? };
    Ok(Imported { run, ..view(request, &table, &columns, &planned) })
}

fn file_columns(table: &Table) -> Vec<FileColumn> {
    let samples = |at: usize| {
        let cells = table.lines.iter().filter_map(move |line| line.cells.get(at));
        cells.filter(|cell| !cell.is_empty()).take(SAMPLES).cloned().collect()
    };
    let column = |(at, header): (usize, &String)| FileColumn {
        header: header.clone(),
        field: columns::guessed(header).map(|column| column.name().to_owned()),
        samples: samples(at),
    };
    table.header.iter().enumerate().map(column).collect()
}

fn read(path: &str) -> Result<Vec<u8>, Failure> {
    std::fs::read(path)
        .map_err(|cause| Failure::new(ErrorCode::FileUnreadable).with("path", path).caused_by(cause))
}

/// `None`: there was nothing to write.
fn write(inner: &Inner, planned: &[Planned]) -> Result<Option<i64>, Failure> {
    let mut people = Vec::new();
    let renames = inner.store.renames().map_err(failures::of_store)?;
    for Planned { line, result } in planned {
        let (before, mut after) = result.clone().map_err(|failure| at(*line, failure))?;
        departments::place(&mut after, &renames);
        if before.as_ref() != Some(&after) {
            people.push(FromFile { line: *line, before, after });
        }
    }
    if people.is_empty() {
        return Ok(None);
    }
    let run = inner.store.import(&people, Utc::now()).map_err(|error| taken(error, &people))?;
    Ok(Some(run.0))
}

/// Somebody took an address since the list was looked at.
fn taken(error: StoreError, people: &[FromFile]) -> Failure {
    let StoreError::AddressTaken { position } = error else { return failures::of_store(error) };
    let Some(one) = people.iter().filter(|one| one.before.is_none()).nth(position) else {
        return failures::of_store(error);
    };
    at(one.line, Failure::new(ErrorCode::AddressTaken).with("email", &one.after.record.email))
}

/// A line's own failure, with what is wrong as the problem.
fn at(line: usize, failure: Failure) -> Failure {
    let Failure { code, mut params, .. } = failure;
    params.entry("problem".to_owned()).or_insert_with(|| code.name());
    Failure { params, ..Failure::new(ErrorCode::LineBroken) }.with("line", line)
}

fn broken(error: TableError) -> Failure {
    let failure = Failure::new(ErrorCode::TableBroken);
    match error {
        TableError::Empty => failure.with("problem", "no_header"),
        TableError::NotText => failure.with("problem", "no_text_file"),
        TableError::TooLarge => failure.with("problem", "too_large"),
        TableError::NotAWorkbook(cause) => failure.with("problem", "not_a_workbook").caused_by(cause),
    }
}

fn view(request: &ImportRequest, table: &Table, columns: &[Option<Column>], planned: &[Planned]) -> Imported {
    let lines: Vec<_> = planned.iter().map(line).collect();
    let count = |action| lines.iter().filter(|line| line.action == action).count();
    let (adds, updates, problems) =
        (count(LineAction::Add), count(LineAction::Update), count(LineAction::Problem));
    let name = |column: &Option<Column>| column.map(|column| column.name().to_owned());
    Imported {
        dry_run: request.dry_run,
        run: None,
        people: adds + updates,
        adds,
        updates,
        unchanged: count(LineAction::Unchanged),
        problems,
        encoding: table.encoding.name().to_owned(),
        separator: table.separator.map(String::from),
        columns: table.header.iter().cloned().zip(columns.iter().map(name)).collect(),
        lines,
    }
}

fn line(planned: &Planned) -> ImportLine {
    let (action, shown, problem) = match &planned.result {
        Ok((None, after)) => (LineAction::Add, Some(after), None),
        Ok((Some(before), after)) if before == after => (LineAction::Unchanged, Some(after), None),
        Ok((Some(_), after)) => (LineAction::Update, Some(after), None),
        Err(failure) => (LineAction::Problem, None, Some(at(planned.line, failure.clone()))),
    };
    ImportLine {
        line: planned.line,
        action,
        email: shown.map(|employee| employee.record.email.to_string()),
        name: shown.map(|employee| employee.record.name().to_owned()),
        problem,
    }
}
