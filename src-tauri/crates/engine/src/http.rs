//! The one HTTP client: platform trust, redirects off, loopback never proxied.

use crate::api::{ErrorCode, Failure};
use crate::proxy;
use reqwest::Url;
use rollcall_graph::Http;
use std::sync::Once;
use std::time::Duration;

static TLS_PROVIDER: Once = Once::new();

/// How servers are reached.
pub(crate) enum Way {
    /// They are on this computer, such as the sample company: no proxy.
    Loopback,
    /// By what the environment and the system say.
    Systems,
    /// Through this proxy.
    Through(Url),
}

impl Way {
    /// Through a proxy that was chosen, else the system's way.
    pub(crate) fn out(chosen: Option<Url>) -> Self {
        chosen.map_or(Self::Systems, Self::Through)
    }
}

/// The clients for Entra and Graph: the usual one, and one that opens a connection for every
/// request, for retries where the kept one is suspect.
pub(crate) fn clients(way: &Way) -> Result<Http, Failure> {
    Ok(Http { pooled: client(way, usize::MAX)?, fresh: client(way, 0)? })
}

/// Redirects are never followed: neither a token nor an Authorization header may go where a
/// captive portal points.
fn client(way: &Way, idle: usize) -> Result<reqwest::Client, Failure> {
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
    let builder = match way {
        Way::Loopback => builder.no_proxy(),
        Way::Systems => builder,
        Way::Through(url) => builder.proxy(proxy::through(url)?),
    };
    builder.build().map_err(|error| Failure::new(ErrorCode::Internal).caused_by(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_sample::ClosedProxy;
    use std::process::Command;

    const SERVICE: &str = "ROLLCALL_TEST_SERVICE";
    const CHOSEN: &str = "ROLLCALL_TEST_CHOSEN_PROXY";

    /// The service is another closed proxy, which as well tells whether it was asked.
    #[test]
    fn what_no_proxy_names_is_reached_directly_and_nothing_else() {
        for chosen in [false, true] {
            for (exceptions, directly) in
                [("contoso.example,.example.org", false), ("localhost,127.0.0.1", true)]
            {
                let (service, proxy) = (ClosedProxy::start().unwrap(), ClosedProxy::start().unwrap());
                let mut asking = Command::new(std::env::current_exe().unwrap());
                asking
                    .args(["http::tests::asks_once", "--exact", "--ignored"])
                    .env(SERVICE, service.address());
                for name in ["NO_PROXY", "HTTP_PROXY", "ALL_PROXY"] {
                    asking.env_remove(name).env_remove(name.to_lowercase());
                }
                let by = if chosen { CHOSEN } else { "http_proxy" };
                asking.env(by, proxy.address()).env("NO_PROXY", exceptions);
                assert!(asking.output().unwrap().status.success(), "somebody answers");
                let asked = (service.was_asked(), proxy.was_asked());
                assert_eq!(asked, (directly, !directly), "NO_PROXY={exceptions}, chosen: {chosen}");
            }
        }
    }

    #[ignore = "runs in an environment of its own"]
    #[tokio::test]
    async fn asks_once() {
        let of = |name| std::env::var(name).ok();
        let way = Way::out(of(CHOSEN).map(|address| address.parse().unwrap()));
        let answer = clients(&way).unwrap().fresh.get(of(SERVICE).unwrap()).send().await;
        assert_eq!(answer.unwrap().status(), 407, "from whoever it was");
    }
}
