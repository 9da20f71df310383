//! What the page gets to know. Tokens and codes stay with its host, and it reaches nobody but that host.

use crate::stage::{App, Machine, Start};
use crate::world::World;
use rollcall_sample::browser::{self, Visit};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(60);

/// Keeps what the page asks for, and every answer and event it gets. Calls go through `fetch`, events through
/// callbacks.
const LISTEN_IN: &str = "
    const heard = (window.heard = []), asked = (window.asked = []), fetching = window.fetch;
    window.fetch = async (...call) => {
        asked.push(String(call[0]?.url ?? call[0]));
        const answer = await fetching(...call);
        heard.push(await answer.clone().text(), JSON.stringify([...answer.headers]));
        return answer;
    };
    const inside = window.__TAURI_INTERNALS__, events = ['job', 'changed', 'notice'];
    await Promise.all(events.map((event) => inside.invoke('plugin:event|listen', {
        event, target: { kind: 'Any' },
        handler: inside.transformCallback((told) => heard.push(JSON.stringify(told))),
    })));
";

/// Somebody to whom no request may come: every proxy the system could name.
struct Proxy {
    url: OsString,
    asked: Arc<AtomicUsize>,
}

impl Proxy {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap()).into();
        let asked: Arc<AtomicUsize> = Arc::default();
        let count = asked.clone();
        std::thread::spawn(move || {
            listener.incoming().for_each(|_| {
                count.fetch_add(1, Ordering::SeqCst);
            });
        });
        Self { url, asked }
    }

    /// The driver's own way to the window, by its number, is not the page's.
    fn variables(&self) -> impl Iterator<Item = (&'static str, OsString)> {
        let names = ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];
        let proxies = names.map(|name| (name, self.url.clone()));
        proxies.into_iter().chain(["no_proxy", "NO_PROXY"].map(|name| (name, "127.0.0.1".into())))
    }
}

async fn everything_heard(app: &App) -> (String, Vec<String>) {
    let places = "return JSON.stringify([heard, asked, document.documentElement.outerHTML, location.href,
        { ...localStorage }, { ...sessionStorage }, document.cookie, performance.getEntries()])";
    let all = app.ask(places).await.as_str().unwrap().to_owned();
    let asked = app.ask("return asked").await;
    (all, asked.as_array().unwrap().iter().map(|url| url.as_str().unwrap().to_owned()).collect())
}

/// Codes and tokens, also those that are worth nothing any more.
#[derive(Default)]
struct Secrets(BTreeSet<String>);

impl Secrets {
    fn grow(&mut self, by: &str, issued: Vec<String>) {
        let before = self.0.len();
        self.0.extend(issued);
        assert!(self.0.len() > before, "{by} gives new ones");
    }
}

/// Waits until the history knows of so many runs.
async fn runs(world: &World, count: usize) {
    let run = async || world.engine.history(0, count).await.unwrap().len() == count;
    let there = async {
        while !run().await {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(PATIENCE, there)
        .await
        .unwrap_or_else(|_| panic!("{count} runs within {PATIENCE:?}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_journey_tells_the_page_no_secret_and_asks_nobody_but_its_host() {
    let world = World::synced().await;
    let proxy = Proxy::start();
    let variables: Vec<_> = world.variables().into_iter().chain(proxy.variables()).collect();
    let start = Start { variables: &variables, ..Start::default() };
    let app = App::on(Machine::start(), start).await;
    app.is_shown().await;
    app.ask(LISTEN_IN).await;

    let entra = world.company.entra();
    let mut secrets = Secrets::default();
    secrets.grow("a first sign-in", entra.issued_secrets());
    world.company.next_day();
    entra.revoke_sessions();
    entra.expire_access_tokens();
    app.go("Connections").await;
    app.press("Sync now").await;
    app.sees("Microsoft asks for a new sign-in.").await;
    app.go("Connections").await;
    app.press("Sign in again…").await;
    app.press("Open browser to sign in").await;
    let url = app.browser().opened().await;
    browser::sign_in(&url, Visit::default()).await.unwrap();
    app.sees("Signed in again to").await;
    app.press("Sync now").await;
    app.sees("Contoso: Applied").await;
    secrets.grow("a second sign-in", entra.issued_secrets());
    entra.expire_access_tokens();
    world.company.next_day();
    app.go("Connections").await;
    app.press("Sync now").await;
    runs(&world, 4).await;
    secrets.grow("a renewal", entra.issued_secrets());
    for screen in ["Employees", "Departments", "Rules", "History", "Settings", "Connections"] {
        app.go(screen).await;
    }
    app.sees("Contoso").await;

    let (all, asked) = everything_heard(&app).await;
    assert!(all.contains("reading_users") && all.contains("accountEnabled"), "answers and events were heard");
    for (number, secret) in secrets.0.iter().enumerate() {
        assert!(!all.contains(secret.as_str()), "secret {number} is known to the page");
    }
    let elsewhere: Vec<_> = asked.iter().filter(|url| !url.starts_with("ipc://localhost/")).collect();
    assert!(asked.len() > 20 && elsewhere.is_empty(), "only the host is asked: {elsewhere:?}");
    assert_eq!(proxy.asked.load(Ordering::SeqCst), 0, "and no proxy stands between them");
    app.close().await;
}
