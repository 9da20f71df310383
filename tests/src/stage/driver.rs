//! The driver of the web view, and through it the app in a session of its own.

use super::machine::Machine;
use super::process::{Process, wait_until};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::ffi::OsString;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Names and values for the app's environment.
pub type Variables<'a> = &'a [(&'static str, OsString)];

const PATIENCE: Duration = Duration::from_secs(20);
const LONGEST_START: Duration = Duration::from_secs(120);

/// Gives the driver and the port it listens on.
pub(super) fn start(machine: &Machine, variables: Variables<'_>) -> (Process, u16) {
    let (port, native) = (free_port(), free_port());
    let mut driver = Command::new(needed("TAURI_DRIVER"));
    driver.args(["--port", &port.to_string(), "--native-port", &native.to_string()]);
    machine.furnish(&mut driver);
    driver.stdout(Stdio::null()).envs(variables.iter().cloned());
    let process = Process::start(&mut driver);
    // The first passes everything on to the second, and breaks off where that one does not listen yet.
    for port in [native, port] {
        wait_until("the driver", PATIENCE, || TcpStream::connect(("127.0.0.1", port)).is_ok());
    }
    (process, port)
}

/// Starts the app at `program`.
pub(super) async fn session(port: u16, program: &Path, args: &[&str]) -> Client {
    let options = json!({ "application": program, "args": args });
    let mut wanted = serde_json::Map::new();
    wanted.insert("tauri:options".into(), options);
    // Longer than any script waits by itself: it says what did not come, a driver that gives up does not.
    wanted.insert("timeouts".into(), json!({ "script": 300_000 }));
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let address = format!("http://127.0.0.1:{port}");
    // The driver itself waits for ever for an app that ended at once.
    let connected = tokio::time::timeout(LONGEST_START, builder.capabilities(wanted).connect(&address)).await;
    let connected = connected.unwrap_or_else(|_| panic!("the app shows up within {LONGEST_START:?}"));
    connected.unwrap_or_else(|error| panic!("the app starts: {error}"))
}

pub fn needed(variable: &str) -> PathBuf {
    let path = std::env::var_os(variable).map(PathBuf::from);
    path.unwrap_or_else(|| panic!("{variable} is set (see `cargo xtask test --only window`)"))
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
