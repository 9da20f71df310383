//! What the tests share: a tiny client that signs in and asks, without any help of the product.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test file uses its part")]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::{Client, Response};
use rollcall_sample::browser::{self, Decision, Visit};
use rollcall_sample::{CERTIFICATE, CLIENT_ID, SampleCompany};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

pub const SCOPES: &str = "openid profile offline_access User.Read User.Read.All GroupMember.Read.All";
pub const VERIFIER: &str = "a-verifier-of-a-test-that-is-long-enough-for-the-standard";

/// Trusts the sample company's certificate, follows no redirects.
pub fn client() -> Client {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(CERTIFICATE.as_bytes()).unwrap()).unwrap();
    let tls = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
    let tls = tls
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let builder = Client::builder().tls_backend_preconfigured(tls).no_proxy();
    builder.redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// A loopback listener that takes one posted answer.
pub struct Listener {
    listener: TcpListener,
    pub redirect_uri: String,
}

impl Listener {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        Self { listener, redirect_uri: format!("http://localhost:{port}/") }
    }

    /// The fields of the posted form.
    pub async fn answer(&self) -> Vec<(String, String)> {
        let (mut socket, _) = self.listener.accept().await.unwrap();
        let mut request = Vec::new();
        let body = loop {
            let mut part = [0; 4096];
            let read = socket.read(&mut part).await.unwrap();
            request.extend_from_slice(&part[..read]);
            let text = String::from_utf8_lossy(&request).into_owned();
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let length = head
                    .to_lowercase()
                    .split("content-length: ")
                    .nth(1)
                    .map(|rest| rest.lines().next().unwrap().parse().unwrap());
                if body.len() >= length.unwrap_or(0) {
                    break if length.is_some() {
                        body.to_owned()
                    } else {
                        head.split(['?', ' ']).nth(2).unwrap_or("").to_owned()
                    };
                }
            }
        };
        socket
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\ndone")
            .await
            .unwrap();
        url::form_urlencoded::parse(body.as_bytes()).into_owned().collect()
    }
}

pub fn authorize_url(
    company: &SampleCompany,
    tenant: &str,
    redirect_uri: &str,
    extra: &[(&str, &str)],
) -> String {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    let mut fields = vec![
        ("client_id", CLIENT_ID),
        ("response_type", "code"),
        ("redirect_uri", redirect_uri),
        ("response_mode", "form_post"),
        ("scope", SCOPES),
        ("state", "a-state"),
        ("nonce", "a-nonce"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    fields.retain(|(name, _)| !extra.iter().any(|(other, _)| other == name));
    fields.extend(extra.iter().filter(|(_, value)| !value.is_empty()));
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    format!("{}/{tenant}/oauth2/v2.0/authorize?{query}", company.login_url())
}

/// Signs in through the browser, and returns the form the listener got.
pub async fn visit(company: &SampleCompany, tenant: &str, visit: Visit) -> Vec<(String, String)> {
    let listener = Listener::open().await;
    let url = authorize_url(company, tenant, &listener.redirect_uri, &[]);
    let (outcome, mut answer) = tokio::join!(browser::sign_in(&url, visit), listener.answer());
    outcome.unwrap();
    answer.push(("redirect_uri".into(), listener.redirect_uri));
    answer
}

pub fn field<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}

pub async fn token_request(company: &SampleCompany, tenant: &str, fields: &[(&str, &str)]) -> (u16, Value) {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let url = format!("{}/{tenant}/oauth2/v2.0/token", company.login_url());
    let request = client().post(url).header("content-type", "application/x-www-form-urlencoded").body(body);
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

pub async fn redeem(company: &SampleCompany, tenant: &str, answer: &[(String, String)]) -> (u16, Value) {
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", CLIENT_ID),
        ("code", field(answer, "code")),
        ("redirect_uri", field(answer, "redirect_uri")),
        ("code_verifier", VERIFIER),
    ];
    token_request(company, tenant, &fields).await
}

/// Somebody signed in, ready to ask Graph.
pub struct SignedIn<'a> {
    pub company: &'a SampleCompany,
    pub tokens: Value,
    client: Client,
}

impl<'a> SignedIn<'a> {
    pub async fn as_admin(company: &'a SampleCompany) -> Self {
        Self::with(company, "organizations", Visit::default()).await
    }

    pub async fn with(company: &'a SampleCompany, tenant: &str, decision: Visit) -> Self {
        let answer = visit(company, tenant, decision).await;
        let (status, tokens) = redeem(company, tenant, &answer).await;
        assert_eq!(status, 200, "the code is redeemed: {tokens}");
        Self { company, tokens, client: client() }
    }

    pub fn access_token(&self) -> &str {
        self.tokens["access_token"].as_str().unwrap()
    }

    pub async fn send(&self, address: &str) -> Response {
        let url = if address.starts_with("http") {
            address.to_owned()
        } else {
            format!("{}{address}", self.company.graph_url())
        };
        self.client.get(url).bearer_auth(self.access_token()).send().await.unwrap()
    }

    pub async fn ask(&self, address: &str) -> (u16, Value) {
        let response = self.send(address).await;
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// With the header advanced queries need.
    pub async fn ask_eventually(&self, address: &str) -> (u16, Value) {
        let url = format!("{}{address}", self.company.graph_url());
        let request =
            self.client.get(url).bearer_auth(self.access_token()).header("ConsistencyLevel", "eventual");
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    pub async fn batch(&self, body: &Value) -> (u16, Value) {
        let url = format!("{}/$batch", self.company.graph_url());
        let response =
            self.client.post(url).bearer_auth(self.access_token()).json(body).send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// All records of a list and the last page, following its links.
    pub async fn all(&self, address: &str) -> (Vec<Value>, Value) {
        let (mut records, mut next) = (Vec::new(), address.to_owned());
        loop {
            let (status, page) = self.ask(&next).await;
            assert_eq!(status, 200, "{next}: {page}");
            records.extend(page["value"].as_array().unwrap().iter().cloned());
            match page["@odata.nextLink"].as_str() {
                Some(link) => next = link.to_owned(),
                None => return (records, page),
            }
        }
    }
}

pub fn as_user(account: &str) -> Visit {
    Visit { account: Some(account.to_owned()), decision: Decision::Accept }
}
