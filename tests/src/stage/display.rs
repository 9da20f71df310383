//! An X display that nobody sees, with a number the server picks itself.

use super::process::Process;
use std::process::{Command, Stdio};

pub struct Display {
    _server: Process,
    /// Such as `:99`.
    pub name: String,
}

impl Display {
    pub fn start() -> Self {
        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1280x820x24", "-nolisten", "tcp"])
            .stderr(Stdio::null());
        let (server, number) = Process::start_and_hear(&mut xvfb);
        Self { _server: server, name: format!(":{number}") }
    }
}
