//! `demo`: the main job on the sample company, on real parts: a loopback sign-in, a sealed
//! file, a database, and the two files an admin takes away.

use super::Outcome;
use crate::args::{Demo, Global};
use crate::exit::Exit;
use crate::output::{self, line};
use crate::session::Session;
use rollcall_engine::api::{
    CloudChoice, ConnectRequest, ConnectionView, ErrorCode, ExportFormat, ExportRequest, Exported, Failure,
    Preview, RunView, WhichPeople,
};
use rollcall_engine::{Options, ReadHow, Secrets, SignInHow, SyncHow};
use rollcall_sample::{SampleCompany, browser};
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What the demo saw, for `--json`; the text report says the same in sentences.
#[derive(Serialize)]
struct Report {
    tenant: Option<String>,
    account: Option<String>,
    preview: Preview,
    sync: RunView,
    second_sync: RunView,
    next_day: RunView,
    undo: RunView,
    exports: Vec<Exported>,
    requests: usize,
    /// Requests that were neither a read nor part of the sign-in: always 0.
    writes: usize,
    seconds: f64,
}

pub(crate) async fn run(global: &Global, args: &Demo) -> Outcome {
    let started = Instant::now();
    let out = usable(&args.out)?;
    let company = SampleCompany::start().await.map_err(internal)?;
    let data = tempfile::tempdir().map_err(internal)?;
    let session = Session::with(global, options(data.path()))?;
    say(global, "Sample company: 160 invented people behind a real sign-in, on this computer only.");
    let connection = sign_in(&session, &company).await?;
    let report = main_job(&session, &company, &connection, &out, started).await?;
    if global.json {
        output::json(&report);
    } else {
        tell(&report);
    }
    Ok(Exit::Done)
}

fn options(data: &Path) -> Options {
    Options {
        data_dir: data.join("data"),
        secrets: Secrets::KeyFile(data.join("key")),
        listener: Arc::new(|_| {}),
    }
}

/// The browser of the demo is a program, everything else is what an admin would go through.
async fn sign_in(session: &Session, company: &SampleCompany) -> Result<ConnectionView, Failure> {
    let request = ConnectRequest {
        name: Some("Sample company".to_owned()),
        cloud: CloudChoice::Custom,
        login_url: Some(company.login_url()),
        graph_url: Some(company.graph_url()),
        ..ConnectRequest::default()
    };
    let how = SignInHow { open_browser: false, timeout: Duration::from_secs(60) };
    let started = session.engine.begin_sign_in(request, how).await?;
    let visit = browser::sign_in(&started.url, browser::Visit::default());
    let (visited, connection) = tokio::join!(visit, session.engine.await_sign_in(started.attempt));
    visited.map_err(internal)?;
    connection
}

async fn main_job(
    session: &Session,
    company: &SampleCompany,
    connection: &ConnectionView,
    out: &Path,
    started: Instant,
) -> Result<Report, Failure> {
    let engine = &session.engine;
    let preview = engine.preview(connection.id, ReadHow::default()).await?;
    let sync = engine.sync(connection.id, SyncHow::default()).await?;
    let second_sync = engine.sync(connection.id, SyncHow::default()).await?;
    company.next_day();
    let next_day = engine.sync(connection.id, SyncHow::default()).await?;
    let exports = vec![
        export(session, ExportFormat::Xlsx, &out.join("employees.xlsx")).await?,
        export(session, ExportFormat::CsvPlain, &out.join("employees.csv")).await?,
    ];
    let undo = engine.undo(next_day.run).await?;
    let log = company.log();
    Ok(Report {
        tenant: connection.tenant_name.clone(),
        account: connection.account.clone(),
        preview,
        sync,
        second_sync,
        next_day,
        undo,
        exports,
        requests: log.len(),
        writes: log.iter().filter(|request| request.is_write()).count(),
        seconds: started.elapsed().as_secs_f64(),
    })
}

async fn export(session: &Session, format: ExportFormat, path: &Path) -> Result<Exported, Failure> {
    let path = path.display().to_string();
    session.engine.export(ExportRequest { format, path, rows: WhichPeople::All, columns: Vec::new() }).await
}

fn tell(report: &Report) {
    let who = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".to_owned());
    line(format_args!("Sign in      {} as {}", who(&report.tenant), who(&report.account)));
    line(format_args!("Preview      {}", output::summary(&report.preview.counts, report.preview.checked)));
    line(format_args!("Sync         {}", output::sentence(&report.sync)));
    line(format_args!("Sync again   {}", output::sentence(&report.second_sync)));
    line(format_args!("Next day     {}", output::sentence(&report.next_day)));
    for export in &report.exports {
        line(format_args!("Export       {} people to {}", export.people, export.path));
    }
    line(format_args!("Undo         {}", output::sentence(&report.undo)));
    let (requests, writes) = (report.requests, report.writes);
    line(format_args!(
        "Microsoft 365 got {requests} requests, {writes} of them writes. {:.1} s.",
        report.seconds
    ));
}

fn say(global: &Global, text: &str) {
    if !global.json {
        line(text);
    }
}

fn usable(out: &Path) -> Result<std::path::PathBuf, Failure> {
    let refused =
        |error| Failure::new(ErrorCode::FileNotWritable).with("path", out.display()).caused_by(error);
    std::fs::create_dir_all(out).map_err(refused)?;
    std::path::absolute(out).map_err(refused)
}

fn internal(error: impl ToString) -> Failure {
    Failure::new(ErrorCode::Internal).caused_by(error)
}
