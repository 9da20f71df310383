//! A second process over the same data: this test program once more, which does nothing but write.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const DATABASE: &str = "ROLLCALL_TEST_WRITES_TO";
const BEGUN: &str = "the other process writes";

/// It has the write lock from the moment this is there until it is dropped.
pub(crate) struct Elsewhere(Child);

impl Elsewhere {
    /// `as_test`: the path of the test that calls [`write`], which only runs when it is asked for.
    pub(crate) fn writes(database: &Path, as_test: &str) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([as_test, "--exact", "--ignored", "--nocapture"])
            .env(DATABASE, database)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(said.map_while(Result::ok).any(|line| line.contains(BEGUN)), "it got the lock");
        Self(child)
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        let _gone_already = self.0.kill();
        self.0.wait().unwrap();
    }
}

/// What the second process does, until it is ended.
pub(crate) fn write() {
    let database = std::env::var_os(DATABASE).unwrap();
    let db = rusqlite::Connection::open(database).unwrap();
    db.execute_batch("BEGIN IMMEDIATE").unwrap();
    std::io::stdout().write_all(format!("\n{BEGUN}\n").as_bytes()).unwrap();
    let _until_the_test_ends = std::io::stdin().read_to_end(&mut Vec::new());
}
