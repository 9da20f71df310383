//! `export`: the list as a file.

use super::Outcome;
use crate::args::{Export, Format, Preset};
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use rollcall_engine::api::{ExportFormat, ExportRequest, ExportRows};

pub(crate) async fn run(session: &Session, args: &Export) -> Outcome {
    let request = ExportRequest {
        format: format(args.format, args.preset),
        path: args.output.display().to_string(),
        rows: ExportRows::All,
        columns: Vec::new(),
    };
    let exported = session.engine.export(request).await?;
    output::exported(&exported, session.json);
    Ok(Exit::Done)
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
