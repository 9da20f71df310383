//! The directory in memory while its rules are edited, so that counting does not read it again.

use crate::api::Failure;
use crate::engine::Inner;
use crate::failures;
use crate::jobs::lock;
use chrono::{NaiveDate, Utc};
use rollcall_people::{ConnectionId, Directory};
use rollcall_plan::Config;
use rollcall_rules::{Census, People};
use rollcall_store::StoredConnection;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// Censuses kept of one directory: one for the saved domains, one for those being edited.
const KEPT: usize = 2;

/// The directory that is being worked with; one at a time.
#[derive(Default)]
pub(crate) struct Editors {
    kept: Mutex<Option<Kept>>,
    pub(crate) rules: Latest,
    pub(crate) mapping: Latest,
    pub(crate) departments: Latest,
}

/// Questions of one kind, of which only the newest needs an answer.
#[derive(Default)]
pub(crate) struct Latest(AtomicU64);

struct Kept {
    connection: ConnectionId,
    generation: i64,
    directory: Arc<Directory>,
    censuses: Vec<Arc<Census>>,
    /// Who of the directory is in the list, managed and active, at a revision of the list.
    listed: Option<(i64, Arc<People>)>,
}

impl Latest {
    /// Whether the question asked now is still the newest one.
    pub(crate) fn begin(&self) -> impl Fn() -> bool {
        let mine = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        move || self.0.load(Ordering::Relaxed) == mine
    }
}

impl Inner {
    /// `None` before the first complete read.
    pub(crate) fn census(
        &self,
        connection: &StoredConnection,
        config: &Config,
    ) -> Result<Option<Arc<Census>>, Failure> {
        let Some(info) = &connection.directory else { return Ok(None) };
        let mut kept = lock(&self.editors.kept);
        let current = |kept: &Kept| (kept.connection, kept.generation) == (connection.id, info.generation);
        if !kept.as_ref().is_some_and(current) {
            // The old one goes first: two large directories need not be in memory at once.
            *kept = None;
            *kept = self.load(connection.id)?;
        }
        let domains = config.policies.allowed_domains.as_deref();
        Ok(kept.as_mut().map(|kept| kept.census(domains, Utc::now().date_naive())))
    }

    fn load(&self, connection: ConnectionId) -> Result<Option<Kept>, Failure> {
        let loaded = self.store.directory(connection).map_err(failures::of_store)?;
        Ok(loaded.map(|(info, directory)| Kept {
            connection,
            generation: info.generation,
            directory: Arc::new(directory),
            censuses: Vec::new(),
            listed: None,
        }))
    }

    /// Those of the census whom the connection manages in the list, paused people left out.
    pub(crate) fn listed(&self, connection: ConnectionId, census: &Census) -> Result<Arc<People>, Failure> {
        let revision = self.store.revision().map_err(failures::of_store)?;
        let known = lock(&self.editors.kept).as_ref().and_then(|kept| kept.listed.clone());
        if let Some((_, listed)) = known.filter(|(at, _)| *at == revision) {
            return Ok(listed);
        }
        let managed = self.store.managed_objects(connection).map_err(failures::of_store)?;
        let users = census.directory().users.iter().enumerate();
        let inside =
            users.filter(|(_, user)| managed.contains(&user.object_id)).map(|(position, _)| position);
        let listed: Arc<People> = Arc::new(inside.collect());
        if let Some(kept) = lock(&self.editors.kept).as_mut().filter(|kept| kept.connection == connection) {
            kept.listed = Some((revision, listed.clone()));
        }
        Ok(listed)
    }
}

impl Kept {
    fn census(&mut self, domains: Option<&[String]>, today: NaiveDate) -> Arc<Census> {
        if let Some(census) = self.censuses.iter().find(|census| census.fits(domains, today)) {
            return census.clone();
        }
        let census = Arc::new(Census::new(self.directory.clone(), domains.map(<[String]>::to_vec), today));
        self.censuses.truncate(KEPT - 1);
        self.censuses.insert(0, census.clone());
        census
    }
}
