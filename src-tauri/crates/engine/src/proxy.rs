//! The proxy on the way to Microsoft 365: the system's, unless the admin names one. Never on the way to this
//! computer, and never with a password: those are for the environment, which nobody writes to a disk.

use crate::api::{ErrorCode, Failure, Tag};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::http::{self, Way};
use crate::jobs::lock;
use reqwest::{NoProxy, Proxy, Url};
use rollcall_graph::Http;
use rollcall_store::Store;

/// JSON: the address.
const KEY: &str = "network.proxy";

impl Engine {
    /// The address of the proxy that was chosen, such as `http://proxy.contoso.com:8080`; `None`: the system's.
    pub async fn proxy(&self) -> Result<Option<String>, Failure> {
        self.blocking(|inner| Ok(kept(&inner.store)?.map(|url| written(&url)))).await
    }

    /// From now on the way leads through `address` (`None`: through the system's proxy), for every process with
    /// what it asks for next. Hosts that `NO_PROXY` names are still reached directly.
    /// [`ErrorCode::InvalidProxy`]: nothing is different then.
    pub async fn set_proxy(&self, address: Option<String>) -> Result<(), Failure> {
        self.blocking(move |inner| change(inner, address.as_deref())).await?;
        self.inner.jobs.changed(&[Tag::Connections]);
        Ok(())
    }
}

fn change(inner: &Inner, address: Option<&str>) -> Result<(), Failure> {
    let url = address.map(checked).transpose()?;
    let json = url.map(|url| serde_json::Value::from(written(&url)).to_string());
    inner.store.set_setting(KEY, json.as_deref()).map_err(failures::of_store)?;
    clients(inner).map(drop)
}

/// The clients for the way out.
pub(crate) struct Out {
    chosen: Option<Url>,
    http: Http,
}

impl Out {
    pub(crate) fn open(store: &Store) -> Result<Self, Failure> {
        let chosen = kept(store)?;
        Ok(Self { http: http::clients(&Way::out(chosen.clone()))?, chosen })
    }
}

/// By what is chosen now, be it in another process: then everybody who holds a token goes the new way too.
pub(crate) fn clients(inner: &Inner) -> Result<Http, Failure> {
    let mut out = lock(&inner.out);
    if kept(&inner.store)? != out.chosen {
        *out = Out::open(&inner.store)?;
        inner.keepers.close_all();
    }
    Ok(out.http.clone())
}

/// What was chosen. An address that no longer passes is as good as none: the system's way is tried.
fn kept(store: &Store) -> Result<Option<Url>, Failure> {
    let json = store.setting(KEY).map_err(failures::of_store)?;
    let address = json.and_then(|json| serde_json::from_str::<String>(&json).ok());
    Ok(address.and_then(|address| checked(&address).ok()))
}

/// For everything that goes out; what `NO_PROXY` names goes without.
pub(crate) fn through(url: &Url) -> Result<Proxy, Failure> {
    let proxy = Proxy::all(url.clone()).map_err(|_| Failure::new(ErrorCode::InvalidProxy))?;
    Ok(proxy.no_proxy(NoProxy::from_env()))
}

/// Where nothing else is said it is an HTTP proxy. The failure repeats nothing: there may be a password in it.
fn checked(address: &str) -> Result<Url, Failure> {
    let address = address.trim();
    let whole = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    let url = Url::parse(&whole).ok().filter(is_proxy);
    url.ok_or_else(|| Failure::new(ErrorCode::InvalidProxy))
}

fn is_proxy(url: &Url) -> bool {
    let bare = url.username().is_empty() && url.password().is_none();
    let only = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    matches!(url.scheme(), "http" | "https") && url.has_host() && bare && only
}

fn written(url: &Url) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_needs_a_host_and_nothing_behind_it() {
        for (typed, kept) in [
            ("http://proxy.contoso.com:8080", "http://proxy.contoso.com:8080"),
            (" proxy.contoso.com:8080 ", "http://proxy.contoso.com:8080"),
            ("https://proxy.contoso.com", "https://proxy.contoso.com"),
            ("10.0.0.8:3128/", "http://10.0.0.8:3128"),
            ("[::1]:3128", "http://[::1]:3128"),
        ] {
            let url = checked(typed).unwrap_or_else(|failure| panic!("{typed}: {failure:?}"));
            assert_eq!(written(&url), kept, "{typed}");
        }
        for typed in ["", "http://", "socks5://proxy:1080", "http://proxy/way", "proxy:99999", "proxy 8080"] {
            let failure = checked(typed).expect_err(typed);
            assert_eq!(failure.code, ErrorCode::InvalidProxy, "{typed}");
        }
    }

    #[test]
    fn a_password_is_refused_and_not_repeated() {
        for typed in ["http://anna:geheim@proxy:8080", "anna:geheim@proxy:8080", "http://geheim@proxy"] {
            let failure = checked(typed).expect_err(typed);
            assert!(!format!("{failure:?}").contains("geheim"), "{failure:?}");
        }
    }
}
