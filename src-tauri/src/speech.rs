//! What is said outside of the window: in its language, and with the habits of its region.

use crate::habits::Habits;
use crate::preferences::Kept;
use rollcall_engine::StarterNames;
use rollcall_words::{Language, Params, Words};
use tauri::{AppHandle, Manager};

pub(crate) struct Speech {
    pub(crate) words: Words,
    pub(crate) habits: Habits,
}

impl Speech {
    /// As the window said last, or before it ever spoke, by the system's language.
    pub(crate) fn of(app: &AppHandle) -> Self {
        let kept = app.state::<Kept>().get();
        let system = || Language::from_env(|name| std::env::var(name).ok());
        let language = kept.language.unwrap_or_else(system);
        Self::new(language, kept.habits.unwrap_or_else(|| Habits::of(language)))
    }

    /// What the engine makes for the admin is theirs: it gets names of their language.
    pub(crate) fn starter_names(&self) -> StarterNames {
        StarterNames::of(|name| self.words.text(&format!("starter.{name}"), &Params::new()))
    }

    pub(crate) fn new(language: Language, habits: Habits) -> Self {
        Self { words: Words::of(language).grouped(habits.grouping()), habits }
    }
}
