//! The connections as the edges see them, and their end.

use crate::api::{
    CloudChoice, ConnectionState, ConnectionView, DisconnectChoice, ErrorCode, Failure, RunResult, RunView,
    Tag,
};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::history;
use crate::jobs::lock;
use crate::lock::RunLock;
use crate::sign_in::{consent_url_of, warnings};
use crate::trouble::Trouble;
use chrono::Utc;
use rollcall_people::ConnectionId;
use rollcall_plan::Config;
use rollcall_store::{PeopleGo, Store, StoredConnection};
use serde::de::DeserializeOwned;
use serde_json::Value;

impl Engine {
    /// In the order in which they were made.
    pub async fn connections(&self) -> Result<Vec<ConnectionView>, Failure> {
        self.blocking(|inner| {
            let stored = inner.store.connections().map_err(failures::of_store)?;
            stored.into_iter().map(|connection| view(inner, connection)).collect()
        })
        .await
    }

    pub async fn connection(&self, id: ConnectionId) -> Result<ConnectionView, Failure> {
        self.blocking(move |inner| view(inner, inner.stored(id)?)).await
    }

    /// By name, whatever its case.
    pub async fn find_connection(&self, name: &str) -> Result<ConnectionView, Failure> {
        let name = name.to_owned();
        self.blocking(move |inner| {
            let found = inner.store.connection_by_name(&name).map_err(failures::of_store)?;
            let unknown = || Failure::new(ErrorCode::UnknownConnection).with("name", &name);
            view(inner, found.ok_or_else(unknown)?)
        })
        .await
    }

    pub async fn rename(&self, id: ConnectionId, name: String) -> Result<ConnectionView, Failure> {
        let name = valid_name(&name)?;
        let view = self
            .blocking(move |inner| {
                let renamed = inner.store.update_connection(id, |c| c.details.name.clone_from(&name));
                renamed.map_err(|e| failures::of_store(e).with("name", &name))?;
                view(inner, inner.stored(id)?)
            })
            .await?;
        self.inner.jobs.changed(&[Tag::Connections]);
        Ok(view)
    }

    /// Deletes every sign-in of this data directory, as before the directory itself is deleted.
    pub async fn forget_sign_ins(&self) -> Result<(), Failure> {
        self.blocking(|inner| {
            let stored = inner.store.connections().map_err(failures::of_store)?;
            stored.iter().try_for_each(|connection| inner.keepers.forget(connection.id))
        })
        .await
    }

    /// Ends a connection. Its sign-in is deleted in every case. Returns how many people it concerned.
    pub async fn disconnect(&self, id: ConnectionId, people: DisconnectChoice) -> Result<usize, Failure> {
        let affected = self
            .blocking(move |inner| {
                let _one_at_a_time = RunLock::take(&inner.data_dir, id)?;
                inner.keepers.forget(id)?;
                let mut edits = lock(&inner.edits);
                let affected =
                    inner.store.disconnect(id, go(people), Utc::now()).map_err(failures::of_store)?;
                if people == DisconnectChoice::Delete {
                    edits.forget();
                }
                Ok(affected)
            })
            .await?;
        tracing::info!(connection = %id, ?people, affected, "disconnected");
        self.inner.forget_list();
        self.inner.plans.drop_of(id);
        self.inner.jobs.changed(&[Tag::Connections, Tag::Employees, Tag::History, Tag::Preview]);
        Ok(affected)
    }
}

impl Inner {
    pub(crate) fn stored(&self, id: ConnectionId) -> Result<StoredConnection, Failure> {
        let found = self.store.connection(id).map_err(failures::of_store)?;
        found.ok_or_else(|| Failure::new(ErrorCode::UnknownConnection).with("name", id))
    }

