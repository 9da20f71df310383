//! The tokens of one sign-in, in types that cannot be printed.

use crate::ServiceError;
use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret, SecretString};

/// A token counts as used up this long before it expires, so that a request under way makes it.
const MARGIN: TimeDelta = TimeDelta::minutes(5);

/// Access and refresh token of one connection. Graph's access tokens are opaque: nothing is read from them.
#[derive(Clone, Debug)]
pub struct TokenSet {
    pub(crate) access: SecretString,
    pub(crate) refresh: Option<SecretString>,
    /// By the local clock, like `expires_at`: only their distance comes from the service.
    pub(crate) received_at: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
    /// Granted permissions as short names (`User.Read.All`); empty when the service named none.
    pub(crate) granted: Vec<String>,
    /// Set once the service declared the refresh token dead: it is not asked again.
    pub(crate) rejected: Option<ServiceError>,
}

impl TokenSet {
    /// Tokens as received at `now` (local clock), good for `lifetime`.
    pub fn new(
        access: SecretString,
        refresh: Option<SecretString>,
        lifetime: TimeDelta,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            access,
            refresh,
            received_at: now,
            expires_at: now + lifetime,
            granted: Vec::new(),
            rejected: None,
        }
    }

    /// For the first requests of a sign-in that is not stored yet; later ones ask a keeper.
    pub fn access(&self) -> &SecretString {
        &self.access
    }

    /// Whether it can be renewed without a person. Without a refresh token there is no scheduled sync.
    pub fn is_renewable(&self) -> bool {
        self.refresh.is_some() && self.rejected.is_none()
    }

    /// What the service wants to be asked for in the next sign-in (JSON text), see
    /// [`SignInRequest::claims`](crate::SignInRequest::claims).
    pub fn claims_wanted(&self) -> Option<&str> {
        self.rejected.as_ref()?.claims.as_deref()
    }

    /// Granted permissions as short names (`User.Read.All`); empty when the service named none,
    /// which means: as asked (RFC 6749, section 5.1).
    pub fn granted(&self) -> &[String] {
        &self.granted
    }

    /// Whether the access token still serves at `now` (local clock).
    pub(crate) fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        let lifetime = self.expires_at - self.received_at;
        // Half of a short lifetime, else every call would renew; and a token from the future means
        // that the clock was set back: renew once and count from there.
        let margin = MARGIN.min(lifetime / 2);
        now < self.expires_at - margin && now >= self.received_at - MARGIN
    }

    /// Whether its access token may be handed out at `now`: fresh, and not the one that was refused.
    pub(crate) fn serves(&self, now: DateTime<Utc>, refused: Option<&SecretString>) -> bool {
        let is_refused = refused.is_some_and(|r| r.expose_secret() == self.access.expose_secret());
        self.is_fresh(now) && !is_refused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(lifetime: i64) -> (TokenSet, DateTime<Utc>) {
        let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let refresh = Some("refresh-secret".into());
        (TokenSet::new("access-secret".into(), refresh, TimeDelta::seconds(lifetime), now), now)
    }

    #[test]
    fn a_token_is_renewed_before_it_expires_but_not_at_once() {
        let (tokens, now) = set(3600);
        assert!(tokens.is_fresh(now), "just received");
        assert!(!tokens.is_fresh(now + TimeDelta::minutes(56)), "within the margin");
        let (short, now) = set(60);
        assert!(
            short.is_fresh(now + TimeDelta::seconds(20)),
            "a short life must not mean a renewal per call"
        );
    }

    #[test]
    fn a_clock_that_was_set_back_renews_once() {
        let (tokens, now) = set(3600);
        assert!(!tokens.is_fresh(now - TimeDelta::days(1)), "its age cannot be told any more");
    }

    #[test]
    fn secrets_are_not_printed() {
        let printed = format!("{:?}", set(1).0);
        assert!(!printed.contains("secret\""), "neither token shows: {printed}");
        assert!(
            !printed.contains("access-secret") && !printed.contains("refresh-secret"),
            "neither token shows"
        );
    }
}
