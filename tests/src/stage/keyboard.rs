//! A person at the keyboard: keys go wherever the focus is, as they do without a mouse.

use super::App;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use std::time::{Duration, Instant};

/// No screen has more places to tab through.
const MOST_TABS: usize = 80;

const PATIENCE: Duration = Duration::from_secs(10);

impl App {
    /// Presses keys such as `Tab`, `Ctrl+3` or `Ctrl+Shift+Enter`.
    pub async fn keys(&self, combination: &str) {
        let keys: Vec<char> = combination.split('+').map(code).collect();
        let down = keys.iter().map(|&value| KeyAction::Down { value });
        let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
        self.strike(down.chain(up)).await;
    }

    pub async fn types(&self, text: &str) {
        let strokes = text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        self.strike(strokes).await;
    }

    /// Goes on with Tab until the focus is on what is called `name`.
    pub async fn tab_to(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..MOST_TABS {
            self.keys("Tab").await;
            let focused = self.focused().await;
            if focused == name {
                return;
            }
            passed.push(focused);
        }
        self.give_up(&format!("Tab leads to `{name}`, beyond {passed:?}")).await;
    }

    /// Opens the list that has the focus and goes down in it to `option`.
    pub async fn pick(&self, option: &str) {
        self.keys("Enter").await;
        self.find_path(&format!("//*[@role='option'][normalize-space(.)='{option}']")).await;
        self.keys("Home").await;
        for _ in 0..MOST_TABS {
            if self.ask(ACTIVE_OPTION).await == option {
                return self.keys("Enter").await;
            }
            self.keys("Down").await;
        }
        self.give_up(&format!("the arrows lead to `{option}`")).await;
    }

    /// Waits until the focus is on what is called `name`.
    pub async fn focus_is_on(&self, name: &str) {
        let asked = Instant::now();
        while self.focused().await != name {
            if asked.elapsed() > PATIENCE {
                self.give_up(&format!("the focus is on `{name}`, not on `{}`", self.focused().await)).await;
            }
        }
    }

    /// What a screen reader would call the element with the focus.
    async fn focused(&self) -> String {
        self.ask(NAME_OF_THE_FOCUSED).await.as_str().unwrap_or_default().to_owned()
    }

    async fn strike(&self, keys: impl Iterator<Item = KeyAction>) {
        let actions = keys.fold(KeyActions::new("keyboard".into()), InputSource::then);
        if let Err(error) = self.client.perform_actions(actions).await {
            self.give_up(&format!("keys are taken: {error}")).await;
        }
    }
}

const NAME_OF_THE_FOCUSED: &str = "
    const at = document.activeElement;
    const by = (at.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id));
    const named = at.getAttribute('aria-label') ?? by.find(Boolean)?.textContent ?? at.labels?.[0]?.textContent;
    return (named ?? at.textContent ?? '').trim();
";

const ACTIVE_OPTION: &str = "
    const at = document.activeElement.getAttribute('aria-activedescendant');
    return document.getElementById(at)?.textContent.trim();
";

fn code(name: &str) -> char {
    let key = match name {
        "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Tab" => Key::Tab,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Space" => return ' ',
        "Down" => Key::Down,
        "Up" => Key::Up,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "Right" => Key::Right,
        "F2" => Key::F2,
        "F5" => Key::F5,
        plain => return plain.chars().next().unwrap_or_default(),
    };
    key.chars().next().unwrap_or_default()
}
