//! Access tokens for Graph: one keeper per connection, so that everybody who needs a token at
//! once shares one renewal.

use crate::api::{Failure, SecretStorage};
use crate::engine::{Engine, Secrets};
use crate::jobs::lock;
use crate::{failures, sign_in};
use chrono::Utc;
use futures_util::future::{BoxFuture, FutureExt};
use rollcall_entra::{
    ClockCheck, Former, KeeperTarget, KeySource, TokenError, TokenKeeper, TokenSet, Vault, VaultState,
};
use rollcall_graph::{TokenSource, TokenTrouble};
use rollcall_people::ConnectionId;
use rollcall_store::StoredConnection;
use secrecy::SecretString;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

pub(crate) struct Keepers {
    vault: Vault,
    /// With the app registration that each renews through.
    open: Mutex<HashMap<ConnectionId, (String, TokenKeeper)>>,
    /// Claims that a resource asked for; the next sign-in carries them.
    claims: Mutex<HashMap<ConnectionId, String>>,
}

impl Keepers {
    pub(crate) fn open(data_dir: &Path, secrets: &Secrets) -> Result<Self, Failure> {
        let keys = match secrets {
            Secrets::Keyring => KeySource::keyring(),
            Secrets::KeyFile(file) => KeySource::File(file.clone()),
        };
        let vault = Vault::open(data_dir, keys).map_err(|error| failures::of_vault(&error))?;
        Ok(Self { vault, open: Mutex::default(), claims: Mutex::default() })
    }

    pub(crate) fn storage(&self) -> SecretStorage {
        match self.vault.state() {
            VaultState::Keyring => SecretStorage::Keyring,
            VaultState::KeyFile => SecretStorage::KeyFile,
            VaultState::SessionOnly => SecretStorage::SessionOnly,
            VaultState::Locked => SecretStorage::Locked,
        }
    }

    /// Whoever has to be asked for the key is asked now.
    pub(crate) fn make_ready(&self) -> Result<(), Failure> {
        self.vault.make_ready().map_err(|error| failures::of_vault(&error))
    }

    /// Asks nobody for anything; after a failure the former sign-in serves.
    pub(crate) fn replace(&self, connection: ConnectionId, tokens: &TokenSet) -> Result<Former, Failure> {
        let former = self.vault.replace(connection, tokens).map_err(|error| failures::of_vault(&error))?;
        lock(&self.claims).remove(&connection);
        Ok(former)
    }

    /// Takes that back.
    pub(crate) fn put_back(&self, connection: ConnectionId, former: Former) {
        if let Err(error) = self.vault.put_back(connection, former) {
            tracing::warn!(%connection, %error, "the former sign-in is in memory only");
        }
    }

    /// Whether there is a sign-in, good or not.
    pub(crate) fn has(&self, connection: ConnectionId) -> bool {
        self.vault.get(connection).is_ok_and(|tokens| tokens.is_some())
    }

    /// Deletes a sign-in, wherever it is kept.
    pub(crate) fn forget(&self, connection: ConnectionId) -> Result<(), Failure> {
        lock(&self.open).remove(&connection);
        lock(&self.claims).remove(&connection);
        self.vault.delete(connection).map_err(|error| failures::of_vault(&error))
    }

    /// The way to the service is another one: whoever needs a token next goes it.
    pub(crate) fn close_all(&self) {
        lock(&self.open).clear();
    }

    pub(crate) fn want_claims(&self, connection: ConnectionId, claims: &str) {
        lock(&self.claims).insert(connection, claims.to_owned());
    }

    /// What Graph asked for in this process, else what the sign-in service asked for when it
    /// ended the sign-in.
    pub(crate) fn claims_wanted(&self, connection: ConnectionId) -> Option<String> {
        let by_graph = lock(&self.claims).get(&connection).cloned();
        by_graph.or_else(|| self.vault.get(connection).ok()??.claims_wanted().map(str::to_owned))
    }

    /// How the clocks compared when this process last renewed the connection's tokens.
    pub(crate) fn clock(&self, connection: ConnectionId) -> ClockCheck {
        lock(&self.open).get(&connection).map(|(_, keeper)| keeper.clock()).unwrap_or_default()
    }
}

impl Engine {
    /// The source of access tokens for a connection's Graph requests.
    pub(crate) fn tokens(&self, connection: &StoredConnection) -> Result<Arc<dyn TokenSource>, Failure> {
        let cloud = sign_in::cloud_of(connection)?;
        let app = &connection.details.client_id;
        let target = KeeperTarget {
            tenant: connection.details.tenant.clone(),
            client_id: app.clone(),
            extra_scopes: Vec::new(),
            cloud: cloud.clone(),
        };
        let keepers = &self.inner.keepers;
        // Before the keepers are held: another way out closes them.
        let http = self.http_for(&cloud)?.pooled;
        let make = || TokenKeeper::new(http, keepers.vault.clone(), connection.id, target);
        let mut open = lock(&keepers.open);
        // Tokens of one app registration are worth nothing at another.
        open.retain(|id, (of, _)| *id != connection.id || of == app);
        let (_, keeper) = open.entry(connection.id).or_insert_with(|| (app.clone(), make()));
        Ok(Arc::new(Kept(keeper.clone())))
    }
}

/// A keeper as Graph's client sees it.
struct Kept(TokenKeeper);

/// Carries the keeper's error through Graph's client and back to us.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(crate) struct KeeperTrouble(pub(crate) TokenError);

pub(crate) fn token_trouble(trouble: &TokenTrouble) -> Option<&KeeperTrouble> {
    trouble.downcast_ref()
}

impl TokenSource for Kept {
    fn token(&self) -> BoxFuture<'_, Result<SecretString, TokenTrouble>> {
        async { self.0.access_token(Utc::now()).await.map_err(boxed) }.boxed()
    }

    fn renew(&self, refused: SecretString) -> BoxFuture<'_, Result<SecretString, TokenTrouble>> {
        async move { self.0.after_unauthorized(&refused, Utc::now()).await.map_err(boxed) }.boxed()
    }
}

fn boxed(error: TokenError) -> TokenTrouble {
    Box::new(KeeperTrouble(error))
}

/// The token of a sign-in that was just made and is not stored yet.
pub(crate) struct FixedToken(SecretString);

impl FixedToken {
    pub(crate) fn of(tokens: &TokenSet) -> Self {
        Self(tokens.access().clone())
    }
}

impl TokenSource for FixedToken {
    fn token(&self) -> BoxFuture<'_, Result<SecretString, TokenTrouble>> {
        async { Ok(self.0.clone()) }.boxed()
    }

    fn renew(&self, _refused: SecretString) -> BoxFuture<'_, Result<SecretString, TokenTrouble>> {
        async { Err(boxed(TokenError::NoSignIn)) }.boxed()
    }
}
