//! One notification per failure episode, however many runs fail in it.
//!
//! An episode begins with the first failure and ends when a read succeeds or somebody signs in.
//! Within one, a person is told once of each state: that reads fail, that a sign-in is needed,
//! that consent is. It is kept with the connection, so that a restart tells nothing twice.

use crate::api::{ConnectionState, Failure};
use crate::connections::from_word;
use crate::engine::Engine;
use crate::failures;
use rollcall_people::ConnectionId;

impl Engine {
    /// Whether a person should be told now how the connection stands; from then on, they were.
    pub async fn tell_once(&self, connection: ConnectionId) -> Result<bool, Failure> {
        self.blocking(move |inner| {
            let mut news = false;
            let note = |stored: &mut rollcall_store::StoredConnection| {
                let state = stored.details.state.clone();
                news = is_trouble(&state) && !stored.told.contains(&state);
                if news {
                    stored.told.push(state);
                }
            };
            inner.store.update_connection(connection, note).map_err(failures::of_store)?;
            Ok(news)
        })
        .await
    }
}

fn is_trouble(state: &str) -> bool {
    use ConnectionState::{ConsentNeeded, Failed, SignInNeeded};
    matches!(from_word(state), Some(Failed | SignInNeeded | ConsentNeeded))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "helpers of tests may stop the test")]
mod tests {
    use super::*;
    use crate::api::ErrorCode;
    use crate::{Options, Secrets};
    use chrono::Utc;
    use rollcall_people::TenantId;
    use rollcall_store::NewConnection;
    use std::path::Path;
    use std::sync::Arc;

    fn open(dir: &Path) -> Engine {
        let secrets = Secrets::KeyFile(dir.join("key"));
        Engine::open(Options { data_dir: dir.join("data"), secrets, listener: Arc::new(|_| {}) }).unwrap()
    }

    fn connection(engine: &Engine) -> ConnectionId {
        let text = |text: &str| text.to_owned();
        let new = NewConnection {
            name: text("Contoso"),
            cloud: text("global"),
            login_url: None,
            graph_url: None,
            client_id: text("app"),
            tenant: TenantId::new("tenant"),
            tenant_name: text("Contoso"),
            domain: text("contoso.example"),
            verified_domains: Vec::new(),
            account: text("admin@contoso.example"),
            account_object_id: text("admin"),
            config: text("{}"),
            state: text("connected"),
        };
        engine.inner.store.insert_connection(&new, Utc::now()).unwrap()
    }

    #[tokio::test]
    async fn a_person_is_told_once_per_episode_and_state_restarts_included() {
        let dir = tempfile::tempdir().unwrap();
        let engine = open(dir.path());
        let id = connection(&engine);
        let note = |engine: &Engine, failure: Option<&Failure>| {
            engine.inner.note_state(&engine.inner.store, id, failure);
        };
        let failing = |engine: &Engine, code| note(engine, Some(&Failure::new(code)));
        assert!(!engine.tell_once(id).await.unwrap(), "all is well: nothing to tell");
        failing(&engine, ErrorCode::Offline);
        assert!(engine.tell_once(id).await.unwrap(), "the first failure");
        failing(&engine, ErrorCode::ServerBusy);
        assert!(!engine.tell_once(id).await.unwrap(), "the same night after night");
        failing(&engine, ErrorCode::SignInNeeded);
        assert!(engine.tell_once(id).await.unwrap(), "now somebody can do something");
        drop(engine);
        let engine = open(dir.path());
        failing(&engine, ErrorCode::Offline);
        failing(&engine, ErrorCode::SignInNeeded);
        assert!(!engine.tell_once(id).await.unwrap(), "a restart tells nothing twice");
        note(&engine, None);
        failing(&engine, ErrorCode::Offline);
        assert!(engine.tell_once(id).await.unwrap(), "after a success it is a new episode");
    }
}
