//! Whether the window was ever seen. A driver can leave it empty without saying so: then a start ends
//! without one frame, and the next one draws without the graphics card's help, which this window does
//! not need. That stays so for this version of the app; a newer one tries again.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// Shown, and no frame since.
const UNSEEN: &str = "unseen";
/// Seen only without help, by the version that follows.
const PLAIN: &str = "plain ";

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Kept in a file beside the preferences; without a data directory every start is the first.
pub(crate) struct Drawn {
    file: Option<PathBuf>,
    plain: bool,
    /// Nothing more is to be noted of the window's being shown.
    noted: AtomicBool,
}

impl Drawn {
    pub(crate) fn by_former_starts(data_dir: Option<&Path>) -> Self {
        let file = data_dir.map(|dir| dir.join("window.drawn"));
        let kept = file.as_ref().and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
        let plain = kept == UNSEEN || kept.strip_prefix(PLAIN) == Some(VERSION);
        Self { file, plain, noted: AtomicBool::new(plain) }
    }

    /// Whether this start draws without help.
    pub(crate) fn plain(&self) -> bool {
        self.plain
    }

    /// The window is on the screen from now on.
    pub(crate) fn shown(&self) {
        if !self.noted.swap(true, Ordering::Relaxed) {
            self.keep(Some(UNSEEN));
        }
    }

    /// The window's page got a frame. Some systems give hidden windows frames, too.
    pub(crate) fn seen(&self) {
        self.noted.store(true, Ordering::Relaxed);
        let plain = format!("{PLAIN}{VERSION}");
        self.keep(self.plain.then_some(plain.as_str()));
    }

    /// A file that cannot be written costs the next start its knowledge.
    fn keep(&self, what: Option<&str>) {
        let Some(file) = &self.file else { return };
        let _ = match what {
            Some(what) => std::fs::write(file, what),
            None => std::fs::remove_file(file),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Machine(tempfile::TempDir);

    impl Machine {
        fn new() -> Self {
            Self(tempfile::tempdir().expect("a folder"))
        }

        fn start(&self) -> Drawn {
            Drawn::by_former_starts(Some(self.0.path()))
        }
    }

    #[test]
    fn a_start_that_was_seen_leaves_nothing() {
        let machine = Machine::new();
        for _ in 0..3 {
            let start = machine.start();
            assert!(!start.plain(), "with all help there is");
            start.shown();
            start.seen();
        }
        assert_eq!(std::fs::read_dir(machine.0.path()).expect("there").count(), 0, "no trace");
    }

    #[test]
    fn after_an_empty_window_the_next_starts_draw_plainly() {
        let machine = Machine::new();
        machine.start().shown();
        for _ in 0..3 {
            let start = machine.start();
            assert!(start.plain(), "without the card's help, also once that has worked");
            start.shown();
            start.seen();
        }
    }

    #[test]
    fn a_start_that_was_never_shown_says_nothing() {
        let machine = Machine::new();
        drop(machine.start());
        assert!(!machine.start().plain(), "with the computer, without a window; or a second start");
    }

    #[test]
    fn a_window_is_noted_once_however_often_it_is_shown() {
        let machine = Machine::new();
        let start = machine.start();
        start.seen();
        start.shown();
        assert!(!machine.start().plain(), "it got frames while it was hidden");
        let start = machine.start();
        start.shown();
        start.seen();
        start.shown();
        assert!(!machine.start().plain(), "hidden and shown again");
    }

    #[test]
    fn another_version_tries_again() {
        let machine = Machine::new();
        std::fs::write(machine.0.path().join("window.drawn"), "plain 0.0.1").expect("written");
        let start = machine.start();
        assert!(!start.plain(), "drivers and WebKit get better");
        start.shown();
        assert!(machine.start().plain(), "unless the window stays empty again");
    }
}
