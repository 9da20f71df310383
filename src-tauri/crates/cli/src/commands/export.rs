//! `export`: the list as a file, once or kept fresh.

use super::Outcome;
use crate::args::{Export, Format, Preset, Rows};
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use rollcall_engine::api::{
    EmployeeQuery, ErrorCode, ExportFormat, ExportRequest, Failure, RefreshFile, WhichPeople,
};
use std::path::Path;

pub(crate) async fn run(session: &Session, args: &Export) -> Outcome {
    match (args.format, &args.output) {
        (Some(format), Some(output)) => write(session, args, format, output).await,
        _ => stop_refreshing(session).await,
    }
}

async fn write(session: &Session, args: &Export, kind: Format, output: &Path) -> Outcome {
    let department = match &args.department {
        Some(path) => Some(known(session, path).await?),
        None => None,
    };
    let request = ExportRequest {
        format: format(kind, args.preset),
        path: output.display().to_string(),
        rows: WhichPeople::Filtered { query: query(args, department) },
        columns: args.columns.clone(),
    };
    let ExportRequest { path, format, columns, .. } = request.clone();
    let exported = session.engine.export(request).await?;
    if args.keep_fresh {
        session.engine.set_refresh_file(Some(RefreshFile { path, format, columns })).await?;
    }
    output::exported(&exported, args.keep_fresh, session.json);
    Ok(Exit::Done)
}

async fn stop_refreshing(session: &Session) -> Outcome {
    let former = session.engine.refresh_file().await?;
    session.engine.set_refresh_file(None).await?;
    output::no_longer_fresh(former.as_ref(), session.json);
    Ok(Exit::Done)
}

fn query(args: &Export, department: Option<String>) -> EmployeeQuery {
    EmployeeQuery {
        archived: args.rows == Rows::Archived,
        paused: args.rows == Rows::Paused,
        edited: args.rows == Rows::Edited,
        department,
        ..EmployeeQuery::default()
    }
}

/// As the list spells it; one that is mistyped would be a file without people.
async fn known(session: &Session, path: &str) -> Result<String, Failure> {
    let wanted = path.trim().to_lowercase();
    let departments = session.engine.departments().await?;
    let found = departments.into_iter().find(|department| department.department.to_lowercase() == wanted);
    let unknown = || Failure::new(ErrorCode::UnknownDepartment).with("department", path);
    found.map(|found| found.department).ok_or_else(unknown)
}

fn format(format: Format, preset: Preset) -> ExportFormat {
    match (format, preset) {
        (Format::Xlsx, _) => ExportFormat::Xlsx,
        (Format::Csv, Preset::ExcelDe) => ExportFormat::CsvExcelDe,
        (Format::Csv, Preset::ExcelUs) => ExportFormat::CsvExcelUs,
        (Format::Csv, Preset::Plain) => ExportFormat::CsvPlain,
        (Format::Json, _) => ExportFormat::Json,
        (Format::Vcard, _) => ExportFormat::Vcard,
        (Format::Ldif, _) => ExportFormat::Ldif,
    }
}
