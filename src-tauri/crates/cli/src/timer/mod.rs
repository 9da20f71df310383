//! The system's own scheduler: which files it wants, and which commands tell it about them.
//!
//! The border: [`Installation`] is made without touching anything, so that it can be shown and tested
//! for every system; [`install`] and [`remove`] carry it out.

mod launchd;
mod systemd;
mod task_scheduler;

use rollcall_engine::api::{ErrorCode, Failure};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is to be run each day.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) program: PathBuf,
    pub(crate) args: Vec<String>,
    pub(crate) hour: u32,
    pub(crate) minute: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Installation {
    pub(crate) files: Vec<File>,
    pub(crate) start: Vec<Vec<String>>,
    pub(crate) stop: Vec<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    /// As the Task Scheduler reads its files; everything else is UTF-8.
    pub(crate) utf16: bool,
}

/// For this system. `data_dir` holds the files of schedulers that keep copies of their own.
pub(crate) fn installation(job: &Job, data_dir: &Path) -> Result<Installation, Failure> {
    let home = || Failure::new(ErrorCode::DataDirUnusable).with("path", "~");
    match () {
        () if cfg!(windows) => Ok(task_scheduler::installation(job, data_dir)),
        () if cfg!(target_os = "macos") => {
            Ok(launchd::installation(job, &dirs::home_dir().ok_or_else(home)?.join("Library/LaunchAgents")))
        }
        () => Ok(systemd::installation(job, &dirs::config_dir().ok_or_else(home)?.join("systemd/user"))),
    }
}

impl Installation {
    pub(crate) fn is_there(&self) -> bool {
        self.files.iter().all(|file| file.path.is_file())
    }
}

/// Writes the files and starts the timer. The files stay when that fails, so that it can be done by hand.
pub(crate) fn install(plan: &Installation) -> Result<(), Failure> {
    plan.files.iter().try_for_each(write)?;
    plan.start.iter().try_for_each(|command| run(command))
}

/// Stops the timer and deletes the files. What is gone already is as good as removed.
pub(crate) fn remove(plan: &Installation) -> Result<(), Failure> {
    let stopped = plan.stop.iter().try_for_each(|command| run(command));
    for file in plan.files.iter().filter(|file| file.path.exists()) {
        std::fs::remove_file(&file.path).map_err(|cause| not_writable(&file.path, cause))?;
    }
    stopped
}

fn write(file: &File) -> Result<(), Failure> {
    let failed = |cause| not_writable(&file.path, cause);
    if let Some(dir) = file.path.parent() {
        std::fs::create_dir_all(dir).map_err(failed)?;
    }
    std::fs::write(&file.path, bytes(file)).map_err(failed)
}

fn bytes(file: &File) -> Vec<u8> {
    match file.utf16 {
        true => std::iter::once(0xFEFF).chain(file.text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        false => file.text.clone().into_bytes(),
    }
}

fn not_writable(path: &Path, cause: std::io::Error) -> Failure {
    Failure::new(ErrorCode::FileNotWritable).with("path", path.display()).caused_by(cause)
}

fn run(command: &[String]) -> Result<(), Failure> {
    let failed = |cause: String| {
        Failure::new(ErrorCode::TimerFailed).with("command", command.join(" ")).caused_by(cause)
    };
    let Some((program, args)) = command.split_first() else { return Ok(()) };
    let said = Command::new(program).args(args).stdin(Stdio::null()).output();
    let said = said.map_err(|error| failed(error.to_string()))?;
    if said.status.success() {
        return Ok(());
    }
    Err(failed(String::from_utf8_lossy(&said.stderr).trim().to_owned()))
}

fn words(command: &str) -> Vec<String> {
    command.split(' ').map(str::to_owned).collect()
}

/// Text within an XML element.
fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn job() -> Job {
        let args = ["sync", "--all", "--data-dir", "/home/a b/100% \"R&D\" $HOME\\x"].map(str::to_owned);
        Job { program: "/opt/roll call/rollcall".into(), args: args.into(), hour: 3, minute: 5 }
    }

    #[test]
    fn what_is_installed_is_removed_again() {
        let dir = tempfile::tempdir().unwrap();
        let plan =
            Installation { start: Vec::new(), stop: Vec::new(), ..systemd::installation(&job(), dir.path()) };
        assert!(!plan.is_there(), "not yet");
        install(&plan).unwrap();
        assert!(plan.is_there(), "both files");
        remove(&plan).unwrap();
        remove(&plan).expect("twice is no mistake");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "nothing is left");
    }

    #[test]
    fn a_scheduler_that_refuses_is_named() {
        let failed = run(&words("false --now")).unwrap_err();
        assert_eq!(
            (failed.code, failed.params["command"].as_str()),
            (ErrorCode::TimerFailed, "false --now"),
            "{failed}"
        );
    }

    #[test]
    fn the_task_scheduler_gets_utf_16() {
        let file = File { path: PathBuf::new(), text: "ä".to_owned(), utf16: true };
        assert_eq!(bytes(&file), [0xFF, 0xFE, 0xE4, 0x00], "with its mark, little end first");
    }
}
