//! A Python environment of the checkout's own, with the packages the peer tests use.

use super::stamp::Stamp;
use crate::project::Project;
use crate::run::{Outcome, Step};
use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;

const INTERPRETER: &str = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };

/// The interpreter of the peer tests' environment.
pub(crate) fn interpreter(project: &Project) -> PathBuf {
    project.tools().join("peers-venv").join(INTERPRETER)
}

/// Made anew when the requirements change, or when an earlier attempt did not get to its end.
pub(crate) fn packages(project: &Project) -> Outcome {
    let requirements = project.path("tests/peers/requirements.txt");
    let stamp = Stamp::of(project, "peers-venv", &requirements)?;
    if stamp.is_current() && Step::new(interpreter(project)).args(["--version"]).works() {
        return Ok(());
    }
    stamp.clear();
    environment(project, "peers-venv", &["--requirement".as_ref(), requirements.as_os_str()])?;
    stamp.write()
}

/// A fresh environment `name` among the tools, with what `wanted` tells pip to install.
pub(super) fn environment(project: &Project, name: &str, wanted: &[impl AsRef<OsStr>]) -> Outcome {
    let dir = project.tools().join(name);
    let _ = fs::remove_dir_all(&dir); // Absent is as good as removed.
    Step::new(system_python()).args(["-m", "venv"]).args([&dir]).run()?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    Step::new(dir.join(INTERPRETER)).args(install).args(wanted).run()
}

/// On Debian the one that the package `python3-venv` belongs to, whatever else is on the path.
fn system_python() -> &'static str {
    match () {
        () if cfg!(windows) => "python",
        () if std::path::Path::new("/usr/bin/python3").is_file() => "/usr/bin/python3",
        () => "python3",
    }
}
