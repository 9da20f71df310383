//! Hands out access tokens of one connection and renews them.
//!
//! One renewal at a time, among callers and among processes; new tokens are sealed before they
//! are used, so a rotated refresh token is never presented again; a dead grant is asked about
//! once; and passing trouble costs nothing but time.

use crate::client;
use crate::discovery::{self, Endpoints};
use crate::vault::Lock;
use crate::{ClockCheck, Cloud, GRAPH_SCOPES, SignInError, TokenError, TokenSet, Trouble, Vault, scopes};
use backon::{ExponentialBuilder, Retryable};
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Client;
use rollcall_people::{ConnectionId, TenantId};
use secrecy::SecretString;
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// After the first try. Entra punishes clients that repeat themselves.
const MORE_TRIES: usize = 2;
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// A longer `Retry-After` is passed on to the caller rather than waited for.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// For so long after a failure, callers get the same answer without a request.
const COOL_DOWN: TimeDelta = TimeDelta::seconds(5);
/// The same for failures that somebody has to mend first.
const LONG_COOL_DOWN: TimeDelta = TimeDelta::seconds(60);

/// What a connection signed in to: its pinned tenant, with the application it used.
#[derive(Clone, Debug)]
pub struct KeeperTarget {
    pub cloud: Cloud,
    pub tenant: TenantId,
    pub client_id: String,
    /// Graph permissions beyond [`GRAPH_SCOPES`], as short names.
    pub extra_scopes: Vec<String>,
}

/// Access tokens of one connection. Keep one per connection and share it; clones are the same.
#[derive(Clone)]
pub struct TokenKeeper(Arc<Shared>);

struct Shared {
    http: Client,
    vault: Vault,
    connection: ConnectionId,
    target: KeeperTarget,
    gate: Mutex<Gate>,
    clock: std::sync::Mutex<ClockCheck>,
}

/// What only one caller at a time may look at.
#[derive(Default)]
struct Gate {
    endpoints: Option<Endpoints>,
    /// Tokens as of a generation of the vault.
    current: Option<(u64, TokenSet)>,
    hold: Option<Hold>,
}

/// A failure that still stands, for the tokens of one generation.
struct Hold {
    generation: u64,
    until: DateTime<Utc>,
    trouble: Trouble,
}

/// The caller's time, going on while the work takes its own.
#[derive(Clone, Copy)]
struct Clock {
    asked: DateTime<Utc>,
    at: Instant,
}

impl Clock {
    fn now(self) -> DateTime<Utc> {
        self.asked + TimeDelta::from_std(self.at.elapsed()).unwrap_or_default()
    }
}

impl TokenKeeper {
    /// `http` must not follow redirects.
    pub fn new(http: Client, vault: Vault, connection: ConnectionId, target: KeeperTarget) -> Self {
        Self(Arc::new(Shared {
            http,
            vault,
            connection,
            target,
            gate: Mutex::default(),
            clock: Default::default(),
        }))
    }

    /// An access token that is good for some minutes after `now` (local clock), renewed if needed.
    pub async fn access_token(&self, now: DateTime<Utc>) -> Result<SecretString, TokenError> {
        self.token(now, None).await
    }

