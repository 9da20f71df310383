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

#[derive(Clone)]
struct Staged {
    /// What the store files the read under.
    generation: i64,
    /// Locked while users are loaded: who else counts waits for them.
    census: Arc<Mutex<Option<Arc<Census>>>>,
}

/// Users of a read that can be counted until this is dropped, however the read ends.
pub(crate) struct Countable<'a> {
    inner: &'a Inner,
    connection: ConnectionId,
    /// Whoever counted has to be told that there is nothing left to count.
    tells: bool,
}

impl Engine {
    /// What the saved rules and those of the templates would import, as far as users alone tell; `None` unless
    /// the users of a first read are all there and the rest of it is not.
    pub async fn early_counts(&self, connection: ConnectionId) -> Result<Option<EarlyCounts>, Failure> {
        self.blocking(move |inner| counts(inner, connection)).await
    }
}

impl Inner {
    /// For a read that begins.
    pub(crate) fn countable(&self, connection: ConnectionId) -> Countable<'_> {
        Countable { inner: self, connection, tells: false }
    }

    /// The users of a first read are all staged.
    pub(crate) fn users_are_staged(&self, connection: ConnectionId, generation: i64) {
        lock(&self.early.0).insert(connection, Staged { generation, census: Arc::default() });
        self.jobs.changed(&[Tag::Rules]);
    }

    fn early_census(&self, of: &StoredConnection, config: &Config) -> Result<Option<Arc<Census>>, Failure> {
        let Some(staged) = self.staged(of) else { return Ok(None) };
        let (domains, today) = (config.policies.allowed_domains.clone(), Utc::now().date_naive());
        let mut kept = lock(&staged.census);
        let fitting = kept.take().filter(|census| census.fits(domains.as_deref(), today));
        *kept = match fitting {
            Some(census) => Some(census),
            None => self
                .users_of(of, staged.generation)?
                .map(|users| Arc::new(Census::new(users, domains, today))),
        };
        // What was given up while it was loaded may have been loaded in part.
        let still = self.staged(of).is_some_and(|now| now.generation == staged.generation);
        Ok(kept.clone().filter(|_| still))
    }

    fn staged(&self, of: &StoredConnection) -> Option<Staged> {
        lock(&self.early.0).get(&of.id).filter(|_| of.directory.is_none()).cloned()
    }

    fn users_of(&self, of: &StoredConnection, generation: i64) -> Result<Option<Arc<Directory>>, Failure> {
        let users = self.store.staged_users(generation).map_err(failures::of_store)?;
        let directory = |users| Directory {
            users,
            incomplete: [(Part::Groups, PartState::Unread)].into(),
            verified_domains: of.details.verified_domains.clone(),
            ..Directory::default()
        };
        Ok(users.map(|users| Arc::new(directory(users))))
    }
}

impl Countable<'_> {
    /// What is staged becomes the directory now, or goes.
    pub(crate) fn close(&mut self) {
        self.tells |= lock(&self.inner.early.0).remove(&self.connection).is_some();
    }

    /// There is a directory to count in; its reader tells.
    pub(crate) fn became_the_directory(mut self) {
        self.close();
        self.tells = false;
    }
}

impl Drop for Countable<'_> {
    fn drop(&mut self) {
        self.close();
        if self.tells {
            self.inner.jobs.changed(&[Tag::Rules]);
        }
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
