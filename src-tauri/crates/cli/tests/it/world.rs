//! A data directory, a sample company, and the `rollcall` binary between them.

use rollcall_sample::{SampleCompany, browser};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

pub(crate) const NAME: &str = "Contoso";

pub(crate) struct World {
    pub(crate) company: SampleCompany,
    pub(crate) dir: TempDir,
    /// Set for each call.
    pub(crate) env: Vec<(&'static str, String)>,
}

/// What one call of `rollcall` ended with.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Said {
    /// The one JSON value on stdout.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("stdout is one JSON value ({error}); got {self:?}"))
    }

    #[track_caller]
    pub(crate) fn expect(self, code: i32, why: &str) -> Self {
        assert_eq!(self.code, code, "{why}; said {self:?}");
        assert!(!self.stderr.contains("panicked"), "never a panic; said {self:?}");
        self
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::of(SampleCompany::start().await.unwrap())
    }

    /// With nobody signed in yet.
    pub(crate) fn of(company: SampleCompany) -> Self {
        Self { company, dir: tempfile::tempdir().unwrap(), env: Vec::new() }
    }

    /// With a connection called [`NAME`], signed in.
    pub(crate) async fn connected() -> Self {
        let world = Self::new().await;
        world.connect(NAME, browser::Visit::default()).await.expect(0, "a fresh sign-in works");
        world
    }

    pub(crate) fn data_dir(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
        command
            .args(args)
            .arg("--data-dir")
            .arg(self.data_dir())
            .arg("--key-file")
            .arg(self.dir.path().join("key"));
        command.env("LC_ALL", "C"); // what is made here is named in the language of messages
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) async fn rollcall(&self, args: &[&str]) -> Said {
        let command = self.command(args);
        run(command).await
    }

    pub(crate) async fn json(&self, args: &[&str]) -> Value {
        self.rollcall(&[args, &["--json"]].concat()).await.json()
    }

    /// `connect`, with the test as the person in the browser.
    pub(crate) async fn connect(&self, name: &str, visit: browser::Visit) -> Said {
        let (login, graph) = (self.company.login_url(), self.company.graph_url());
        let to = ["--cloud", "custom", "--login-url", &login, "--graph-url", &graph];
        self.sign_in(&[&["connect", name], &to[..]].concat(), visit).await
    }

    /// `connect` or `signin`; whatever the browser ended on is left to the assertions.
    pub(crate) async fn sign_in(&self, args: &[&str], visit: browser::Visit) -> Said {
        self.sign_in_at(args, visit, str::to_owned).await
    }

    /// The same at another address than the one that was asked to be opened.
    pub(crate) async fn sign_in_at(
        &self,
        args: &[&str],
        visit: browser::Visit,
        address: impl Fn(&str) -> String,
    ) -> Said {
        let mut child = self.command(args).args(["--no-browser", "--timeout", "20"]).spawn().unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let (url, mut stderr, mut said) = tokio::task::spawn_blocking(move || {
            let mut said = String::new();
            let url = read_url(&mut stderr, &mut said);
            (url, stderr, said)
        })
        .await
        .unwrap();
        if let Some(url) = url {
            browser::sign_in(&address(&url), visit).await.expect("the sample's pages answer");
        }
        tokio::task::spawn_blocking(move || {
            stderr.read_to_string(&mut said).unwrap();
            Said { stderr: said, ..finish(child) }
        })
        .await
        .unwrap()
    }

    /// A file beside the data directory; its path.
    pub(crate) fn file(&self, name: &str, content: &str) -> String {
        let path = self.dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    /// Until another process holds the run lock of the first connection.
    pub(crate) async fn until_locked(&self) {
        let lock = self.data_dir().join("locks/connection-1.lock");
        while std::fs::File::open(&lock).is_ok_and(|file| file.try_lock().is_ok()) {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }

    /// The list as it is, for comparing before and after.
    pub(crate) async fn employees(&self) -> Value {
        self.json(&["employees"]).await
    }
}

pub(crate) async fn run(command: Command) -> Said {
    let mut command = command;
    tokio::task::spawn_blocking(move || said(command.output().unwrap())).await.unwrap()
}

fn read_url(stderr: &mut impl BufRead, said: &mut String) -> Option<String> {
    let mut line = String::new();
    while stderr.read_line(&mut line).unwrap() > 0 {
        said.push_str(&line);
        if let Some(url) = line.trim().strip_prefix("Open to sign in: ") {
            return Some(url.to_owned());
        }
        line.clear();
    }
    None
}

/// Waits for its end.
pub(crate) fn finish(child: Child) -> Said {
    said(child.wait_with_output().unwrap())
}

fn said(output: Output) -> Said {
    Said {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Every file below a directory.
pub(crate) fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() { found.extend(files(&entry.path())) } else { found.push(entry.path()) }
    }
    found
}
