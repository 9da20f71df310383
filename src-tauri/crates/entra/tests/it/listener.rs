//! The listener among strangers: only the attempt's own answer settles it, and nobody is in its way.

use crate::peer::{Peer, http, params};
use crate::sign_in::post;
use reqwest::{Method, StatusCode};
use rollcall_entra::{Attempt, SignInError, SignInRequest, begin};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use url::Url;

struct Waiting {
    peer: Peer,
    attempt: Attempt,
}

impl Waiting {
    async fn start() -> Self {
        let peer = Peer::start().await;
        let attempt = begin(http(), peer.request()).await.unwrap();
        Self { peer, attempt }
    }

    fn redirect(&self) -> Url {
        Url::parse(&params(self.attempt.url())["redirect_uri"]).unwrap()
    }

    fn port(&self) -> u16 {
        self.redirect().port().unwrap()
    }

    fn state(&self) -> String {
        params(self.attempt.url())["state"].clone()
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> reqwest::Response {
        let url = self.redirect().join(path).unwrap();
        let mut request = http().request(method, url).body(body.to_owned());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap()
    }

    /// The real answer still works, with exactly one redemption.
    async fn still_signs_in(self) {
        let code = self.peer.consent(self.attempt.url());
        let page = post(self.attempt.url(), &[("code", &code), ("state", &self.state())]).await;
        assert_eq!(page.status(), StatusCode::OK, "the real answer is welcome");
        self.attempt.finish(CancellationToken::new()).await.expect("nothing else settled the wait");
        assert_eq!(self.peer.requests().len(), 1, "one redemption");
    }
}

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn icons_preflights_and_early_visits_change_nothing() {
    let waiting = Waiting::start().await;
    let preflight = [
        ("Origin", "https://login.microsoftonline.com"),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Private-Network", "true"),
    ];
    for (method, path, headers) in [
        (Method::GET, "/favicon.ico", &[][..]),
        (Method::HEAD, "/", &[]),
        (Method::OPTIONS, "/", &preflight),
        (Method::GET, "/", &[]),
        (Method::GET, "/robots.txt?code=c", &[]),
        (Method::PUT, "/", &[FORM]),
        (Method::DELETE, "/", &[]),
    ] {
        let name = format!("{method} {path}");
        let answer = waiting.send(method, path, headers, "").await;
        assert!(
            answer.status().is_success() || answer.status().is_client_error(),
            "{name}: {}",
            answer.status()
        );
        assert!(
            answer.headers().keys().all(|h| !h.as_str().starts_with("access-control")),
            "{name} grants nothing"
        );
    }
    waiting.still_signs_in().await;
}

#[tokio::test]
async fn foreign_and_malformed_answers_are_refused_and_the_wait_goes_on() {
    let waiting = Waiting::start().await;
    let state = waiting.state();
    let huge = format!("code={}&state={state}", "x".repeat(1 << 20));
    for (body, kind, status) in [
        ("code=c&state=theirs".to_owned(), FORM.1, StatusCode::BAD_REQUEST),
        ("error=access_denied".to_owned(), FORM.1, StatusCode::BAD_REQUEST),
        ("error=server_error&state=theirs".to_owned(), FORM.1, StatusCode::BAD_REQUEST),
        (format!("code=c&state={state}&state={state}"), FORM.1, StatusCode::BAD_REQUEST),
        (
            format!("{{\"code\":\"c\",\"state\":\"{state}\"}}"),
            "application/json",
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (format!("code=c&state={state}"), "text/plain", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (huge, FORM.1, StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let answer = waiting.send(Method::POST, "/", &[("Content-Type", kind)], &body).await;
        assert_eq!(answer.status(), status, "{kind}: {}", &body[..body.len().min(60)]);
    }
    waiting.still_signs_in().await;
}

#[tokio::test]
async fn an_answer_in_the_address_is_neither_redeemed_nor_repeated_on_the_page() {
    let waiting = Waiting::start().await;
    let path = format!("/?code=leaky-code&state={}", waiting.state());
    let answer = waiting.send(Method::GET, &path, &[], "").await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "a form was asked for");
    assert!(!answer.text().await.unwrap().contains("leaky-code"), "not echoed");
    waiting.still_signs_in().await;
}

#[tokio::test]
async fn a_second_delivery_finds_the_place_taken() {
    let waiting = Waiting::start().await;
    let code = waiting.peer.consent(waiting.attempt.url());
    let fields = [("code", code.as_str()), ("state", &waiting.state())];
    let first = post(waiting.attempt.url(), &fields).await.text().await.unwrap();
    let second = post(waiting.attempt.url(), &fields).await.text().await.unwrap();
    assert!(first.contains("You are signed in"), "the first counts: {first}");
    assert!(!second.contains("You are signed in"), "the second is told so: {second}");
    waiting.attempt.finish(CancellationToken::new()).await.unwrap();
    assert_eq!(waiting.peer.requests().len(), 1, "one redemption however often it is delivered");
}

#[tokio::test]
async fn slow_clients_are_in_nobodys_way() {
    let waiting = Waiting::start().await;
    let mut slow = Vec::new();
    for start in [
        "",
        "POST / HTT",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\ncode=",
    ] {
        for _ in 0..20 {
            let mut client = TcpStream::connect((Ipv4Addr::LOCALHOST, waiting.port())).await.unwrap();
            client.write_all(start.as_bytes()).await.unwrap();
            slow.push(client);
        }
    }
    waiting.still_signs_in().await;
}

#[tokio::test]
async fn both_loopback_addresses_lead_to_it_and_no_other() {
    let waiting = Waiting::start().await;
    let reach = async |ip: IpAddr| TcpStream::connect((ip, waiting.port())).await.is_ok();
    assert!(reach(Ipv4Addr::LOCALHOST.into()).await, "127.0.0.1");
    let has_ipv6 = std::net::TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok();
    assert_eq!(reach(Ipv6Addr::LOCALHOST.into()).await, has_ipv6, "::1, where there is IPv6");
    // Any address of 127.0.0.0/8 stands for "another interface" on every machine that has one.
    assert!(!reach(Ipv4Addr::new(127, 0, 0, 2).into()).await, "no wildcard");
}

#[tokio::test]
async fn the_port_is_closed_after_the_attempt() {
    for answered in [false, true] {
        let waiting = Waiting::start().await;
        let port = waiting.port();
        if answered {
            waiting.still_signs_in().await;
        } else {
            drop(waiting);
        }
        let closed = async {
            while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(1), closed).await.expect("closed within a second");
    }
}

#[tokio::test]
async fn a_connection_left_open_does_not_outlive_the_attempt() {
    let waiting = Waiting::start().await;
    let mut idle = TcpStream::connect((Ipv4Addr::LOCALHOST, waiting.port())).await.unwrap();
    waiting.still_signs_in().await;
    let end = tokio::time::timeout(Duration::from_secs(1), idle.read(&mut [0]))
        .await
        .expect("hung up within a second");
    assert!(matches!(end, Ok(0) | Err(_)), "nothing more to say: {end:?}");
}

#[tokio::test]
async fn a_new_attempt_is_not_settled_by_an_old_answer() {
    let peer = Peer::start().await;
    let old = begin(http(), peer.request()).await.unwrap();
    let new = begin(http(), peer.request()).await.unwrap();
    let old_state = params(old.url())["state"].clone();
    let late = post(new.url(), &[("code", "late"), ("state", &old_state)]).await;
    assert_eq!(late.status(), StatusCode::BAD_REQUEST, "another attempt's answer");
    drop(old);
    Waiting { peer, attempt: new }.still_signs_in().await;
}

#[tokio::test]
async fn pages_are_inert_and_leave_no_trace() {
    let waiting = Waiting::start().await;
    let nasty = "<script>alert(1)</script>";
    let fields = [("error", nasty), ("error_description", nasty), ("state", &waiting.state())];
    let page = post(waiting.attempt.url(), &fields).await;
    let header = |name: &str| page.headers()[name].to_str().unwrap().to_owned();
    assert!(header("content-security-policy").starts_with("default-src 'none'"), "nothing loads or runs");
    assert_eq!(header("x-content-type-options"), "nosniff", "HTML is HTML");
    assert_eq!(
        (header("cache-control"), header("referrer-policy")),
        ("no-store".to_owned(), "no-referrer".to_owned()),
        "no trace"
    );
    let html = page.text().await.unwrap();
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "escaped: {html}");
}

#[tokio::test]
async fn an_administrators_consent_is_confirmed_and_the_wait_goes_on() {
    let waiting = Waiting::start().await;
    let consent = params(waiting.attempt.admin_consent_url());
    assert_ne!(consent["state"], waiting.state(), "a state of its own");
    let path = format!("/?admin_consent=True&tenant=anyone&state={}", consent["state"]);
    let page = waiting.send(Method::GET, &path, &[], "").await.text().await.unwrap();
    assert!(page.contains("The consent was recorded"), "the colleague sees it worked: {page}");
    waiting.still_signs_in().await;
}

#[tokio::test]
async fn pages_speak_the_apps_language() {
    let peer = Peer::start().await;
    let mut request: SignInRequest = peer.request();
    request.pages.language = "de".to_owned();
    request.pages.signed_in = ["Sie sind angemeldet".to_owned(), "Zurück zu Rollcall".to_owned()];
    let attempt = begin(http(), request).await.unwrap();
    let state = params(attempt.url())["state"].clone();
    let page = post(attempt.url(), &[("code", "c"), ("state", &state)]).await.text().await.unwrap();
    assert!(page.contains("<html lang=\"de\">") && page.contains("Sie sind angemeldet"), "{page}");
}

#[tokio::test]
async fn an_endless_head_is_cut_off_and_changes_nothing() {
    let waiting = Waiting::start().await;
    let mut client = TcpStream::connect((Ipv4Addr::LOCALHOST, waiting.port())).await.unwrap();
    let head = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {}", "x".repeat(1 << 20));
    // The listener may hang up before all of it is sent.
    let _cut_off = client.write_all(head.as_bytes()).await;
    let mut answer = Vec::new();
    let _reset = tokio::time::timeout(Duration::from_secs(5), client.read_to_end(&mut answer)).await.unwrap();
    assert!(!answer.starts_with(b"HTTP/1.1 200"), "refused: {}", String::from_utf8_lossy(&answer));
    waiting.still_signs_in().await;
}

#[tokio::test]
async fn what_is_no_http_is_hung_up_on_and_changes_nothing() {
    let waiting = Waiting::start().await;
    for noise in [&b"\x16\x03\x01\x02\x00\x01\x00"[..], b"\0\0\0\0\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"] {
        let mut client = TcpStream::connect((Ipv4Addr::LOCALHOST, waiting.port())).await.unwrap();
        client.write_all(noise).await.unwrap();
        let mut answer = Vec::new();
        let _reset =
            tokio::time::timeout(Duration::from_secs(5), client.read_to_end(&mut answer)).await.unwrap();
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{noise:?}: {}", String::from_utf8_lossy(&answer));
    }
    waiting.still_signs_in().await;
}

/// The first attempt's code is being redeemed, slowly, when somebody starts again.
#[tokio::test]
async fn a_new_attempt_goes_its_own_way_while_the_old_answer_is_under_way() {
    let peer = Peer::start().await;
    let old = begin(http(), peer.request()).await.unwrap();
    let (code, state) = (peer.consent(old.url()), params(old.url())["state"].clone());
    peer.gate.forget_permits(Semaphore::MAX_PERMITS);
    post(old.url(), &[("code", &code), ("state", &state)]).await;
    let given_up = CancellationToken::new();
    let redeeming = tokio::spawn(old.finish(given_up.clone()));
    while peer.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    let new = Waiting { attempt: begin(http(), peer.request()).await.unwrap(), peer };
    given_up.cancel();
    let ended = redeeming.await.unwrap();
    assert!(matches!(ended, Err(SignInError::Cancelled)), "the old one ends: {:?}", ended.map(|_| ()));
    new.peer.gate.add_permits(2);
    let code = new.peer.consent(new.attempt.url());
    let page = post(new.attempt.url(), &[("code", &code), ("state", &new.state())]).await;
    assert_eq!(page.status(), StatusCode::OK, "and the new one is answered");
    new.attempt.finish(CancellationToken::new()).await.expect("by its own code");
    assert_eq!(new.peer.requests().len(), 2, "each code was redeemed once");
}
