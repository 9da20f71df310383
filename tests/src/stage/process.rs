//! Programs that end with the test, together with whatever they started.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Process(Child);

impl Process {
    /// In a process group of its own, so that its children end with it.
    pub fn start(command: &mut Command) -> Self {
        let child = command.process_group(0).spawn();
        Self(child.unwrap_or_else(|error| panic!("{:?} starts: {error}", command.get_program())))
    }

    /// Starts it and gives the first line it prints.
    pub fn start_and_hear(command: &mut Command) -> (Self, String) {
        let mut process = Self::start(command.stdout(Stdio::piped()));
        let out: ChildStdout = process.0.stdout.take().unwrap();
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).unwrap();
        assert!(!line.trim().is_empty(), "{:?} says where it is", command.get_program());
        (process, line.trim().to_owned())
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.0
    }

    fn signal(&self, signal: &str) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args([signal, "--", &group]).stderr(Stdio::null()).status();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.signal("-TERM");
        let asked = Instant::now();
        while matches!(self.0.try_wait(), Ok(None)) && asked.elapsed() < Duration::from_secs(3) {
            std::thread::sleep(Duration::from_millis(20));
        }
        self.signal("-KILL");
        let _ = self.0.wait();
    }
}

/// Waits until `ready`, and says what did not come.
pub fn wait_until(what: &str, limit: Duration, mut ready: impl FnMut() -> bool) {
    assert!(wait_for(limit, || ready().then_some(())).is_some(), "{what} within {limit:?}");
}

/// Waits for something; nothing when it did not come in time.
pub(super) fn wait_for<T>(limit: Duration, mut found: impl FnMut() -> Option<T>) -> Option<T> {
    let began = Instant::now();
    loop {
        match found() {
            None if began.elapsed() < limit => std::thread::sleep(Duration::from_millis(50)),
            found => return found,
        }
    }
}