    /// For an answer 401: another token than the one that was refused, by one renewal at most.
    pub async fn after_unauthorized(
        &self,
        refused: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<SecretString, TokenError> {
        self.token(now, Some(refused.clone())).await
    }

    /// As of the last renewal by this keeper.
    pub fn clock(&self) -> ClockCheck {
        *self.0.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn token(
        &self,
        now: DateTime<Utc>,
        refused: Option<SecretString>,
    ) -> Result<SecretString, TokenError> {
        let shared = Arc::clone(&self.0);
        // A task of its own: a caller that is stopped must not tear a renewal from its sealing.
        let work = tokio::spawn(async move { shared.token(now, refused).await });
        work.await.unwrap_or(Err(TokenError::Interrupted))
    }
}

impl Shared {
    async fn token(
        self: Arc<Self>,
        now: DateTime<Utc>,
        refused: Option<SecretString>,
    ) -> Result<SecretString, TokenError> {
        let clock = Clock { asked: now, at: Instant::now() };
        let mut gate = self.gate.lock().await;
        let tokens = self.current(&mut gate).await?;
        if tokens.serves(now, refused.as_ref()) {
            return Ok(tokens.access);
        }
        gate.check_hold(self.vault.generation(), clock.now())?;
        let _among_processes = self.lock_refresh().await?;
        // Another process may have renewed it meanwhile.
        gate.current = None;
        let tokens = self.current(&mut gate).await?;
        if tokens.serves(now, refused.as_ref()) {
            return Ok(tokens.access);
        }
        self.renew(&mut gate, tokens, clock).await
    }

    async fn renew(
        self: &Arc<Self>,
        gate: &mut Gate,
        tokens: TokenSet,
        clock: Clock,
    ) -> Result<SecretString, TokenError> {
        if let Some(rejected) = tokens.rejected {
            return Err(Trouble::SignInNeeded(Box::new(rejected)).into());
        }
        let Some(refresh) = &tokens.refresh else { return Err(TokenError::NoSignIn) };
        match self.ask(gate, &tokens, refresh, clock).await {
            Ok(renewed) => self.keep(gate, renewed).await,
            Err(Trouble::SignInNeeded(error)) => {
                let rejected = TokenSet { rejected: Some(error.as_ref().clone()), ..tokens };
                self.keep(gate, rejected).await?;
                Err(Trouble::SignInNeeded(error).into())
            }
            Err(trouble) => {
                gate.hold = Some(Hold::new(self.vault.generation(), clock.now(), trouble.clone()));
                Err(trouble.into())
            }
        }
    }

    /// The refresh request, repeated while the trouble will pass and the service lets us.
    async fn ask(
        &self,
        gate: &mut Gate,
        tokens: &TokenSet,
        refresh: &SecretString,
        clock: Clock,
    ) -> Result<TokenSet, Trouble> {
        let token_endpoint = self.endpoints(gate).await?.token_endpoint.clone();
        let oauth = client::oauth(&self.target.client_id, &token_endpoint);
        let scopes = self.scopes(tokens);
        let once = || client::refresh(&self.http, &oauth, refresh, &scopes, clock.now());
        let pauses = ExponentialBuilder::default()
            .with_min_delay(FIRST_PAUSE)
            .with_max_times(MORE_TRIES)
            .with_jitter();
        let answer = once.retry(pauses).when(may_repeat).adjust(at_least_retry_after).await?;
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner) =
            ClockCheck::of(clock.now(), answer.server_date);
        let renewed = answer.tokens;
        Ok(TokenSet {
            // Both may be left out when they stay the same (RFC 6749, sections 5.1 and 6).
            refresh: renewed.refresh.or_else(|| Some(refresh.clone())),
            granted: if renewed.granted.is_empty() { tokens.granted.clone() } else { renewed.granted },
            ..renewed
        })
    }

    async fn endpoints<'a>(&self, gate: &'a mut Gate) -> Result<&'a Endpoints, Trouble> {
        let found = match gate.endpoints.take() {
            Some(endpoints) => endpoints,
            None => {
                let tenant = self.target.tenant.as_str();
                discovery::discover(&self.http, &self.target.cloud, tenant).await.map_err(setup_trouble)?
            }
        };
        Ok(gate.endpoints.insert(found))
    }

    fn scopes(&self, tokens: &TokenSet) -> Vec<String> {
        let extra = self.target.extra_scopes.iter().map(String::as_str);
        let asked: Vec<&str> = GRAPH_SCOPES.into_iter().chain(extra).collect();
        let asked = scopes::still_granted(&asked, &tokens.granted);
        scopes::to_request(&self.target.cloud, asked).collect()
    }

    /// Seals the tokens, then hands out the access token.
    async fn keep(self: &Arc<Self>, gate: &mut Gate, tokens: TokenSet) -> Result<SecretString, TokenError> {
        let (shared, kept) = (Arc::clone(self), tokens.clone());
        blocking(move || shared.vault.put(shared.connection, &kept)).await??;
        gate.hold = None;
        let access = tokens.access.clone();
        gate.current = Some((self.vault.generation(), tokens));
        Ok(access)
    }

    /// The tokens as the vault has them; read again when a sign-in or disconnect touched it.
    async fn current(self: &Arc<Self>, gate: &mut Gate) -> Result<TokenSet, TokenError> {
        let generation = self.vault.generation();
        if let Some((_, tokens)) = gate.current.as_ref().filter(|(seen, _)| *seen == generation) {
            return Ok(tokens.clone());
        }
        gate.current = None;
        let shared = Arc::clone(self);
        let stored = blocking(move || shared.vault.get(shared.connection)).await??;
        let tokens = stored.ok_or(TokenError::NoSignIn)?;
        gate.current = Some((generation, tokens.clone()));
        Ok(tokens)
    }

    async fn lock_refresh(self: &Arc<Self>) -> Result<Lock, TokenError> {
        let shared = Arc::clone(self);
        blocking(move || shared.vault.lock_refresh(shared.connection)).await
    }
}

impl Gate {
    fn check_hold(&self, generation: u64, now: DateTime<Utc>) -> Result<(), TokenError> {
        match &self.hold {
            Some(hold) if hold.generation == generation && now < hold.until => {
                Err(hold.trouble.clone().into())
            }
            _ => Ok(()),
        }
    }
}

impl Hold {
    fn new(generation: u64, now: DateTime<Utc>, trouble: Trouble) -> Self {
        let pause = match &trouble {
            Trouble::Transient { retry_after: Some(told), .. } => {
                TimeDelta::from_std(*told).unwrap_or(COOL_DOWN)
            }
            trouble if trouble.will_pass() => COOL_DOWN,
            _ => LONG_COOL_DOWN,
        };
        Self { generation, until: now + pause.max(COOL_DOWN), trouble }
    }
}

fn may_repeat(trouble: &Trouble) -> bool {
    match trouble {
        Trouble::Transient { retry_after, .. } => retry_after.is_none_or(|told| told <= LONGEST_PAUSE),
        _ => false,
    }
}

fn at_least_retry_after(trouble: &Trouble, pause: Option<Duration>) -> Option<Duration> {
    match trouble {
        Trouble::Transient { retry_after: Some(told), .. } => pause.map(|p| p.max(*told)),
        _ => pause,
    }
}

/// A pinned tenant that discovery no longer knows is a matter of the setup, not of the tokens.
fn setup_trouble(error: SignInError) -> Trouble {
    match error {
        SignInError::Service(trouble) => trouble,
        SignInError::UnknownTenant(error) => Trouble::AppRegistration(error),
        _ => Trouble::bad("openid-configuration"),
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, TokenError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| TokenError::Interrupted)
}
