//! The Microsoft clouds: where people sign in, and where Graph answers.
//!
//! App registrations and tenants belong to one cloud, so login and Graph addresses only come in
//! pairs. Own addresses are for trying and testing, and therefore limited to loopback hosts.

use thiserror::Error;
use url::{Host, Url};

/// A login address with the Graph address that belongs to it.
/// Source: Microsoft, "National clouds" (authentication and Graph root endpoints).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cloud {
    #[default]
    Global,
    /// US Government, GCC High.
    UsGov,
    /// US Department of Defense.
    Dod,
    /// China, operated by 21Vianet.
    China,
    /// Loopback only: made by [`Cloud::custom`].
    Custom(CustomCloud),
}

/// Login and Graph base on a loopback host, without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomCloud {
    login: Url,
    graph: Url,
}

/// Why addresses of a custom cloud were refused. Nothing was contacted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CloudError {
    #[error("not a usable http(s) address")]
    InvalidUrl { url: String },
    #[error("custom clouds are limited to loopback hosts")]
    NotLoopback { host: String },
}

impl Cloud {
    /// A cloud on this machine, such as `http://127.0.0.1:8080` and `http://127.0.0.1:8080/v1.0`.
    /// Hosts: `localhost`, 127.0.0.0/8 and `[::1]`; schemes: http and https.
    pub fn custom(login: &str, graph: &str) -> Result<Self, CloudError> {
        Ok(Self::Custom(CustomCloud { login: loopback(login)?, graph: loopback(graph)? }))
    }

    /// The base of all sign-in addresses, without the tenant.
    pub fn login(&self) -> Url {
        match self {
            Self::Global => https("login.microsoftonline.com", ""),
            Self::UsGov | Self::Dod => https("login.microsoftonline.us", ""),
            Self::China => https("login.chinacloudapi.cn", ""),
            Self::Custom(own) => own.login.clone(),
        }
    }

    /// The base of all Graph requests, version included: `https://graph.microsoft.com/v1.0`.
    pub fn graph(&self) -> Url {
        match self.graph_host() {
            Some(host) => https(host, "v1.0"),
            None => match self {
                Self::Custom(own) => own.graph.clone(),
                _ => https("graph.microsoft.com", "v1.0"),
            },
        }
    }

    /// Whether the connection carries the permanent mark of addresses that are not Microsoft's.
    pub fn is_custom(&self) -> bool {
        matches!(self, Self::Custom(_))
    }

    /// Microsoft's Graph host of this cloud; scopes are named after it.
    pub(crate) fn graph_host(&self) -> Option<&'static str> {
        match self {
            Self::Global => Some("graph.microsoft.com"),
            Self::UsGov => Some("graph.microsoft.us"),
            Self::Dod => Some("dod-graph.microsoft.us"),
            Self::China => Some("microsoftgraph.chinacloudapi.cn"),
            Self::Custom(_) => None,
        }
    }

    /// Whether a sign-in address belongs to this cloud: codes and tokens go nowhere else.
    pub(crate) fn owns(&self, url: &Url) -> bool {
        if self.login().origin() == url.origin() {
            return true;
        }
        // 21Vianet answers under both names; discovery on the old one names the new one.
        *self == Self::China
            && url.scheme() == "https"
            && url.host_str() == Some("login.partner.microsoftonline.cn")
            && url.port().is_none()
    }

    /// Whether a Graph host named by discovery belongs to a cloud with another login address.
    /// GCC High and DoD share theirs, so one does not rule out the other.
    pub(crate) fn is_foreign_graph(&self, host: &str) -> bool {
        let others = [Self::Global, Self::UsGov, Self::Dod, Self::China];
        let named = others.into_iter().find(|c| c.graph_host().is_some_and(|h| h.eq_ignore_ascii_case(host)));
        !self.is_custom() && named.is_some_and(|cloud| cloud.login() != self.login())
    }
}

/// `base` with more path segments, each percent-encoded: a tenant cannot climb out of its place.
pub(crate) fn join(base: &Url, segments: &[&str]) -> Url {
    let mut url = base.clone();
    // Only addresses without a host have no segments, and `loopback` lets none in.
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    url
}

fn https(host: &'static str, path: &'static str) -> Url {
    #[allow(clippy::expect_used)] // constants of this file, walked through by a test
    let mut url = Url::parse(&format!("https://{host}")).expect("a constant address");
    url.set_path(path);
    url
}

