//! A desktop session in a temporary home: a message bus, a keyring, and processes that use them.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const STAGE: &str = "ROLLCALL_KEYRING_STAGE";
const DATA: &str = "ROLLCALL_KEYRING_DATA";
const READY: &str = "ready for the next scene";
const PASSWORD: &[u8] = b"correct horse";
const LOGIN: &str = "/org/freedesktop/secrets/collection/login";
/// A session bus that starts no services by itself: whether there is a keyring is the test's matter.
const BUS: &str = "<busconfig><type>session</type><listen>unix:dir=HOME</listen><policy context=\"default\">\
    <allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/></policy></busconfig>";
const PATIENCE: Duration = Duration::from_secs(20);

/// The data directory and the stage to play, in a process that a test started.
pub(crate) fn stage() -> Option<(PathBuf, String)> {
    Some((PathBuf::from(env::var_os(DATA)?), env::var(STAGE).ok()?))
}

/// In a stage: says that it got so far, and waits for [`Waiting::go_on`].
pub(crate) fn tell_ready_and_wait() {
    println!("{READY}");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("the test speaks");
}

pub(crate) struct Desktop {
    home: TempDir,
    bus: Child,
    address: String,
    keyring: Option<Child>,
}

impl Desktop {
    pub(crate) fn start() -> Self {
        let home = TempDir::new().unwrap();
        let config = home.path().join("bus.conf");
        fs::write(&config, BUS.replace("HOME", &home.path().display().to_string())).unwrap();
        let mut bus = Command::new("dbus-daemon")
            .args(["--nofork", "--print-address"])
            .arg(format!("--config-file={}", config.display()))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon (Debian package dbus)");
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let mut desktop = Self { home, bus, address: address.trim().to_owned(), keyring: None };
        desktop.start_keyring();
        desktop
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Starts the keyring with its login collection unlocked, and waits until it answers.
    pub(crate) fn start_keyring(&mut self) {
        let mut keyring = self
            .command("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon (Debian package gnome-keyring)");
        keyring.stdin.take().unwrap().write_all(PASSWORD).unwrap();
        self.keyring = Some(keyring);
        self.wait_for("an unlocked keyring", |d| d.property(LOGIN, "Collection", "Locked").contains("false"));
    }

    pub(crate) fn stop_keyring(&mut self) {
        let mut keyring = self.keyring.take().expect("it runs");
        keyring.kill().unwrap();
        keyring.wait().unwrap();
        self.wait_for("the keyring to leave the bus", |d| {
            let owned = d.call(
                "org.freedesktop.DBus",
                "/org/freedesktop/DBus",
                "org.freedesktop.DBus.NameHasOwner",
                &["string:org.freedesktop.secrets"],
            );
            owned.contains("false")
        });
    }

    pub(crate) fn restart_keyring(&mut self) {
        self.stop_keyring();
        self.start_keyring();
    }

    pub(crate) fn lock(&self) {
        self.secrets("/org/freedesktop/secrets", "Service.Lock", &[&format!("array:objpath:{LOGIN}")]);
        // The daemon answers before it is done.
        self.wait_for("a locked keyring", |d| d.property(LOGIN, "Collection", "Locked").contains("true"));
    }

    pub(crate) fn keyring_items(&self) -> usize {
        self.items().len()
    }

    /// As a person who tidies up with a password manager.
    pub(crate) fn forget_items(&self) {
        for item in self.items() {
            self.secrets(&item, "Item.Delete", &[]);
        }
        assert_eq!(self.keyring_items(), 0, "all gone");
    }

    /// Plays a stage of the calling test in a process of its own.
    pub(crate) fn play(&self, stage: &str) {
        self.play_with_bus(stage, &self.address);
    }

    pub(crate) fn play_with_bus(&self, stage: &str, address: &str) {
        let output = self.actor(stage).env("DBUS_SESSION_BUS_ADDRESS", address).output().unwrap();
        let said =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.contains("1 passed"), "stage {stage:?}:\n{said}");
    }

    /// Starts a stage that pauses in the middle.
    pub(crate) fn begin(&self, stage: &str) -> Waiting {
        let mut actor = self.actor(stage).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(actor.stdout.take().unwrap());
        Waiting { actor, output }
    }

    fn actor(&self, stage: &str) -> Command {
        let test = thread::current().name().expect("tests run on named threads").to_owned();
        let mut command = self.command(env::current_exe().unwrap());
        command.args(["--exact", &test, "--nocapture"]);
        command.env(STAGE, stage).env(DATA, self.home().join("data"));
        command
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        for name in ["HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, self.home());
        }
        command.env_remove("GNOME_KEYRING_CONTROL").env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        command
    }

    fn items(&self) -> Vec<String> {
        let listed = self.property(LOGIN, "Collection", "Items");
        listed.split('"').filter(|path| path.starts_with(LOGIN)).map(str::to_owned).collect()
    }

    fn property(&self, object: &str, interface: &str, name: &str) -> String {
        let interface = format!("string:org.freedesktop.Secret.{interface}");
        let arguments = [interface.as_str(), &format!("string:{name}")];
        self.call("org.freedesktop.secrets", object, "org.freedesktop.DBus.Properties.Get", &arguments)
    }

    fn secrets(&self, object: &str, method: &str, arguments: &[&str]) -> String {
        self.call("org.freedesktop.secrets", object, &format!("org.freedesktop.Secret.{method}"), arguments)
    }

    fn call(&self, destination: &str, object: &str, method: &str, arguments: &[&str]) -> String {
        let mut command = self.command("dbus-send");
        command
            .args(["--session", "--print-reply", &format!("--dest={destination}"), object, method])
            .args(arguments);
        let output = command.output().expect("dbus-send (Debian package dbus)");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn wait_for(&self, what: &str, reached: impl Fn(&Self) -> bool) {
        let started = Instant::now();
        while !reached(self) {
            assert!(started.elapsed() < PATIENCE, "waited in vain for {what}");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for process in self.keyring.iter_mut().chain([&mut self.bus]) {
            let _ended_already = process.kill();
            let _reaped = process.wait();
        }
    }
}

/// A stage that waits for the test.
pub(crate) struct Waiting {
    actor: Child,
    output: BufReader<ChildStdout>,
}

impl Waiting {
    pub(crate) fn until_ready(&mut self) {
        let mut line = String::new();
        while !line.contains(READY) {
            line.clear();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the stage ended early");
        }
    }

    /// Lets it go on and sees it through.
    pub(crate) fn go_on(mut self) {
        self.actor.stdin.take().unwrap().write_all(b"\n").unwrap();
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        assert!(
            self.actor.wait().unwrap().success() && rest.contains("1 passed"),
            "the rest of the stage:\n{rest}"
        );
    }
}
