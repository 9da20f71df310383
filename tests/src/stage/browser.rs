//! The system browser's part: a program called `xdg-open` that only notes the address, and a test
//! that then behaves as a person in a browser would.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

pub struct Browser {
    bin: PathBuf,
    opened: PathBuf,
}

impl Browser {
    pub fn install(home: &Path) -> Self {
        let (bin, opened) = (home.join("bin"), home.join("opened"));
        fs::create_dir_all(&bin).unwrap();
        let program = bin.join("xdg-open");
        // Written whole before it shows under its final name.
        let script =
            format!("#!/bin/sh\nprintf '%s' \"$1\" > '{0}.new' && mv '{0}.new' '{0}'\n", opened.display());
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        Self { bin, opened }
    }

    /// `PATH` with our `xdg-open` first.
    pub fn path(&self) -> std::ffi::OsString {
        let rest = std::env::var_os("PATH").unwrap_or_default();
        std::env::join_paths([self.bin.clone()].into_iter().chain(std::env::split_paths(&rest))).unwrap()
    }

    /// The address the app opened, once it has.
    pub async fn opened(&self) -> String {
        let began = Instant::now();
        loop {
            if let Ok(url) = fs::read_to_string(&self.opened) {
                fs::remove_file(&self.opened).unwrap();
                return url;
            }
            assert!(began.elapsed() < Duration::from_secs(20), "the app opens the browser within 20 s");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
