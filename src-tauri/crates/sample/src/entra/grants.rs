//! What has been granted: consents, codes, tokens. Border: memory and rules of validity; time is an
//! argument, and no HTTP is known here.

use super::errors::TokenError;
use super::scopes::Scopes;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// Somebody signed in with a client.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// Index of the tenant; `None` for a personal account.
    pub(crate) tenant: Option<usize>,
    pub(crate) object_id: String,
    pub(crate) user_principal_name: &'static str,
    pub(crate) display_name: &'static str,
    pub(crate) is_guest: bool,
    pub(crate) client: &'static str,
    pub(crate) scopes: Scopes,
}

/// A code waiting to be redeemed.
#[derive(Clone, Debug)]
pub(super) struct Code {
    pub(super) session: Session,
    pub(super) redirect_uri: String,
    pub(super) challenge: Option<String>,
    pub(super) nonce: Option<String>,
    pub(super) issued: SystemTime,
    pub(super) used: bool,
}

#[derive(Clone, Debug)]
struct Issued {
    session: Session,
    at: SystemTime,
    /// A refresh token that was exchanged for a newer one.
    replaced: bool,
}

/// Lifetimes and strictness, as a tenant's policies set them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Policy {
    pub(super) code: Duration,
    pub(super) access_token: Duration,
    pub(super) refresh_token: Duration,
    /// Whether using a replaced refresh token ends the whole sign-in; Entra itself tolerates it.
    pub(super) replaced_tokens_end_it: bool,
}

impl Default for Policy {
    fn default() -> Self {
        const DAY: u64 = 24 * 60 * 60;
        Self {
            code: Duration::from_secs(600),
            access_token: Duration::from_secs(4_199),
            refresh_token: Duration::from_secs(90 * DAY),
            replaced_tokens_end_it: false,
        }
    }
}

#[derive(Default)]
pub(crate) struct Grants(Mutex<Known>);

#[derive(Default)]
struct Known {
    policy: Policy,
    codes: HashMap<String, Code>,
    access: HashMap<String, Issued>,
    refresh: HashMap<String, Issued>,
    consents: HashSet<Consent>,
    /// Refresh tokens issued before this are revoked.
    revoked_until: Option<SystemTime>,
}

/// One scope granted to a client by a person, or by an organisation (`person` is `None`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Consent {
    tenant: Option<usize>,
    person: Option<&'static str>,
    client: &'static str,
    scope: &'static str,
}

impl Grants {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn issued_secrets(&self) -> Vec<String> {
        let known = self.known();
        known.codes.keys().chain(known.access.keys()).chain(known.refresh.keys()).cloned().collect()
    }

    pub(super) fn policy(&self) -> Policy {
        self.known().policy
    }

    pub(super) fn set_policy(&self, change: impl FnOnce(&mut Policy)) {
        change(&mut self.known().policy);
    }

    /// Remembers consent to the session's scopes; for everybody of the tenant, if so wanted.
    pub(super) fn consent(&self, session: &Session, for_organization: bool) {
        let person = (!for_organization).then_some(session.user_principal_name);
        let consents = session.scopes.iter().map(|scope| session.consent(person, scope));
        self.known().consents.extend(consents);
    }

    pub(super) fn has_consent(&self, session: &Session) -> bool {
        let known = self.known();
        let granted = |scope: &'static str| {
            let own = session.consent(Some(session.user_principal_name), scope);
            known.consents.contains(&own) || known.consents.contains(&session.consent(None, scope))
        };
        session.scopes.iter().all(|scope| granted(scope))
    }

    pub(super) fn revoke_consent(&self) {
        let mut known = self.known();
        known.consents.clear();
        known.access.clear();
    }

    /// As a changed password does: refresh tokens issued until now are dead.
    pub(super) fn revoke_sessions(&self, now: SystemTime) {
        self.known().revoked_until = Some(now);
    }

    pub(super) fn expire_access_tokens(&self) {
        self.known().access.clear();
    }

    pub(super) fn keep_code(&self, code: String, kept: Code) {
        self.known().codes.insert(code, kept);
    }

    /// Takes a code for its one redemption.
    pub(super) fn use_code(&self, code: &str, now: SystemTime) -> Result<Code, TokenError> {
        let mut known = self.known();
        let lifetime = known.policy.code;
        let Some(kept) = known.codes.get_mut(code) else {
            return Err(TokenError::invalid_grant(70_000, "The authorization code is malformed or unknown."));
        };
        if kept.used {
            return Err(TokenError::invalid_grant(54_005, "The authorization code was already redeemed."));
        }
        kept.used = true;
        if age(kept.issued, now) > lifetime {
            return Err(TokenError::invalid_grant(70_008, "The authorization code has expired."));
        }
        Ok(kept.clone())
    }

    pub(super) fn keep_tokens(
        &self,
        access: String,
        refresh: Option<String>,
        session: &Session,
        now: SystemTime,
    ) {
        let mut known = self.known();
        let issued = Issued { session: session.clone(), at: now, replaced: false };
        known.access.insert(access, issued.clone());
        if let Some(refresh) = refresh {
            known.refresh.insert(refresh, issued);
        }
    }

    /// Whose access token it is, while it is valid.
    pub(crate) fn session_of(&self, access: &str, now: SystemTime) -> Option<Session> {
        let known = self.known();
        let issued = known.access.get(access)?;
        (age(issued.at, now) < known.policy.access_token).then(|| issued.session.clone())
    }

    /// Takes a refresh token for an exchange; the old one then counts as replaced.
    pub(super) fn use_refresh(&self, token: &str, now: SystemTime) -> Result<Session, TokenError> {
        let mut known = self.known();
        let (policy, revoked_until) = (known.policy, known.revoked_until);
        let Some(issued) = known.refresh.get_mut(token) else {
            return Err(TokenError::invalid_grant(70_000, "The refresh token is malformed or unknown.")
                .with_suberror("bad_token"));
        };
        if revoked_until.is_some_and(|until| issued.at <= until) {
            return Err(TokenError::invalid_grant(
                50_173,
                "The grant has been revoked. The password may have changed.",
            ));
        }
        if age(issued.at, now) > policy.refresh_token {
            let text = "The refresh token has expired due to inactivity.";
            return Err(TokenError::invalid_grant(700_082, text).with_suberror("bad_token"));
        }
        let (reused, session) = (std::mem::replace(&mut issued.replaced, true), issued.session.clone());
        if reused && policy.replaced_tokens_end_it {
            known.end(&session);
            return Err(TokenError::invalid_grant(70_000, "The refresh token was used before.")
                .with_suberror("bad_token"));
        }
        Ok(session)
    }
}

impl Known {
    /// Ends all sign-ins of one person with one client.
    fn end(&mut self, session: &Session) {
        let same = |issued: &Issued| {
            (issued.session.client, &issued.session.object_id) == (session.client, &session.object_id)
        };
        self.refresh.retain(|_, issued| !same(issued));
        self.access.retain(|_, issued| !same(issued));
    }
}

impl Session {
    fn consent(&self, person: Option<&'static str>, scope: &'static str) -> Consent {
        Consent { tenant: self.tenant, person, client: self.client, scope }
    }
}

fn age(since: SystemTime, now: SystemTime) -> Duration {
    now.duration_since(since).unwrap_or_default()
}
