//! The one HTTP client: platform trust, redirects off, loopback never proxied.

use crate::api::{ErrorCode, Failure};
use rollcall_graph::Http;
use std::sync::Once;
use std::time::Duration;

static TLS_PROVIDER: Once = Once::new();

/// The clients for Entra and Graph: the usual one, and one that opens a connection for every
/// request, for retries where the kept one is suspect.
pub(crate) fn clients(loopback: bool) -> Result<Http, Failure> {
    Ok(Http { pooled: client(loopback, usize::MAX)?, fresh: client(loopback, 0)? })
}

///
/// Redirects are never followed: neither a token nor an Authorization header may go where a
/// captive portal points. Proxies come from the environment and the system; loopback addresses
/// (the sample company) bypass them.
fn client(loopback: bool, idle: usize) -> Result<reqwest::Client, Failure> {
    TLS_PROVIDER.call_once(|| {
        // Fails only when the process chose a provider before us, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .pool_max_idle_per_host(idle)
        .connect_timeout(Duration::from_secs(20))
        .read_timeout(Duration::from_secs(120))
        .user_agent(concat!("Rollcall/", env!("CARGO_PKG_VERSION")));
    let builder = if loopback { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| Failure::new(ErrorCode::Internal).caused_by(error))
}
