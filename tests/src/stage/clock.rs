//! A clock that is set for one program: it stands elsewhere and goes on from there.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Gives a program that starts `app` with its clock ahead by so many seconds, in this time zone.
pub fn ahead(home: &Path, app: &Path, seconds: u64, zone: &str) -> PathBuf {
    let program = home.join("with-its-own-clock");
    // Waits and time-outs stay as they are.
    let clock = format!("FAKETIME=+{seconds}s FAKETIME_DONT_FAKE_MONOTONIC=1 TZ={zone}");
    let script =
        format!("#!/bin/sh\nLD_PRELOAD='{}' {clock} exec '{}' \"$@\"\n", library().display(), app.display());
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    program
}

/// The library behind `faketime`. That program itself refuses to start when one with its process id
/// was killed before.
fn library() -> PathBuf {
    let libraries = ["lib", "lib64"].map(|dir| Path::new("/usr").join(dir));
    let below = libraries.iter().filter_map(|dir| dir.read_dir().ok()).flatten().flatten();
    let dirs = libraries.iter().cloned().chain(below.map(|entry| entry.path()));
    let mut found = dirs.map(|dir| dir.join("faketime/libfaketimeMT.so.1"));
    found
        .find(|library| library.exists())
        .unwrap_or_else(|| panic!("the package faketime brings its library"))
}
