//! What tests and the demo can switch in the sign-in. Border: the public face of the grants.

use crate::state::State;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Switches of a running sample company's sign-in.
pub struct Entra(Arc<State>);

impl Entra {
    pub(crate) fn new(state: Arc<State>) -> Self {
        Self(state)
    }

    /// Also for tokens already issued. Default 4,199 s.
    pub fn set_access_token_lifetime(&self, lifetime: Duration) {
        self.0.grants.set_policy(|policy| policy.access_token = lifetime);
    }

    /// Also for tokens already issued. Default 90 days.
    pub fn set_refresh_token_lifetime(&self, lifetime: Duration) {
        self.0.grants.set_policy(|policy| policy.refresh_token = lifetime);
    }

    /// Default 10 minutes.
    pub fn set_code_lifetime(&self, lifetime: Duration) {
        self.0.grants.set_policy(|policy| policy.code = lifetime);
    }

    /// Whether a refresh token used twice ends the whole sign-in, as strict providers have it.
    pub fn set_reuse_ends_the_grant(&self, strict: bool) {
        self.0.grants.set_policy(|policy| policy.replaced_tokens_end_it = strict);
    }

    /// Every token and code issued so far, for tests that search files and logs for them.
    pub fn issued_secrets(&self) -> Vec<String> {
        self.0.grants.issued_secrets()
    }

    /// Access tokens issued so far are refused from now on (401).
    pub fn expire_access_tokens(&self) {
        self.0.grants.expire_access_tokens();
    }

    /// Refresh tokens issued so far are refused from now on (50173), as after a changed password.
    pub fn revoke_sessions(&self) {
        self.0.grants.revoke_sessions(SystemTime::now());
    }

    /// All consents are forgotten, and access tokens with them; refreshing says `consent_required`.
    pub fn revoke_consent(&self) {
        self.0.grants.revoke_consent();
    }
}