fn loopback(text: &str) -> Result<Url, CloudError> {
    let invalid = || CloudError::InvalidUrl { url: text.trim().to_owned() };
    let mut url = Url::parse(text.trim()).map_err(|_| invalid())?;
    let plain = url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https")
        || !plain
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(invalid());
    }
    if !is_loopback(&url) {
        return Err(CloudError::NotLoopback { host: url.host_str().unwrap_or_default().to_owned() });
    }
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty();
    }
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cloud_pairs_its_own_login_with_its_own_graph() {
        let pair = |c: Cloud| (c.login().to_string(), c.graph().to_string());
        let text = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            pair(Cloud::Global),
            text("https://login.microsoftonline.com/", "https://graph.microsoft.com/v1.0"),
            "the worldwide cloud"
        );
        assert_eq!(
            pair(Cloud::UsGov),
            text("https://login.microsoftonline.us/", "https://graph.microsoft.us/v1.0"),
            "GCC High"
        );
        assert_eq!(
            pair(Cloud::Dod),
            text("https://login.microsoftonline.us/", "https://dod-graph.microsoft.us/v1.0"),
            "DoD shares the login of GCC High"
        );
        assert_eq!(
            pair(Cloud::China),
            text("https://login.chinacloudapi.cn/", "https://microsoftgraph.chinacloudapi.cn/v1.0"),
            "21Vianet"
        );
    }

    #[test]
    fn only_loopback_hosts_make_a_custom_cloud() {
        for good in ["http://127.0.0.1:8080", "https://localhost:1/a/", "http://[::1]:2", "http://127.9.9.9"]
        {
            assert!(Cloud::custom(good, good).is_ok(), "{good} is this machine");
        }
        for bad in [
            "https://login.microsoftonline.com",
            "http://127.0.0.1.evil.example",
            "http://[::2]",
            "http://0.0.0.0",
        ] {
            let refused = Cloud::custom(bad, "http://127.0.0.1");
            assert!(
                matches!(refused, Err(CloudError::NotLoopback { .. })),
                "{bad} is not this machine: {refused:?}"
            );
        }
    }

    #[test]
    fn addresses_with_more_than_a_place_are_refused() {
        for bad in [
            "",
            "localhost:1",
            "ftp://localhost",
            "http://u:p@localhost",
            "http://localhost?a=b",
            "http://localhost#x",
        ] {
            let refused = Cloud::custom("http://localhost", bad);
            assert!(matches!(refused, Err(CloudError::InvalidUrl { .. })), "{bad:?} is no base: {refused:?}");
        }
    }

    #[test]
    fn a_tenant_stays_inside_its_path_segment() {
        let base = Cloud::custom("http://localhost:5/entra/", "http://localhost:5").unwrap().login();
        let url = join(&base, &["../x?y#z", "v2.0"]);
        assert_eq!(url.as_str(), "http://localhost:5/entra/..%2Fx%3Fy%23z/v2.0", "encoded, not interpreted");
    }

    #[test]
    fn sign_in_addresses_of_another_host_scheme_or_port_are_foreign() {
        let cloud = Cloud::custom("http://127.0.0.1:8080", "http://127.0.0.1:8080").unwrap();
        let owns = |text: &str| cloud.owns(&Url::parse(text).unwrap());
        assert!(owns("http://127.0.0.1:8080/t/token"), "same origin");
        assert!(!owns("http://127.0.0.1:8081/t/token"), "another port is another program");
        assert!(!owns("https://127.0.0.1:8080/t/token"), "another scheme");
        let partner = Url::parse("https://login.partner.microsoftonline.cn/t").unwrap();
        assert!(Cloud::China.owns(&partner) && !Cloud::Global.owns(&partner), "21Vianet has two names");
    }

    #[test]
    fn a_graph_host_of_another_cloud_gives_the_mismatch_away() {
        assert!(Cloud::Global.is_foreign_graph("graph.microsoft.us"), "a government tenant");
        assert!(!Cloud::UsGov.is_foreign_graph("dod-graph.microsoft.us"), "same login, so not decided here");
        assert!(!Cloud::Global.is_foreign_graph("graph.example"), "unknown hosts prove nothing");
    }
}
