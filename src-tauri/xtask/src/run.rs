//! Running other programs: said before, streamed while, judged after.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fmt, io};

/// Why something did not go well, in words for the terminal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It ran, and the answer is no.
    Failed(String),
    /// It could not run here; the text says what to do about it.
    Cannot(String),
}

pub(crate) type Outcome<T = ()> = Result<T, Trouble>;

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(text) | Self::Cannot(text) => f.write_str(text),
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// One program with its arguments.
pub(crate) struct Step {
    command: Command,
    line: String,
}

impl Step {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        Self { command: Command::new(program), line: program.to_string_lossy().into_owned() }
    }

    /// The cargo that runs this program.
    pub(crate) fn cargo() -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Self { command: Command::new(cargo), line: "cargo".into() }
    }

    /// npm, which is a script on Windows.
    pub(crate) fn npm() -> Self {
        Self { command: Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" }), line: "npm".into() }
    }

    pub(crate) fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        for arg in args {
            self.line = format!("{} {}", self.line, arg.as_ref().to_string_lossy());
            self.command.arg(arg);
        }
        self
    }

    pub(crate) fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Looks for programs in `dir` before anywhere else, also those the program starts itself.
    pub(crate) fn path_first(mut self, dir: Option<PathBuf>) -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(dir.into_iter().chain(std::env::split_paths(&path)));
        if let Ok(path) = path {
            self.command.env("PATH", path);
        }
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs it with its output going to the terminal.
    pub(crate) fn run(mut self) -> Outcome {
        println!("  $ {}", self.line);
        let status = self.command.status().map_err(|error| not_started(&self.line, &error))?;
        if status.success() {
            return Ok(());
        }
        let how =
            status.code().map_or_else(|| "was killed".to_owned(), |code| format!("ended with code {code}"));
        Err(Trouble::Failed(format!("`{}` {how}", self.line)))
    }

    /// Runs it and gives what it printed, whatever its exit code.
    pub(crate) fn output(mut self) -> Outcome<String> {
        let ran = self.command.stdin(Stdio::null()).stderr(Stdio::null()).output();
        let output = ran.map_err(|error| not_started(&self.line, &error))?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether it starts and ends well, without a word.
    pub(crate) fn works(mut self) -> bool {
        let command = self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }
}

fn not_started(line: &str, error: &io::Error) -> Trouble {
    let program = line.split(' ').next().unwrap_or(line);
    match error.kind() {
        io::ErrorKind::NotFound => Trouble::Cannot(format!("`{program}` was not found on this machine.")),
        _ => Trouble::Cannot(format!("`{program}` could not be started: {error}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_cannot_run_rather_than_fails() {
        let trouble = Step::new("rollcall-no-such-program").run().unwrap_err();
        assert!(matches!(trouble, Trouble::Cannot(_)), "it is the machine that lacks something: {trouble}");
    }

    #[test]
    fn a_failing_program_is_named_with_its_code() {
        let trouble = Step::cargo().args(["no-such-command"]).run().unwrap_err();
        assert_eq!(
            trouble,
            Trouble::Failed("`cargo no-such-command` ended with code 101".into()),
            "line and code"
        );
    }
}
