//! The list as a file: rows stream from the database into the writer, block by block.

use crate::api::{
    ErrorCode, ExportFormat, ExportRequest, Exported, Failure, JobPhase, TableFile, WhichPeople,
};
use crate::engine::{Engine, Inner};
use crate::jobs::Job;
use crate::{employees, failures, log};
use rollcall_export::{Column, CsvPreset, Format, Row};
use rollcall_people::EmployeeId;
use rollcall_store::{EmployeeLine, ListReader, Query};
use std::ops::ControlFlow;
use std::path::Path;

/// People read at once.
const BLOCK: usize = 500;

impl Engine {
    /// Writes people to a file, which appears (or is replaced) only when all is written.
    pub async fn export(&self, request: ExportRequest) -> Result<Exported, Failure> {
        let job = self.inner.jobs.start(None);
        let done = self.blocking(move |inner| write(inner, &job, &request)).await;
        match &done {
            Ok(Exported { people, bytes, .. }) => tracing::info!(people, bytes, "exported"),
            Err(failure) => log::failed("exporting", None, failure),
        }
        done
    }

    /// Writes a table that is shown; returns the size of the file in bytes.
    pub async fn write_table(&self, TableFile { path, header, rows }: TableFile) -> Result<u64, Failure> {
        self.blocking(move |_| {
            rollcall_export::write_sheet(Path::new(&path), &header, &rows).map_err(failures::of_export)
        })
        .await
    }
}

/// The file shows the list as it was at one moment, whatever else happens to it meanwhile.
pub(crate) fn write(inner: &Inner, job: &Job, request: &ExportRequest) -> Result<Exported, Failure> {
    inner.store.read_list(|list| write_rows(list, job, request)).map_err(failures::of_store)?
}

fn write_rows(list: &ListReader<'_>, job: &Job, request: &ExportRequest) -> Result<Exported, Failure> {
    let ids = ids(list, &request.rows)?;
    let columns = columns(&request.columns)?;
    let told = |done: usize| {
        job.tell(JobPhase::Exporting, done, Some(ids.len()));
        if job.cancel.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let path = Path::new(&request.path);
    let written = rollcall_export::export(path, format(request.format), &columns, rows(list, &ids), told)
        .map_err(failures::of_export)?;
    Ok(Exported { path: request.path.clone(), people: written.people, bytes: written.bytes })
}

fn ids(list: &ListReader<'_>, rows: &WhichPeople) -> Result<Vec<EmployeeId>, Failure> {
    let query = match rows {
        WhichPeople::All => Query::default(),
        WhichPeople::Filtered { query } => employees::stored(query),
        WhichPeople::Selected { ids } => return Ok(ids.clone()),
    };
    list.ids(&query).map_err(failures::of_store)
}

pub(crate) fn columns(names: &[String]) -> Result<Vec<Column>, Failure> {
    if names.is_empty() {
        return Ok(Column::all().collect());
    }
    let unknown = |name: &String| Failure::new(ErrorCode::UnknownField).with("field", name);
    names.iter().map(|name| Column::from_name(name).ok_or_else(|| unknown(name))).collect()
}

fn rows<'a>(
    list: &'a ListReader<'_>,
    ids: &'a [EmployeeId],
) -> impl Iterator<Item = Result<Row, rollcall_store::StoreError>> + 'a {
    ids.chunks(BLOCK).flat_map(|block| match list.rows(block) {
        Ok(lines) => lines.into_iter().map(|line| Ok(row(line))).collect::<Vec<_>>(),
        Err(error) => vec![Err(error)],
    })
}

fn row(line: EmployeeLine) -> Row {
    Row { employee: line.employee, owner: line.owner_name }
}

fn format(format: ExportFormat) -> Format {
    match format {
        ExportFormat::Xlsx => Format::Xlsx,
        ExportFormat::CsvExcelDe => Format::Csv(CsvPreset::ExcelDe),
        ExportFormat::CsvExcelUs => Format::Csv(CsvPreset::ExcelUs),
        ExportFormat::CsvPlain => Format::Csv(CsvPreset::Plain),
        ExportFormat::Json => Format::Json,
        ExportFormat::Vcard => Format::VCard,
        ExportFormat::Ldif => Format::Ldif,
    }
}
