//! The app under test: its window, its world, and the few things a person does to a page.

use super::browser::Browser;
use super::bus::Bus;
use super::dialog::Dialog;
use super::display::Display;
use super::process::{Process, wait_until};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);

/// Fields drop in order: the window first, then what it stood on.
pub(crate) struct App {
    client: Client,
    _driver: Process,
    browser: Browser,
    display: Display,
    _bus: Bus,
    home: tempfile::TempDir,
}

impl App {
    /// Starts the app with `args` on a machine where it never ran before.
    pub(crate) async fn start(args: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let (bus, display, browser) =
            (Bus::start(home.path()), Display::start(), Browser::install(home.path()));
        let (driver, port) = driver(&display, &bus, &browser, home.path());
        let client = session(port, args).await;
        Self { client, _driver: driver, browser, display, _bus: bus, home }
    }

    /// A folder that goes away with the test.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Gives the system's save dialog a path.
    pub(crate) fn save_as(&self, title: &str, path: &Path) {
        Dialog { display: &self.display.name }.save_as(title, path);
    }

    /// The first element at `xpath`, once it is there.
    pub(crate) async fn find_path(&self, xpath: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(xpath)).await;
        match found {
            Ok(element) => element,
            Err(error) => self.give_up(&format!("`{xpath}` appears: {error}")).await,
        }
    }

    /// Presses the button that reads `name` (or is called so for screen readers).
    pub(crate) async fn press(&self, name: &str) {
        let path = format!(
            "//*[self::button or @role='button' or @role='tab' or @role='menuitem' or @role='option']\
             [not(@disabled) and not(@aria-disabled='true')]\
             [normalize-space(.)={0} or @aria-label={0}]",
            quoted(name)
        );
        let button = self.find_path(&path).await;
        if let Err(error) = button.click().await {
            self.give_up(&format!("`{name}` can be pressed: {error}")).await;
        }
    }

    /// Picks the radio button or tick box labelled `name`.
    pub(crate) async fn choose(&self, name: &str) {
        let label = self.find_path(&format!("//label[normalize-space(.)={}]", quoted(name))).await;
        label.click().await.unwrap();
    }

    /// Waits for a text anywhere on the page.
    pub(crate) async fn sees(&self, text: &str) {
        self.find_path(&format!("//body//*[contains(normalize-space(.), {})]", quoted(text))).await;
    }

    pub(crate) async fn text(&self) -> String {
        self.find_path("//body").await.text().await.unwrap()
    }

    /// Keeps what the window shows as `NAME.png`, once it has stopped changing.
    pub(crate) async fn screenshot(&self, name: &str) {
        let mut png = self.picture().await;
        for _ in 0..10 {
            tokio::time::sleep(Duration::from_millis(150)).await;
            let later = self.picture().await;
            if std::mem::replace(&mut png, later) == png {
                break;
            }
        }
        std::fs::create_dir_all(screens()).unwrap();
        std::fs::write(screens().join(format!("{name}.png")), png).unwrap();
    }

    async fn picture(&self) -> Vec<u8> {
        let png = self.client.screenshot().await.unwrap();
        assert!(png.starts_with(b"\x89PNG"), "the driver answers with a picture");
        png
    }

    /// Closes the window as the driver does at the end of a session.
    pub(crate) async fn close(self) {
        let Self { client, .. } = self;
        client.close().await.unwrap();
    }

    /// Fails with what was expected, after keeping a picture of what there was.
    async fn give_up(&self, expected: &str) -> ! {
        self.screenshot("failure").await;
        let page = self.client.source().await.unwrap_or_default();
        let _ = std::fs::write(screens().join("failure.html"), page);
        panic!("{expected} (see failure.png and failure.html beside the screenshots)");
    }
}

fn screens() -> PathBuf {
    std::env::var_os("ROLLCALL_SCREENS").map_or_else(|| "artefacts/screens".into(), PathBuf::from)
}

fn needed(variable: &str) -> PathBuf {
    let path = std::env::var_os(variable).map(PathBuf::from);
    path.unwrap_or_else(|| panic!("{variable} is set (see `cargo xtask test --only window`)"))
}

fn driver(display: &Display, bus: &Bus, browser: &Browser, home: &Path) -> (Process, u16) {
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
    let process = Process::start(&mut driver);
    // The first passes everything on to the second, and breaks off where that one does not listen yet.
    for port in [native, port] {
        wait_until("the driver", PATIENCE, || TcpStream::connect(("127.0.0.1", port)).is_ok());
    }
    (process, port)
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

async fn session(port: u16, args: &[&str]) -> Client {
    let options = json!({ "application": needed("ROLLCALL_DESKTOP"), "args": args });
    let mut wanted = serde_json::Map::new();
    wanted.insert("tauri:options".into(), options);
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let connected = builder.capabilities(wanted).connect(&format!("http://127.0.0.1:{port}")).await;
    connected.unwrap_or_else(|error| panic!("the app starts: {error}"))
}

/// An XPath string, whatever quotes it holds.
fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}
