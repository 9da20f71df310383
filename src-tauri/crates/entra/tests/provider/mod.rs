//! The provider as a process, and the person who signs in at it.

use reqwest::{Client, Response, header};
use rollcall_entra::{Cloud, KeeperTarget, Prompt, SignInRequest};
use rollcall_people::TenantId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::time::Duration;
use url::Url;

/// No sign-in takes more pages than this.
const MOST_STEPS: usize = 12;

/// Runs until it is dropped.
#[derive(Debug)]
pub(crate) struct Provider {
    child: Child,
    pub(crate) at: At,
}

/// Where it answers, and for whom.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct At {
    base: String,
    pub(crate) tenant: String,
    pub(crate) client_id: String,
    pub(crate) account: String,
}

/// What it has seen so far.
#[derive(Debug, Deserialize)]
pub(crate) struct Stats {
    pub(crate) redeemed: u32,
    pub(crate) refreshed: u32,
    pub(crate) refused: u32,
    /// Answers that were ready and are, or were, kept back.
    pub(crate) waiting: u32,
    /// Token answers handed to the network.
    pub(crate) answered: u32,
    pub(crate) revoked: u32,
}

impl Provider {
    pub(crate) fn start() -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/peers/oidc_provider.mjs");
        let mut child = Command::new("node")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Node.js");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let at = serde_json::from_str(&line).expect("`npm ci` was run in tests/peers");
        Self { child, at }
    }

    pub(crate) async fn stats(&self) -> Stats {
        self.control("stats").await
    }

    /// From now on token answers are kept back, although the grant changed.
    pub(crate) async fn hold(&self) {
        self.control("hold").await;
    }

    pub(crate) async fn release(&self) {
        self.control("release").await;
    }

    async fn control(&self, what: &str) -> Stats {
        let answer = http().get(format!("{}/test/{what}", self.at.base)).send().await.unwrap();
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    pub(crate) async fn until(&self, reached: impl Fn(&Stats) -> bool) {
        let asked = async {
            while !reached(&self.stats().await) {
                tokio::task::yield_now().await;
            }
        };
        let patience = tokio::time::timeout(Duration::from_secs(20), asked).await;
        assert!(patience.is_ok(), "the provider never got there: {:?}", self.stats().await);
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl At {
    pub(crate) fn cloud(&self) -> Cloud {
        Cloud::custom(&self.base, &format!("{}/v1.0", self.base)).unwrap()
    }

    /// Consent is asked for, without which OpenID providers give no refresh token (OpenID Connect
    /// Core, section 11). Entra does.
    pub(crate) fn request(&self) -> SignInRequest {
        let usual = SignInRequest::new(self.cloud(), &self.client_id);
        SignInRequest { prompt: Some(Prompt::Consent), timeout: Duration::from_secs(20), ..usual }
    }

    pub(crate) fn target(&self) -> KeeperTarget {
        KeeperTarget {
            cloud: self.cloud(),
            tenant: TenantId::new(&self.tenant),
            client_id: self.client_id.clone(),
            extra_scopes: Vec::new(),
        }
    }
}

/// A client as the product builds it.
pub(crate) fn http() -> Client {
    static HTTP: LazyLock<Client> = LazyLock::new(|| {
        let _already_there = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
        builder.pool_max_idle_per_host(0).build().unwrap()
    });
    HTTP.clone()
}

/// Opens an address as a browser with cookies does, and submits the forms it meets. Gives the last page.
pub(crate) async fn browse(address: &str) -> String {
    let mut cookies = BTreeMap::new();
    let mut page = load(http().get(address), &mut cookies).await;
    for _ in 0..MOST_STEPS {
        let next = match (page.location(), page.form()) {
            (Some(to), _) => http().get(to),
            (None, Some((to, fields))) => {
                let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
                let form = http().post(to).header(header::ORIGIN, "null").body(body);
                form.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            }
            (None, None) => return page.text,
        };
        page = load(next, &mut cookies).await;
    }
    panic!("the sign-in did not end within {MOST_STEPS} pages")
}

struct Page {
    url: Url,
    location: Option<String>,
    text: String,
}

async fn load(request: reqwest::RequestBuilder, cookies: &mut BTreeMap<String, String>) -> Page {
    let sent: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let response = request.header(header::COOKIE, sent.join("; ")).send().await.unwrap();
    keep(&response, cookies);
    let location = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
    Page { url: response.url().clone(), location, text: response.text().await.unwrap() }
}

fn keep(response: &Response, cookies: &mut BTreeMap<String, String>) {
    for cookie in response.headers().get_all(header::SET_COOKIE) {
        let (pair, _) = cookie.to_str().unwrap().split_once(';').unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        cookies.insert(name.to_owned(), value.to_owned());
    }
}

impl Page {
    fn location(&self) -> Option<Url> {
        self.location.as_deref().map(|to| self.url.join(to).unwrap())
    }

    fn form(&self) -> Option<(Url, Vec<(&str, &str)>)> {
        let (_, form) = self.text.split_once("<form method=\"post\" action=\"")?;
        let (action, rest) = form.split_once('"')?;
        let inputs = rest.split("<input type=\"hidden\" name=\"").skip(1);
        let fields = inputs.filter_map(|input| {
            let (name, rest) = input.split_once("\" value=\"")?;
            Some((name, rest.split_once('"')?.0))
        });
        Some((self.url.join(action).unwrap(), fields.collect()))
    }
}