    /// Remembers how the connection stands; a failure to do so must not hide the failure itself.
    pub(crate) fn note_state(&self, store: &Store, id: ConnectionId, failure: Option<&Failure>) {
        let state = failure.map_or(ConnectionState::Connected, state_after);
        let now = history::time(Utc::now());
        let clock = self.keepers.clock(id);
        let claims = failure.and_then(|_| self.keepers.claims_wanted(id));
        let noted = store.update_connection(id, |connection| {
            connection.details.state = word(state);
            let before = connection.problem.take();
            connection.problem = failure.and_then(|failure| Trouble::after(before.as_deref(), failure, now));
            connection.warnings = warnings::with_clock(&connection.warnings, clock);
            match failure {
                None => (connection.claims, connection.told) = (None, Vec::new()),
                Some(_) => connection.claims = claims.or(connection.claims.take()),
            }
        });
        if let Err(error) = noted {
            tracing::warn!(%error, "the state of a connection could not be kept");
        }
        self.jobs.changed(&[Tag::Connections]);
    }
}

fn state_after(failure: &Failure) -> ConnectionState {
    match failure.code {
        ErrorCode::SignInNeeded => ConnectionState::SignInNeeded,
        ErrorCode::ConsentNeeded | ErrorCode::PermissionDenied => ConnectionState::ConsentNeeded,
        _ => ConnectionState::Failed,
    }
}

/// A name that can be typed and seen: trimmed, one line, at most 100 characters.
pub(crate) fn valid_name(name: &str) -> Result<String, Failure> {
    let name = name.trim();
    let fine = !name.is_empty() && name.chars().count() <= 100 && !name.chars().any(char::is_control);
    if fine { Ok(name.to_owned()) } else { Err(Failure::new(ErrorCode::InvalidName)) }
}

fn view(inner: &Inner, stored: StoredConnection) -> Result<ConnectionView, Failure> {
    let last_run = inner.store.last_run(stored.id).map_err(failures::of_store)?;
    let people = inner.store.people_by_connection().map_err(failures::of_store)?;
    let admin_consent_url = consent_url_of(&stored);
    let state = standing(inner, &stored)?;
    let details = stored.details;
    let trouble = Trouble::from_json(stored.problem.as_deref());
    let last_run = last_run.map(history::view);
    Ok(ConnectionView {
        waits: waits(state, last_run.as_ref()),
        id: stored.id,
        name: details.name,
        cloud: from_word(&details.cloud).unwrap_or_default(),
        login_url: details.login_url,
        graph_url: details.graph_url,
        tenant_id: Some(details.tenant.to_string()),
        tenant_name: Some(details.tenant_name),
        domain: Some(details.domain),
        account: Some(details.account),
        state,
        problem_since: trouble.as_ref().and_then(|trouble| trouble.since.clone()),
        problem: trouble.map(|trouble| trouble.failure),
        warnings: warnings::from_json(&stored.warnings),
        client_id: details.client_id,
        admin_consent_url,
        rules: Config::from_json(&details.config).map_or(0, |config| config.rules.rules.len()),
        people: people.get(&stored.id).copied().unwrap_or_default(),
        last_read_at: stored.directory.map(|directory| history::time(directory.read_at)),
        last_run,
        synced_once: stored.synced_once,
    })
}

/// Trouble comes first; paused is a connection in order whose automatic sync was switched off.
fn standing(inner: &Inner, stored: &StoredConnection) -> Result<ConnectionState, Failure> {
    let state = from_word(&stored.details.state).unwrap_or(ConnectionState::Failed);
    if state != ConnectionState::Connected || !stored.synced_once {
        return Ok(state);
    }
    let schedule = inner.store.schedule(stored.id, Utc::now()).map_err(failures::of_store)?;
    Ok(if schedule.enabled { state } else { ConnectionState::Paused })
}

fn waits(state: ConnectionState, last_run: Option<&RunView>) -> bool {
    let held = last_run.is_some_and(|run| run.result == RunResult::Held);
    held || matches!(state, ConnectionState::SignInNeeded | ConnectionState::ConsentNeeded)
}

fn go(choice: DisconnectChoice) -> PeopleGo {
    match choice {
        DisconnectChoice::Keep => PeopleGo::Keep,
        DisconnectChoice::Archive => PeopleGo::Archive,
        DisconnectChoice::Delete => PeopleGo::Delete,
    }
}

/// A unit variant as the database keeps it.
pub(crate) fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::String(word.to_owned())).ok()
}

impl CloudChoice {
    pub(crate) fn name(self) -> String {
        word(self)
    }
}
