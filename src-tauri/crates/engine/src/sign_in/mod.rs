//! Sign-in: an attempt begins, the browser does its part, and what comes back becomes a
//! connection, or mends one. Nothing is stored before everything was checked.

mod consent;
mod episode;
mod keep;
mod target;
pub(crate) mod warnings;

pub(crate) use consent::consent_url_of;
pub(crate) use target::{OWN_APP, cloud_of};

use crate::api::{ConnectRequest, ConnectionView, ErrorCode, Failure, SignInStarted, Tag};
use crate::engine::Engine;
use crate::jobs::lock;
use crate::{failures, log};
use rollcall_entra::{Attempt, SignInRequest};
use rollcall_people::ConnectionId;
use rollcall_store::StoredConnection;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use target::{Target, filled, target};
use tokio_util::sync::CancellationToken;

/// Whether to open the browser, and how long to wait for it.
#[derive(Clone, Copy, Debug)]
pub struct SignInHow {
    pub open_browser: bool,
    /// At most five minutes.
    pub timeout: Duration,
}

impl Default for SignInHow {
    fn default() -> Self {
        Self { open_browser: true, timeout: Duration::from_secs(300) }
    }
}

/// Sign-ins under way, by number.
#[derive(Default)]
pub(crate) struct Attempts {
    last: AtomicU32,
    pending: Mutex<HashMap<u32, Pending>>,
    cancels: Mutex<HashMap<u32, (CancellationToken, String)>>,
}

/// An attempt that nobody waits for yet.
struct Pending {
    attempt: Attempt,
    cancel: CancellationToken,
    purpose: Purpose,
}

enum Purpose {
    Connect(Box<Target>),
    /// Through the app registration that its details name, which may be another one than before.
    Again(Box<StoredConnection>),
}

impl Purpose {
    /// The organisation whose account is expected, for the message about another one's.
    fn expected(&self) -> String {
        match self {
            Self::Connect(_) => String::new(),
            Self::Again(stored) => stored.details.tenant_name.clone(),
        }
    }
}

impl Engine {
    /// Begins to connect a tenant. Refuses a name in use before any browser opens.
    pub async fn begin_sign_in(
        &self,
        request: ConnectRequest,
        how: SignInHow,
    ) -> Result<SignInStarted, Failure> {
        let target = target(&request)?;
        if let Some(name) = target.name.clone() {
            self.refuse_taken(name).await?;
        }
        let tenant = filled(request.tenant);
        let asked = SignInRequest { tenant, ..SignInRequest::new(target.cloud.clone(), &target.client_id) };
        self.begin(asked, Purpose::Connect(Box::new(target)), how).await
    }

    /// Begins to sign in to a connection again; another tenant's account will be refused. With `client_id`
    /// the connection uses that app registration from this sign-in on.
    pub async fn begin_sign_in_again(
        &self,
        connection: ConnectionId,
        client_id: Option<String>,
        how: SignInHow,
    ) -> Result<SignInStarted, Failure> {
        let (mut stored, claims) = self
            .blocking(move |inner| {
                let stored = inner.stored(connection)?;
                let claims = stored.claims.clone().or_else(|| inner.keepers.claims_wanted(connection));
                Ok((stored, claims))
            })
            .await?;
        if let Some(client_id) = filled(client_id) {
            stored.details.client_id = client_id;
        }
        let details = &stored.details;
        let asked = SignInRequest {
            tenant: Some(details.tenant.to_string()),
            login_hint: Some(details.account.clone()),
            claims,
            ..SignInRequest::new(cloud_of(&stored)?, &details.client_id)
        };
        self.begin(asked, Purpose::Again(Box::new(stored)), how).await
    }

    /// Waits for the browser, checks who signed in, and keeps it.
    pub async fn await_sign_in(&self, attempt: u32) -> Result<ConnectionView, Failure> {
        let pending = lock(&self.inner.attempts.pending).remove(&attempt);
        let Some(Pending { attempt: waiting, cancel, purpose }) = pending else {
            return Err(Failure::new(ErrorCode::SignInCancelled));
        };
        let signed_in = waiting.finish(cancel.clone()).await;
        let expected = purpose.expected();
        let kept = match signed_in.map_err(failures::of_sign_in) {
            Ok(signed_in) => self.keep(signed_in, purpose, cancel).await,
            Err(failure) => Err(failure),
        };
        lock(&self.inner.attempts.cancels).remove(&attempt);
        let kept = kept
            .map_err(cancelled)
            .inspect_err(|failure| log::failed("signing in", None, failure))
            .map_err(|failure| failure.with("expected", expected))?;
        tracing::info!(connection = %kept, "signed in");
        self.inner.jobs.changed(&[Tag::Connections]);
        self.connection(kept).await
    }

    /// Ends an attempt at once; whoever waits for it gets [`ErrorCode::SignInCancelled`].
    pub fn cancel_sign_in(&self, attempt: u32) {
        if let Some((cancel, _)) = lock(&self.inner.attempts.cancels).remove(&attempt) {
            cancel.cancel();
        }
        lock(&self.inner.attempts.pending).remove(&attempt);
    }

    /// Opens the sign-in page once more; says whether a browser could be started.
    pub fn open_sign_in_page(&self, attempt: u32) -> bool {
        let url = lock(&self.inner.attempts.cancels).get(&attempt).map(|(_, url)| url.clone());
        url.is_some_and(|url| open::that_detached(url).is_ok())
    }

    async fn begin(
        &self,
        asked: SignInRequest,
        purpose: Purpose,
        how: SignInHow,
    ) -> Result<SignInStarted, Failure> {
        let http = self.http_for(&asked.cloud)?.pooled;
        let asked = SignInRequest { timeout: how.timeout, ..asked };
        let attempt = rollcall_entra::begin(http, asked).await.map_err(failures::of_sign_in)?;
        let started = SignInStarted {
            attempt: self.inner.attempts.last.fetch_add(1, Ordering::Relaxed) + 1,
            url: attempt.url().to_string(),
            browser_opened: how.open_browser && open::that_detached(attempt.url().as_str()).is_ok(),
            timeout: u32::try_from(how.timeout.as_secs()).unwrap_or(u32::MAX),
            admin_consent_url: attempt.admin_consent_url().to_string(),
        };
        self.inner.attempts.add(&started, attempt, purpose);
        Ok(started)
    }

    async fn refuse_taken(&self, name: String) -> Result<(), Failure> {
        self.blocking(move |inner| {
            match inner.store.connection_by_name(&name).map_err(failures::of_store)? {
                Some(_) => Err(Failure::new(ErrorCode::ConnectionExists).with("name", &name)),
                None => Ok(()),
            }
        })
        .await
    }
}

/// Nothing else stops what a sign-in asks of the network and of the database.
fn cancelled(failure: Failure) -> Failure {
    if failure.code == ErrorCode::Stopped { Failure::new(ErrorCode::SignInCancelled) } else { failure }
}

impl Attempts {
    fn add(&self, started: &SignInStarted, attempt: Attempt, purpose: Purpose) {
        let cancel = CancellationToken::new();
        lock(&self.cancels).insert(started.attempt, (cancel.clone(), started.url.clone()));
        lock(&self.pending).insert(started.attempt, Pending { attempt, cancel, purpose });
    }

    pub(crate) fn cancel_all(&self) {
        lock(&self.cancels).drain().for_each(|(_, (cancel, _))| cancel.cancel());
        lock(&self.pending).clear();
    }
}
