//! The system's own save dialog. It is no web page, so it gets what a person would give it: keys.

use super::process::wait_until;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

pub(super) struct Dialog<'a> {
    pub(super) display: &'a str,
}

impl Dialog<'_> {
    /// Types a whole path into the dialog titled `title` and confirms it.
    pub(super) fn save_as(&self, title: &str, path: &Path) {
        let window = self.window(title);
        // Keys that come while the dialog is still drawing itself are lost: type again, as anybody would.
        for _ in 0..3 {
            self.type_path(&window, path);
            if self.closes(title) {
                return;
            }
        }
        panic!("the dialog takes {} and closes", path.display());
    }

    fn type_path(&self, window: &str, path: &Path) {
        self.keys(&["windowfocus", "--sync", window]);
        self.keys(&["key", "--clearmodifiers", "ctrl+a"]);
        self.keys(&["type", "--clearmodifiers", "--delay", "5", path.to_str().unwrap()]);
        self.keys(&["key", "--clearmodifiers", "Return"]);
    }

    fn closes(&self, title: &str) -> bool {
        let asked = Instant::now();
        while self.find(title).is_some() && asked.elapsed() < Duration::from_secs(8) {
            std::thread::sleep(Duration::from_millis(50));
        }
        self.find(title).is_none()
    }

    fn window(&self, title: &str) -> String {
        let mut found = None;
        wait_until("the save dialog", Duration::from_secs(30), || {
            found = self.find(title);
            found.is_some()
        });
        found.unwrap_or_default()
    }

    fn find(&self, title: &str) -> Option<String> {
        let output = self.xdotool(&["search", "--onlyvisible", "--name", title]).output().ok()?;
        String::from_utf8_lossy(&output.stdout).lines().next().map(str::to_owned)
    }

    fn keys(&self, args: &[&str]) {
        let status = self.xdotool(args).status();
        assert!(status.is_ok_and(|status| status.success()), "xdotool {args:?}");
    }

    fn xdotool(&self, args: &[&str]) -> Command {
        let mut xdotool = Command::new("xdotool");
        xdotool.env("DISPLAY", self.display).args(args);
        xdotool
    }
}
