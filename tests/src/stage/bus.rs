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
        wait_until("the keyring", Duration::from_secs(10), || owned(&address, "org.freedesktop.secrets"));
        Self { _keyring: keyring, _daemon: daemon, address }
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

/// Whether somebody on the bus answers to `name`.
fn owned(address: &str, name: &str) -> bool {
    let ask = ["--session", "--dest=org.freedesktop.DBus", "--print-reply", "/org/freedesktop/DBus"];
    let mut send = Command::new("dbus-send");
    send.args(ask).args(["org.freedesktop.DBus.NameHasOwner", &format!("string:{name}")]);
    let answer = send.env("DBUS_SESSION_BUS_ADDRESS", address).output();
    answer.is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains("boolean true"))
}
