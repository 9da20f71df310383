//! One person's computer: a home, a session bus with a keyring on it, a display and a browser. The app
//! runs on it, and whatever else a desktop has is served on its bus.

use super::browser::Browser;
use super::bus::Bus;
use super::display::Display;
use super::driver::{self, Variables};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// What only one instance of the app owns on a session's bus.
pub const INSTANCE: &str = "app.rollcall.desktop.SingleInstance";

/// Fields drop in order: what shows something first, then what it stood on.
pub struct Machine {
    pub browser: Browser,
    pub display: Display,
    pub bus: Bus,
    home: TempDir,
}

impl Machine {
    pub fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        let (bus, display) = (Bus::start(home.path()), Display::start());
        Self { browser: Browser::install(home.path()), display, bus, home }
    }

    /// A folder that goes away with the test.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// What programs of this computer find in their environment.
    pub fn furnish(&self, program: &mut Command) {
        let folders = [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")];
        program.envs(folders.map(|(name, folder)| (name, self.home().join(folder))));
        program.env("HOME", self.home()).env("XDG_RUNTIME_DIR", self.home()).env("PATH", self.browser.path());
        program.env("DISPLAY", &self.display.name).env("DBUS_SESSION_BUS_ADDRESS", &self.bus.address);
        program.env("GDK_BACKEND", "x11").env("GTK_USE_PORTAL", "0").env("LANG", "C.UTF-8");
        program.env_remove("WAYLAND_DISPLAY");
    }

    /// Opens the app as its entry in a menu of programs does; it ends by itself where one runs already.
    pub fn start_again(&self, variables: Variables<'_>) {
        let mut app = Command::new(driver::needed("ROLLCALL_DESKTOP"));
        self.furnish(&mut app);
        let ended = app.envs(variables.iter().cloned()).status().unwrap();
        assert!(ended.success(), "the second one leaves it to the first: {ended}");
    }
}
