//! Sign-in to Microsoft Entra, and everything that keeps it: the loopback listener, tokens and
//! their renewal, and the vault that seals them.
//!
//! The border: no Microsoft Graph call is made here, nothing is shown to a person (errors are
//! codes with parameters), and no secret leaves in a printable type. The HTTP client comes from
//! the caller, who decides on TLS and proxies; it must not follow redirects.
//!
//! One journey: [`begin`] finds the endpoints and listens, the caller opens [`Attempt::url`] in
//! the system browser, [`Attempt::finish`] waits for the answer and redeems it, [`Vault::put`]
//! seals the tokens, and from then on a [`TokenKeeper`] hands out access tokens.

mod answer;
mod attempt;
mod client;
mod clock;
mod cloud;
mod consent;
mod discovery;
mod error;
mod id_token;
mod keeper;
mod listener;
mod request;
mod scopes;
mod service_error;
mod tokens;
mod vault;

pub use attempt::{Attempt, SignedIn, begin};
pub use clock::ClockCheck;
pub use cloud::{Cloud, CloudError};
pub use consent::{admin_consent_url, claims_of_challenge};
pub use error::{IdTokenProblem, SignInError, TokenError, Trouble};
pub use keeper::{KeeperTarget, TokenKeeper};
pub use listener::PageTexts;
pub use request::{Prompt, ResponseMode, SignInRequest};
pub use rollcall_reach::Unreachable;
pub use scopes::{GRAPH_COMMAND_LINE_TOOLS, GRAPH_SCOPES, OPENID_SCOPES};
pub use service_error::ServiceError;
pub use tokens::TokenSet;
pub use vault::{Former, KeySource, Vault, VaultError, VaultState};
