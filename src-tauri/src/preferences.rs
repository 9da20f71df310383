//! What the admin chose for the desktop app on this machine, whichever data directory is open. Kept
//! beside the admin's own data; a file that cannot be read counts as nothing chosen.

use crate::habits::Habits;
use rollcall_engine::api::{ErrorCode, Failure};
use rollcall_words::Language;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    pub(crate) notify: NotifyPolicy,
    /// `None`: ask.
    pub(crate) when_closed: Option<WhenClosed>,
    /// The window's language, as it said last.
    #[serde(with = "language")]
    pub(crate) language: Option<Language>,
    /// Those of its region.
    pub(crate) habits: Option<Habits>,
}

/// Which automatic syncs a person hears of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NotifyPolicy {
    /// Those that changed something, and those in trouble.
    Changes,
    #[default]
    Problems,
    Never,
}

/// What closing the window does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WhenClosed {
    KeepRunning,
    Quit,
}

/// The preferences and the file they are in; without one they last until the app quits.
pub(crate) struct Kept {
    file: Option<PathBuf>,
    now: Mutex<Preferences>,
}

impl Kept {
    pub(crate) fn open(data_dir: Option<&Path>) -> Self {
        let file = data_dir.map(|dir| dir.join("desktop.json"));
        let read = file.as_ref().and_then(|file| std::fs::read(file).ok());
        let now = read.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
        Self { file, now: Mutex::new(now) }
    }

    pub(crate) fn get(&self) -> Preferences {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Holds at once, also when it cannot be kept.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Preferences)) -> Result<(), Failure> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let before = now.clone();
        change(&mut now);
        match &self.file {
            Some(file) if *now != before => write(file, &now),
            _ => Ok(()),
        }
    }
}

/// Beside it first: a crash in the middle leaves the former file.
fn write(file: &Path, preferences: &Preferences) -> Result<(), Failure> {
    let unusable = |error: std::io::Error| {
        Failure::new(ErrorCode::DataDirUnusable).with("path", file.display()).caused_by(error)
    };
    let new = file.with_extension("new");
    let json = serde_json::to_vec_pretty(preferences).unwrap_or_default();
    std::fs::write(&new, json).and_then(|()| std::fs::rename(&new, file)).map_err(unusable)
}

/// As its code, such as `de`.
mod language {
    use rollcall_words::Language;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference over")]
    pub(super) fn serialize<S: Serializer>(kept: &Option<Language>, to: S) -> Result<S::Ok, S::Error> {
        kept.map(Language::code).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Language>, D::Error> {
        Ok(Option::<String>::deserialize(from)?.map(|code| Language::from_locale(&code)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_kept_and_a_broken_file_counts_as_none() {
        let dir = tempfile::tempdir().expect("a folder");
        let kept = Kept::open(Some(dir.path()));
        assert_eq!(kept.get(), Preferences::default(), "only problems, ask, the system's language");
        let chosen = Preferences {
            notify: NotifyPolicy::Changes,
            when_closed: Some(WhenClosed::KeepRunning),
            language: Some(Language::De),
            habits: Some(Habits::of(Language::Fr)),
        };
        kept.change(|now| *now = chosen.clone()).expect("kept");
        assert_eq!(Kept::open(Some(dir.path())).get(), chosen, "after a restart as before");
        std::fs::write(dir.path().join("desktop.json"), "{").expect("broken by hand");
        assert_eq!(Kept::open(Some(dir.path())).get(), Preferences::default(), "the app starts all the same");
    }

    #[test]
    fn what_a_newer_version_added_does_not_cost_the_rest() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("desktop.json");
        std::fs::write(file, r#"{ "notify": "never", "colour": "blue" }"#).expect("written");
        assert_eq!(Kept::open(Some(dir.path())).get().notify, NotifyPolicy::Never, "known keys count");
    }
}
