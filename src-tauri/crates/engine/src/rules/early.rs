//! Counts of a first read under way: its users are all there, its groups are not. They are counted and nothing
//! else: what is not complete is never planned from, so it does not become a directory here either.

use super::outcome::Outcome;
use super::templates;
use crate::api::{EarlyCount, EarlyCounts, Failure, Tag};
use crate::engine::{Engine, Inner};
use crate::jobs::lock;
use crate::{failures, preview};
use chrono::Utc;
use rollcall_people::{ConnectionId, Directory, Part, PartState};
use rollcall_plan::Config;
use rollcall_rules::Census;
use rollcall_store::StoredConnection;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// First reads whose users are all staged, by connection.
#[derive(Default)]
pub(crate) struct Early(Mutex<HashMap<ConnectionId, Staged>>);

struct Staged {
    /// What the store files the read under.
    generation: i64,
    census: Option<Arc<Census>>,
}

impl Engine {
    /// What the saved rules and those of the templates would import, as far as users alone tell; `None` unless
    /// the users of a first read are all there and the rest of it is not.
    pub async fn early_counts(&self, connection: ConnectionId) -> Result<Option<EarlyCounts>, Failure> {
        self.blocking(move |inner| counts(inner, connection)).await
    }
}

impl Inner {
    /// The users of a first read are all staged.
    pub(crate) fn users_are_staged(&self, connection: ConnectionId, generation: i64) {
        lock(&self.early.0).insert(connection, Staged { generation, census: None });
        self.jobs.changed(&[Tag::Rules]);
    }

    /// The read became the directory, or, with `failed`, nothing; whoever counted has to look again then.
    pub(crate) fn nothing_is_staged(&self, connection: ConnectionId, failed: bool) {
        let was_there = lock(&self.early.0).remove(&connection).is_some();
        if was_there && failed {
            self.jobs.changed(&[Tag::Rules]);
        }
    }

    fn early_census(&self, of: &StoredConnection, config: &Config) -> Result<Option<Arc<Census>>, Failure> {
        let (domains, today) = (config.policies.allowed_domains.clone(), Utc::now().date_naive());
        let (generation, known) = match lock(&self.early.0).get(&of.id) {
            Some(staged) if of.directory.is_none() => (staged.generation, staged.census.clone()),
            _ => return Ok(None),
        };
        if let Some(census) = known.filter(|census| census.fits(domains.as_deref(), today)) {
            return Ok(Some(census));
        }
        let users = self.store.staged_users(generation).map_err(failures::of_store)?;
        let Some(users) = users else { return Ok(None) };
        let directory = Directory {
            users,
            incomplete: [(Part::Groups, PartState::Unread)].into(),
            verified_domains: of.details.verified_domains.clone(),
            ..Directory::default()
        };
        let census = Arc::new(Census::new(Arc::new(directory), domains, today));
        let mut early = lock(&self.early.0);
        let staged = early.get_mut(&of.id).filter(|staged| staged.generation == generation);
        Ok(staged.map(|staged| staged.census.insert(census).clone()))
    }
}

fn counts(inner: &Inner, connection: ConnectionId) -> Result<Option<EarlyCounts>, Failure> {
    let stored = inner.stored(connection)?;
    let saved = preview::config(&stored.details.config)?;
    let Some(census) = inner.early_census(&stored, &saved)? else { return Ok(None) };
    let overrides = inner.store.overrides(connection).map_err(failures::of_store)?;
    let people = |config: &Config| {
        let survey = census.survey(&config.rules, || true)?;
        let outcome = Outcome::new(&survey, &census, &overrides);
        outcome.open.is_clear().then(|| outcome.imported.count_ones(..))
    };
    let templates = templates::all(&saved, inner.starter_names());
    Ok(Some(EarlyCounts {
        users: census.directory().users.len(),
        imported: people(&saved),
        templates: templates.map(|(code, config)| EarlyCount { code, people: people(&config) }).collect(),
    }))
}
