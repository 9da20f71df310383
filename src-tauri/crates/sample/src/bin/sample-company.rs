//! The sample company as a process of its own, for programs that are not written in Rust.
//! Prints one JSON line on stdout and runs until stdin ends or Ctrl-C.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program talks through its streams")]

use rollcall_sample::{CERTIFICATE, SampleCompany};
use serde_json::json;
use std::io::Write;
use std::process::ExitCode;
use tokio::sync::oneshot;

const USAGE: &str = "usage: sample-company [--https] [--port N] [--day N] [--users N] [--groups N]";

#[tokio::main]
async fn main() -> ExitCode {
    match run(std::env::args().skip(1)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

async fn run(arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let company = builder(arguments)?.start().await.map_err(|error| format!("it cannot start: {error}"))?;
    let certificate =
        write_certificate().map_err(|error| format!("the certificate cannot be written: {error}"))?;
    let line = json!({
        "login_url": company.login_url(),
        "graph_url": company.graph_url(),
        "tenant_id": company.tenant_id(),
        "client_id": rollcall_sample::CLIENT_ID,
        "admins": company.admins().iter().map(|admin| &admin.user_principal_name).collect::<Vec<_>>(),
        "certificate": certificate,
    });
    println!("{line}");
    let _ = std::io::stdout().flush();
    tokio::select! {
        _ = stdin_ends() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    let _ = std::fs::remove_file(&certificate);
    company.stop().await;
    Ok(())
}

fn builder(mut arguments: impl Iterator<Item = String>) -> Result<rollcall_sample::Builder, String> {
    let mut builder = SampleCompany::builder();
    while let Some(flag) = arguments.next() {
        if flag == "--https" {
            builder = builder.https(true);
            continue;
        }
        let value: u32 =
            arguments.next().and_then(|text| text.parse().ok()).ok_or_else(|| USAGE.to_owned())?;
        builder = match flag.as_str() {
            "--port" => builder.port(u16::try_from(value).map_err(|_| USAGE.to_owned())?),
            "--day" => builder.day(value),
            "--users" => builder.users(value as usize),
            "--groups" => builder.groups(value as usize),
            _ => return Err(USAGE.to_owned()),
        };
    }
    Ok(builder)
}

/// Where other programs find the certificate to trust.
fn write_certificate() -> std::io::Result<std::path::PathBuf> {
    let path = std::env::temp_dir().join(format!("sample-company-{}.pem", std::process::id()));
    std::fs::write(&path, CERTIFICATE)?;
    Ok(path)
}

/// Read on a thread of its own, which nobody waits for when Ctrl-C comes first.
fn stdin_ends() -> oneshot::Receiver<()> {
    let (sender, receiver) = oneshot::channel();
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        let _ = sender.send(());
    });
    receiver
}
