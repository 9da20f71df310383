//! Where access tokens come from. The client never sees a refresh token and never parses what it gets.

use futures_util::future::BoxFuture;
use secrecy::SecretString;

/// Why there is no token. Whoever implements [`TokenSource`] gets its own error back, boxed,
/// inside [`GraphError::Token`](crate::GraphError::Token).
pub type TokenTrouble = Box<dyn std::error::Error + Send + Sync>;

/// Asked before each request; an implementation answers from memory while the token lasts.
pub trait TokenSource: Send + Sync + 'static {
    fn token(&self) -> BoxFuture<'_, Result<SecretString, TokenTrouble>>;

    /// Asked once per request, after a 401. Several requests may report the same `refused` token:
    /// only the first of them needs a new one, the others want what came of it.
    fn renew(&self, refused: SecretString) -> BoxFuture<'_, Result<SecretString, TokenTrouble>>;
}
