//! The driver of the web view, and through it the app in a session of its own.

use super::browser::Browser;
use super::bus::Bus;
use super::display::Display;
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

/// Gives the driver and the port it listens on.
pub(super) fn start(
    display: &Display,
    bus: &Bus,
    browser: &Browser,
    home: &Path,
    variables: Variables<'_>,
) -> (Process, u16) {
    let (port, native) = (free_port(), free_port());
    let mut driver = Command::new(needed("TAURI_DRIVER"));
    driver.args(["--port", &port.to_string(), "--native-port", &native.to_string()]);
    driver
        .env("DISPLAY", &display.name)
        .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
        .env("PATH", browser.path());
    for (name, folder) in
        [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")]
    {
        driver.env(name, home.join(folder));
    }
    driver
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("GDK_BACKEND", "x11")
        .env("GTK_USE_PORTAL", "0");
    driver.env("LANG", "C.UTF-8").env_remove("WAYLAND_DISPLAY").stdout(Stdio::null());
    driver.envs(variables.iter().cloned());
    let process = Process::start(&mut driver);
    // The first passes everything on to the second, and breaks off where that one does not listen yet.
    for port in [native, port] {
        wait_until("the driver", PATIENCE, || TcpStream::connect(("127.0.0.1", port)).is_ok());
    }
    (process, port)
}

/// Starts the app.
pub(super) async fn session(port: u16) -> Client {
    let options = json!({ "application": needed("ROLLCALL_DESKTOP") });
    let mut wanted = serde_json::Map::new();
    wanted.insert("tauri:options".into(), options);
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let connected = builder.capabilities(wanted).connect(&format!("http://127.0.0.1:{port}")).await;
    connected.unwrap_or_else(|error| panic!("the app starts: {error}"))
}

fn needed(variable: &str) -> PathBuf {
    let path = std::env::var_os(variable).map(PathBuf::from);
    path.unwrap_or_else(|| panic!("{variable} is set (see `cargo xtask test --only window`)"))
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
