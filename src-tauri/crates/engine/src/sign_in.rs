//! Sign-in: an attempt begins, the browser does its part, and what comes back becomes a
//! connection, or mends one. Nothing is stored before everything was checked.

use crate::api::{
    CloudChoice, ConnectRequest, ConnectionState, ConnectionView, ErrorCode, Failure, SignInStarted, Tag,
};
use crate::connections::{from_word, valid_name, word};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::jobs::lock;
use crate::tokens::FixedToken;
use chrono::Utc;
use rollcall_entra::{Attempt, Cloud, GRAPH_COMMAND_LINE_TOOLS, SignInRequest, SignedIn};
use rollcall_graph::{GraphClient, Http, Organization, Watch};
use rollcall_people::{ConnectionId, fold};
use rollcall_plan::Config;
use rollcall_store::{NewConnection, StoredConnection};
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
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

/// Where a new connection leads.
struct Target {
    name: Option<String>,
    choice: CloudChoice,
    cloud: Cloud,
    client_id: String,
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

    /// Begins to sign in to a connection again; another tenant's account will be refused.
    pub async fn begin_sign_in_again(
        &self,
        connection: ConnectionId,
        how: SignInHow,
    ) -> Result<SignInStarted, Failure> {
        let stored = self.blocking(move |inner| inner.stored(connection)).await?;
        let details = &stored.details;
        let asked = SignInRequest {
            tenant: Some(details.tenant.to_string()),
            login_hint: Some(details.account.clone()),
            claims: self.inner.keepers.claims_wanted(connection),
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
        lock(&self.inner.attempts.cancels).remove(&attempt);
        let expected = purpose.expected();
        let kept = match signed_in.map_err(failures::of_sign_in) {
            Ok(signed_in) => self.keep(signed_in, purpose, cancel).await,
            Err(failure) => Err(failure),
        };
        let kept = kept.map_err(|failure| failure.with("expected", expected))?;
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
        let http = self.http_for(&asked.cloud).pooled;
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

    /// The tenant's own name and domains are asked for before anything is stored.
    async fn keep(
        &self,
        signed_in: SignedIn,
        purpose: Purpose,
        cancel: CancellationToken,
    ) -> Result<ConnectionId, Failure> {
        match purpose {
            Purpose::Connect(target) => self.keep_new(signed_in, *target, cancel).await,
            Purpose::Again(stored) => self.keep_again(signed_in, *stored).await,
        }
    }

    async fn keep_new(
        &self,
        signed_in: SignedIn,
        target: Target,
        cancel: CancellationToken,
    ) -> Result<ConnectionId, Failure> {
        let token = Arc::new(FixedToken::of(&signed_in.tokens));
        let watch = Watch { cancel, ..Watch::unattended() };
        let graph = GraphClient::new(self.http_for(&target.cloud), target.cloud.graph(), token, watch);
        let organization = graph.organization().await.map_err(failures::of_graph)?;
        self.blocking(move |inner| {
            let mut new = new_connection(&signed_in, &target, &organization)?;
            if target.name.is_none() {
                new.name = inner.free_name(&new.name)?;
            }
            let name = new.name.clone();
            let id = inner
                .store
                .insert_connection(&new, Utc::now())
                .map_err(|error| failures::of_store(error).with("name", name))?;
            // A connection without its sign-in would be a half one: take it back.
            inner.keepers.put(id, &signed_in.tokens).inspect_err(|_| {
                let _ = inner.store.disconnect(id, rollcall_store::PeopleGo::Delete, Utc::now());
            })?;
            Ok(id)
        })
        .await
    }

    async fn keep_again(
        &self,
        signed_in: SignedIn,
        stored: StoredConnection,
    ) -> Result<ConnectionId, Failure> {
        if signed_in.tenant != stored.details.tenant {
            return Err(failures::wrong_tenant(&signed_in.account));
        }
        self.blocking(move |inner| {
            inner.keepers.put(stored.id, &signed_in.tokens)?;
            let update = |connection: &mut StoredConnection| {
                connection.details.account.clone_from(&signed_in.account);
                connection.details.account_object_id = signed_in.object.to_string();
                connection.details.state = word(ConnectionState::Connected);
                connection.problem = None;
            };
            inner.store.update_connection(stored.id, update).map_err(failures::of_store)?;
            Ok(stored.id)
        })
        .await
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

    pub(crate) fn http_for(&self, cloud: &Cloud) -> Http {
        if cloud.is_custom() { self.inner.http_loopback.clone() } else { self.inner.http.clone() }
    }
}

impl Inner {
    /// The name, or the name with the first number that makes it free.
    fn free_name(&self, name: &str) -> Result<String, Failure> {
        let names: HashSet<String> =
            self.store.connections().map_err(failures::of_store)?.iter().map(|c| fold(&c.details.name)).collect();
        let mut free = name.to_owned();
        let mut number = 1;
        while names.contains(&fold(&free)) {
            number += 1;
            free = format!("{name} {number}");
        }
        Ok(free)
    }
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

fn target(request: &ConnectRequest) -> Result<Target, Failure> {
    let name = filled(request.name.clone()).map(|name| valid_name(&name)).transpose()?;
    let (login, graph) = (filled(request.login_url.clone()), filled(request.graph_url.clone()));
    let cloud = cloud(request.cloud, login.as_deref(), graph.as_deref())?;
    let client_id = filled(request.client_id.clone()).unwrap_or_else(|| default_client_id().to_owned());
    Ok(Target { name, choice: request.cloud, cloud, client_id })
}

/// A publisher may build Rollcall with an app registration of its own.
pub(crate) fn default_client_id() -> &'static str {
    option_env!("ROLLCALL_CLIENT_ID").unwrap_or(GRAPH_COMMAND_LINE_TOOLS)
}

fn cloud(choice: CloudChoice, login: Option<&str>, graph: Option<&str>) -> Result<Cloud, Failure> {
    if choice != CloudChoice::Custom {
        // Addresses of one's own would send a Microsoft sign-in elsewhere.
        let own = login.or(graph);
        return match own {
            Some(url) => Err(Failure::new(ErrorCode::CloudMismatch).with("host", url)),
            None => Ok(microsofts(choice)),
        };
    }
    let missing = || Failure::new(ErrorCode::InvalidUrl).with("url", "");
    Cloud::custom(login.ok_or_else(missing)?, graph.ok_or_else(missing)?).map_err(failures::of_cloud)
}

fn microsofts(choice: CloudChoice) -> Cloud {
    match choice {
        CloudChoice::Usgov => Cloud::UsGov,
        CloudChoice::Dod => Cloud::Dod,
        CloudChoice::China => Cloud::China,
        CloudChoice::Global | CloudChoice::Custom => Cloud::Global,
    }
}

pub(crate) fn cloud_of(stored: &StoredConnection) -> Result<Cloud, Failure> {
    let details = &stored.details;
    let choice = from_word(&details.cloud).unwrap_or(CloudChoice::Custom);
    cloud(choice, details.login_url.as_deref(), details.graph_url.as_deref())
}

fn new_connection(
    signed_in: &SignedIn,
    target: &Target,
    organization: &Organization,
) -> Result<NewConnection, Failure> {
    let named = organization.display_name.trim();
    let tenant_name = if named.is_empty() { signed_in.tenant.to_string() } else { named.to_owned() };
    let domain = organization.verified_domains.iter().find(|domain| domain.is_default);
    let config = Config::default().to_json().map_err(|e| Failure::new(ErrorCode::Internal).caused_by(e))?;
    let custom = target.choice == CloudChoice::Custom;
    Ok(NewConnection {
        name: target.name.clone().unwrap_or_else(|| tenant_name.clone()),
        cloud: target.choice.name(),
        login_url: custom.then(|| target.cloud.login().to_string()),
        graph_url: custom.then(|| target.cloud.graph().to_string()),
        client_id: target.client_id.clone(),
        tenant: signed_in.tenant.clone(),
        tenant_name,
        domain: domain.map(|domain| domain.name.clone()).unwrap_or_default(),
        verified_domains: organization.verified_domains.iter().map(|domain| domain.name.clone()).collect(),
        account: signed_in.account.clone(),
        account_object_id: signed_in.object.to_string(),
        config,
        state: word(ConnectionState::Connected),
    })
}

fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
