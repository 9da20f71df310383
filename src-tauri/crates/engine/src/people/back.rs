//! The latest edits by hand, kept in memory so that each can be taken back exactly.

use super::undone::undone;
use crate::api::{ErrorCode, Failure};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::jobs::lock;
use chrono::Utc;
use rollcall_people::{Employee, EmployeeId};
use rollcall_store::{EmployeeLine, PersonEdit as Edit, StoreError};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Records kept at most, over all edits: what changes more people at once cannot be taken back.
const KEPT: usize = 20_000;

/// A record before and after.
pub(super) type Change = (Employee, Employee);

/// Counts over all data directories a process opens, so that no number ever means another edit.
static LAST: AtomicU32 = AtomicU32::new(0);

#[derive(Default)]
pub(crate) struct Edits {
    kept: VecDeque<(u32, Arc<[Change]>)>,
}

impl Edits {
    /// The number to take it back by.
    pub(super) fn keep(&mut self, changes: Vec<Change>) -> Option<u32> {
        if changes.is_empty() || changes.len() > KEPT {
            return None;
        }
        let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
        self.kept.push_back((number, changes.into()));
        while self.kept.iter().map(|(_, changes)| changes.len()).sum::<usize>() > KEPT {
            self.kept.pop_front();
        }
        Some(number)
    }

    /// After people were erased, nothing of them stays in memory either.
    pub(crate) fn forget(&mut self) {
        self.kept.clear();
    }

    fn of(&self, number: u32) -> Option<Arc<[Change]>> {
        self.kept.iter().find(|(known, _)| *known == number).map(|(_, changes)| changes.clone())
    }

    fn remove(&mut self, number: u32) {
        self.kept.retain(|(known, _)| *known != number);
    }
}

impl Engine {
    /// Takes an edit of everybody back, or of nobody; what else became of them since stays.
    /// [`ErrorCode::EditOutdated`] when what it changed was changed again, or the edit is no longer known.
    pub async fn take_edit_back(&self, edit: u32) -> Result<usize, Failure> {
        let taken = self.blocking(move |inner| take_back(inner, edit)).await;
        self.edited();
        taken
    }
}

fn take_back(inner: &Inner, number: u32) -> Result<usize, Failure> {
    let known = lock(&inner.edits).of(number);
    let changes = known.ok_or_else(outdated)?;
    let edits = edits(inner, &changes)?;
    inner.store.edit_people(&edits, Utc::now()).map_err(of_store)?;
    lock(&inner.edits).remove(number);
    Ok(edits.len())
}

/// From the people as they are now to the same people without the changes.
fn edits(inner: &Inner, changes: &[Change]) -> Result<Vec<Edit>, Failure> {
    let ids: Vec<EmployeeId> = changes.iter().map(|(before, _)| before.id).collect();
    let there = inner.store.employee_rows(&ids).map_err(of_store)?;
    if there.len() != changes.len() {
        return Err(outdated());
    }
    let back = |(line, change): (EmployeeLine, &Change)| {
        let after = undone(&line.employee, change).ok_or_else(outdated)?;
        Ok(Edit { record: Some((line.employee, after)), decisions: Vec::new() })
    };
    there.into_iter().zip(changes).map(back).collect()
}

fn outdated() -> Failure {
    Failure::new(ErrorCode::EditOutdated)
}

/// An edit finds people as they were read a moment ago, not as a preview showed them.
pub(super) fn of_store(error: StoreError) -> Failure {
    match error {
        StoreError::Outdated => outdated(),
        other => failures::of_store(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{DisconnectChoice, PersonEdit, WhichPeople};
    use crate::engine::{DATABASE, Options, Secrets};
    use rollcall_people::testing::{DOMAIN, employee, tenant};
    use rollcall_store::NewConnection;
    use std::path::Path;
    use std::sync::TryLockError;
    use std::time::{Duration, Instant};

    fn open(dir: &Path) -> Engine {
        let secrets = Secrets::KeyFile(dir.join("key"));
        let data_dir = dir.join("data");
        Engine::open(Options { data_dir, secrets, listener: Arc::new(|_| ()) }).unwrap()
    }

    fn contoso() -> NewConnection {
        let text = str::to_owned;
        NewConnection {
            name: text("Contoso"),
            cloud: text("global"),
            login_url: None,
            graph_url: None,
            client_id: text("client"),
            tenant: tenant(),
            tenant_name: text("Contoso"),
            domain: text(DOMAIN),
            verified_domains: vec![text(DOMAIN)],
            account: text("admin"),
            account_object_id: text("admin"),
            config: text("{}"),
            state: text("connected"),
        }
    }

    /// Starts `work` while another program writes, and lets it write on once nobody else can get at the
    /// edits.
    async fn kept_waiting<T: Send + 'static>(
        engine: &Engine,
        work: impl Future<Output = T> + Send + 'static,
    ) -> T {
        let other = rusqlite::Connection::open(engine.data_dir().join(DATABASE)).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let waiting = tokio::spawn(work);
        let began = Instant::now();
        while !matches!(engine.inner.edits.try_lock(), Err(TryLockError::WouldBlock)) {
            assert!(began.elapsed() < Duration::from_secs(30), "the edits stay locked meanwhile");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        other.execute_batch("COMMIT").unwrap();
        waiting.await.unwrap()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn an_edit_is_remembered_before_anybody_can_be_deleted_and_forgotten_with_them() {
        let dir = tempfile::tempdir().unwrap();
        let engine = open(dir.path());
        let store = &engine.inner.store;
        let connection = store.insert_connection(&contoso(), Utc::now()).unwrap();
        let anna = employee(0, "Anna").owned_by(connection.0);
        let ids = store.add_people(&[anna], Utc::now()).unwrap();

        let office = PersonEdit { set: vec![("office".into(), "Tower".into())], ..PersonEdit::default() };
        let editing = engine.clone();
        let people = WhichPeople::Selected { ids };
        let edit = async move { editing.edit_people(people, office).await };
        let edited = kept_waiting(&engine, edit).await.unwrap();
        assert!(edited.back.is_some(), "remembered, from the moment on in which it is done");

        let ending = engine.clone();
        let end = async move { ending.disconnect(connection, DisconnectChoice::Delete).await };
        assert_eq!(kept_waiting(&engine, end).await.unwrap(), 1, "Anna goes");
        assert!(lock(&engine.inner.edits).kept.is_empty(), "and nothing of her stays in memory");
    }
}
