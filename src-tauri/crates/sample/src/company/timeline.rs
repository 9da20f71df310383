//! Days passing: the people and groups of day 1, and one day's events after another.
//! Border: a day's number is the only input; the same number always gives the same snapshot.

use super::groups::{self, Group};
use super::people::{self, Domains, Line};
use super::story::{self, Script};
use super::{Gone, Snapshot, User, generated};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Later days are this one: ten years are enough to try anything.
pub(crate) const LAST_DAY: u32 = 3_650;

/// How long a soft-deleted user can come back, in days (Microsoft Entra: 30).
const RESTORABLE_DAYS: u32 = 30;

pub(crate) struct Timeline {
    domains: Domains,
    script: Script,
    people: &'static str,
    groups: &'static str,
    snapshots: Mutex<BTreeMap<u32, Arc<Snapshot>>>,
}

/// Everybody who was ever there, in order of arrival.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) domains: Domains,
    pub(super) people: Vec<Entry>,
    pub(super) groups: Vec<(String, Group)>,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The login on the day of arrival; the story keeps calling people by it.
    pub(super) login: String,
    pub(super) kind: String,
    pub(super) user: User,
    /// Since which day the person is gone, and how.
    pub(super) gone: Option<(u32, Gone)>,
}

impl Timeline {
    pub(crate) fn new(domains: Domains, people: &'static str, groups: &'static str, script: Script) -> Self {
        Self { domains, script, people, groups, snapshots: Mutex::default() }
    }

    pub(crate) fn on(&self, day: u32) -> Arc<Snapshot> {
        let day = day.clamp(1, LAST_DAY);
        let mut snapshots = self.snapshots.lock().unwrap_or_else(PoisonError::into_inner);
        snapshots.entry(day).or_insert_with(|| Arc::new(Snapshot::of(&self.state_on(day)))).clone()
    }

    fn state_on(&self, day: u32) -> State {
        let mut state = self.first_morning();
        for day in 1..=day {
            state.erase_overdue(day);
            for event in self.events(day, &state) {
                story::apply(&mut state, day, &event);
            }
        }
        state
    }

    fn events(&self, day: u32, state: &State) -> Vec<String> {
        match self.script {
            Script::Nothing => Vec::new(),
            Script::Told(story) if day <= story::last_day(story) => story::events_on(story, day),
            Script::Told(_) => generated::events(day, state),
        }
    }

    fn first_morning(&self) -> State {
        let lines = people::lines(self.people).map(Line::parse);
        let present: Vec<(Line<'_>, User)> =
            lines.map(|line| (line.clone(), line.user(self.domains))).collect();
        let groups =
            people::lines(self.groups).map(|line| groups::parse(line, self.domains, &present)).collect();
        let people = present.into_iter().map(|(line, user)| Entry::new(&line, user)).collect();
        State { domains: self.domains, people, groups }
    }
}

impl Entry {
    pub(super) fn new(line: &Line<'_>, user: User) -> Self {
        Self { login: line.login.to_owned(), kind: line.kind.to_owned(), user, gone: None }
    }
}

impl State {
    pub(super) fn present(&self) -> impl Iterator<Item = &Entry> {
        self.people.iter().filter(|entry| entry.gone.is_none())
    }

    pub(super) fn person(&mut self, login: &str) -> Option<&mut Entry> {
        self.people.iter_mut().find(|entry| entry.login == login)
    }

    pub(super) fn group(&mut self, key: &str) -> Option<&mut Group> {
        self.groups.iter_mut().find(|(known, _)| known == key).map(|(_, group)| group)
    }

    /// Gone for good: memberships end as well.
    pub(super) fn erase(&mut self, login: &str, day: u32) {
        let Some(entry) = self.person(login) else { return };
        entry.gone = Some((day, Gone::Erased));
        let id = entry.user.id.clone();
        for (_, group) in &mut self.groups {
            group.members.retain(|member| member.id != id);
        }
    }

    fn erase_overdue(&mut self, today: u32) {
        let overdue = |entry: &&Entry| matches!(entry.gone, Some((day, Gone::SoftDeleted)) if day + RESTORABLE_DAYS <= today);
        let logins: Vec<String> =
            self.people.iter().filter(overdue).map(|entry| entry.login.clone()).collect();
        for login in logins {
            self.erase(&login, today);
        }
    }
}
