//! The file, and the one before it. Each line opens it anew: several processes write here, and any of
//! them may begin a new one. Libraries that do this bound the time or hold the file open, and then
//! fail when another process has moved it.

use crate::mask::masked;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tracing_subscriber::fmt::MakeWriter;

const NOW: &str = "rollcall.log";
const BEFORE: &str = "rollcall.before.log";

/// Bytes after which a new file begins: years of quiet nights, weeks of noisy ones.
const FULL: u64 = 1 << 20;

pub(crate) struct LogFile {
    folder: PathBuf,
    full: u64,
    home: Option<String>,
}

impl LogFile {
    pub(crate) fn new(folder: PathBuf) -> Self {
        let home = std::env::home_dir().map(|home| home.display().to_string());
        Self { folder, full: FULL, home }
    }

    fn add(&self, line: &str) -> io::Result<()> {
        let mut file = open(&self.folder)?;
        if file.metadata()?.len() >= self.full {
            std::fs::rename(self.folder.join(NOW), self.folder.join(BEFORE))?;
            file = open(&self.folder)?;
        }
        file.write_all(line.as_bytes())
    }
}

/// The oldest first.
pub(crate) fn files(folder: &Path) -> [PathBuf; 2] {
    [BEFORE, NOW].map(|name| folder.join(name))
}

fn open(folder: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let path = folder.join(NOW);
    match options.open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make(folder)?;
            options.open(&path)
        }
        opened => opened,
    }
}

/// Not its parents: where there is no data directory, there is nothing to tell of.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

impl<'a> MakeWriter<'a> for LogFile {
    type Writer = Event<'a>;

    fn make_writer(&'a self) -> Self::Writer {
        Event(self)
    }
}

/// Takes one event, whole.
pub(crate) struct Event<'a>(&'a LogFile);

impl Write for Event<'_> {
    /// Never fails: who logs has more important things to do.
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let said = String::from_utf8_lossy(event);
        let _no_log_then = self.0.add(&masked(&said, self.0.home.as_deref()));
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log() -> (tempfile::TempDir, LogFile) {
        let dir = tempfile::tempdir().expect("a folder");
        let log = LogFile { full: 1000, ..LogFile::new(dir.path().join("logs")) };
        (dir, log)
    }

    fn say(log: &LogFile, line: &str) {
        log.make_writer().write_all(line.as_bytes()).expect("never fails");
    }

    #[test]
    fn the_log_never_takes_more_than_two_files() {
        let (_dir, log) = log();
        let line = "x ".repeat(20);
        for _ in 0..200 {
            say(&log, &line);
        }
        let bytes: Vec<u64> =
            files(&log.folder).iter().map(|file| std::fs::metadata(file).expect("there").len()).collect();
        assert_eq!(std::fs::read_dir(&log.folder).expect("there").count(), 2, "this one and the one before");
        assert!(bytes.iter().all(|bytes| *bytes < 1050), "8,000 bytes were written, kept: {bytes:?}");
    }

    #[test]
    fn two_writers_share_the_file_and_its_turn() {
        let (_dir, one) = log();
        let two = LogFile { full: 1000, ..LogFile::new(one.folder.clone()) };
        let line = "y ".repeat(200);
        for _ in 0..4 {
            say(&one, &line);
            say(&two, &line);
        }
        say(&two, "the last");
        let now = std::fs::read_to_string(one.folder.join(NOW)).expect("there");
        assert!(now.ends_with("the last\n"), "whoever turned the page, both write on the new one");
    }

    #[test]
    fn without_a_data_directory_there_is_no_log() {
        let dir = tempfile::tempdir().expect("a folder");
        say(&LogFile::new(dir.path().join("missing/logs")), "hello");
        assert!(!dir.path().join("missing").exists(), "nothing is made for a line");
    }

    #[cfg(unix)]
    #[test]
    fn the_log_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (_dir, log) = log();
        say(&log, "hello");
        let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&log.folder), mode(&log.folder.join(NOW))), (0o700, 0o600), "folder and file");
    }
}
