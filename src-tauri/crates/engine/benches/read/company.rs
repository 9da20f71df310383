//! The server side: the sample company at a size, somebody who signed in, and readers as processes.

use crate::meter::Cost;
use crate::product::{self, Task};
use rollcall_sample::{Effect, Fault, SampleCompany, browser};
use secrecy::ExposeSecret;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio_util::sync::CancellationToken;

pub(crate) struct Company {
    server: SampleCompany,
    dir: TempDir,
    token: String,
    readers: AtomicUsize,
}

pub(crate) enum Reader<'a> {
    Floor,
    Product(Task, &'a Path),
}

/// Whose members a data directory asks for. The rules of a new connection name no group.
#[derive(Clone, Copy)]
pub(crate) enum Members {
    All,
    OfRules,
}

impl Members {
    /// As the file of rules has it.
    fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::OfRules => "in_rules",
        }
    }
}

impl Company {
    pub(crate) async fn open(users: usize, groups: usize) -> Self {
        let server = SampleCompany::builder().users(users).groups(groups).start().await.unwrap();
        let dir = tempfile::tempdir().unwrap();
        for members in [Members::All, Members::OfRules] {
            connect(&server, &dir.path().join(members.word()), members).await;
        }
        let token = token(&server).await;
        Self { server, dir, token, readers: AtomicUsize::new(0) }
    }

    /// A data directory that is signed in and has read nothing yet.
    pub(crate) fn fresh_dir(&self, members: Members) -> PathBuf {
        let number = self.readers.fetch_add(1, Ordering::Relaxed);
        let dir = self.dir.path().join(number.to_string());
        copy(&self.dir.path().join(members.word()), &dir);
        dir
    }

    pub(crate) fn answer_after(&self, latency: Duration) {
        self.server.faults().clear();
        if !latency.is_zero() {
            self.server.faults().add(Fault::new("/v1.0/", Effect::Delay(latency)));
        }
    }

    pub(crate) fn next_day(&self) {
        self.server.next_day();
    }

    /// Runs a reader to its end.
    pub(crate) async fn read(&self, reader: Reader<'_>) -> Cost {
        self.server.clear_log();
        let mut command = Command::new(std::env::current_exe().unwrap());
        match reader {
            Reader::Floor => {
                let file = self.dir.path().join("floor.sqlite");
                let _ = std::fs::remove_file(&file);
                command.args(["floor", &self.server.graph_url()]).arg(file)
            }
            Reader::Product(task, dir) => command.arg("product").arg(dir).arg(task.word()),
        };
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(self.token.as_bytes()).await.unwrap();
        let output = child.wait_with_output().await.unwrap();
        assert!(output.status.success(), "the reader reads");
        let cost: Cost = serde_json::from_slice(&output.stdout).unwrap();
        let requests = self.server.log().iter().filter(|one| one.path.starts_with("/v1.0/")).count();
        Cost { requests, ..cost }
    }

    pub(crate) async fn close(self) {
        self.server.stop().await;
    }
}

/// Signs in as an admin does.
async fn connect(server: &SampleCompany, dir: &Path, members: Members) {
    std::fs::create_dir_all(dir).unwrap();
    let engine = product::open(dir, Arc::new(|_| {}));
    let connection = crate::connect::connect(&engine, server, &server.graph_url(), members.word()).await;
    let policies = dir.join("rules.json");
    let text =
        format!(r#"{{ "version": 1, "rules": [], "policies": {{ "groups": "{}" }} }}"#, members.word());
    std::fs::write(&policies, text).unwrap();
    engine.import_rules(connection, policies).await.unwrap();
}

/// An access token for a reader that knows nothing of sign-ins.
async fn token(server: &SampleCompany) -> String {
    let cloud = rollcall_entra::Cloud::custom(&server.login_url(), &server.graph_url()).unwrap();
    let request = rollcall_entra::SignInRequest::new(cloud, rollcall_sample::CLIENT_ID);
    let http = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    let attempt = rollcall_entra::begin(http.build().unwrap(), request).await.unwrap();
    let url = attempt.url().to_string();
    let visit = browser::sign_in(&url, browser::Visit::default());
    let (visited, signed_in) = tokio::join!(visit, attempt.finish(CancellationToken::new()));
    visited.unwrap();
    signed_in.unwrap().tokens.access().expose_secret().to_owned()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
