//! A D-Bus session of its own with a fresh, unlocked keyring in it.

use super::process::{Process, wait_until};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

pub struct Bus {
    _keyring: Process,
    _daemon: Process,
    pub address: String,
}

impl Bus {
    /// `home` holds the keyring's files and goes away with the test.
    pub fn start(home: &Path) -> Self {
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile", "--print-address"]).stderr(Stdio::null());
        let (daemon, address) = Process::start_and_hear(bus.env("HOME", home));
        let keyring = unlocked_keyring(home, &address);
        let secrets = || owner(&address, "org.freedesktop.secrets").is_ok();
        wait_until("the keyring", Duration::from_secs(10), secrets);
        Self { _keyring: keyring, _daemon: daemon, address }
    }

    /// The process that answers to `name`, if one does.
    pub fn process(&self, name: &str) -> Option<u32> {
        owner(&self.address, name).ok()
    }
}

fn unlocked_keyring(home: &Path, address: &str) -> Process {
    let mut daemon = Command::new("gnome-keyring-daemon");
    daemon.args(["--foreground", "--unlock", "--components=secrets"]);
    daemon.env("DBUS_SESSION_BUS_ADDRESS", address).env("HOME", home).env("XDG_DATA_HOME", home.join("data"));
    daemon.env("XDG_RUNTIME_DIR", home).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut keyring = Process::start(&mut daemon);
    // The password ends with the stream: taking stdin and dropping it closes it.
    let mut stdin = keyring.child().stdin.take().unwrap();
    stdin.write_all(b"test").unwrap();
    keyring
}

/// The process that answers to `name` on the bus.
fn owner(address: &str, name: &str) -> zbus::Result<u32> {
    let bus = zbus::blocking::connection::Builder::address(address)?.build()?;
    let name = zbus::names::BusName::try_from(name)?;
    Ok(zbus::blocking::fdo::DBusProxy::new(&bus)?.get_connection_unix_process_id(name)?)
}
