//! A sign-in service on loopback: discovery and a token endpoint with strict rotation (an old
//! refresh token kills the grant), which notes every request and plays scripted answers first.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use reqwest::Client;
use rollcall_entra::{Cloud, KeeperTarget, SignInRequest};
use rollcall_people::TenantId;
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use url::Url;

pub(crate) const TENANT: &str = "9122040d-6c67-4c5b-b112-36a304b66dad";
pub(crate) const CLIENT: &str = "6cb04018-a3f5-46a7-b995-940c78f5aef3";

pub(crate) type Form = HashMap<String, String>;

/// An answer of the token endpoint instead of the usual one.
pub(crate) enum Scripted {
    Json(u16, Value),
    /// Status, headers and a body that is not JSON.
    Raw(u16, Vec<(header::HeaderName, String)>, String),
    /// The usual answer with some fields changed; `null` leaves one out.
    Changed(Value),
}

#[derive(Default)]
struct Book {
    requests: Vec<Form>,
    script: VecDeque<Scripted>,
    /// Code challenge and nonce by code.
    codes: HashMap<String, (String, String)>,
    /// The one refresh token that is good; `None` once the grant is dead.
    refresh: Option<String>,
    issued: u32,
    claims: Value,
    date: Option<DateTime<Utc>>,
}

pub(crate) struct Peer {
    pub(crate) base: String,
    book: Arc<Mutex<Book>>,
    /// Permits to answer; a test takes them away to hold answers back.
    pub(crate) gate: Arc<Semaphore>,
}

#[derive(Clone)]
struct Desk {
    base: String,
    book: Arc<Mutex<Book>>,
    gate: Arc<Semaphore>,
}

impl Peer {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let book = Arc::new(Mutex::new(Book::default()));
        let gate = Arc::new(Semaphore::new(Semaphore::MAX_PERMITS));
        let desk = Desk { base: base.clone(), book: Arc::clone(&book), gate: Arc::clone(&gate) };
        let router = Router::new()
            .route("/{tenant}/v2.0/.well-known/openid-configuration", get(discovery))
            .route("/{tenant}/oauth2/v2.0/token", post(token))
            .with_state(desk);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { base, book, gate }
    }

    pub(crate) fn cloud(&self) -> Cloud {
        Cloud::custom(&self.base, &format!("{}/v1.0", self.base)).unwrap()
    }

    pub(crate) fn request(&self) -> SignInRequest {
        SignInRequest { timeout: Duration::from_secs(20), ..SignInRequest::new(self.cloud(), CLIENT) }
    }

    pub(crate) fn target(&self) -> KeeperTarget {
        KeeperTarget {
            cloud: self.cloud(),
            tenant: TenantId::new(TENANT),
            client_id: CLIENT.to_owned(),
            extra_scopes: Vec::new(),
        }
    }

    /// Plays the person at the sign-in page: the code that goes with an authorization request.
    pub(crate) fn consent(&self, url: &Url) -> String {
        let asked = params(url);
        let mut book = self.book();
        let code = format!("code-{}", book.codes.len() + 1);
        book.codes.insert(code.clone(), (asked["code_challenge"].clone(), asked["nonce"].clone()));
        code
    }

    /// A refresh token as of an earlier sign-in.
    pub(crate) fn grant(&self) -> String {
        let mut book = self.book();
        book.refresh = Some("refresh-0".to_owned());
        "refresh-0".to_owned()
    }

    pub(crate) fn script(&self, answers: impl IntoIterator<Item = Scripted>) {
        self.book().script.extend(answers);
    }

    /// Claims of id tokens that differ from the usual ones.
    pub(crate) fn claims(&self, claims: Value) {
        self.book().claims = claims;
    }

    /// The clock this service believes in.
    pub(crate) fn date(&self, date: DateTime<Utc>) {
        self.book().date = Some(date);
    }

    /// Token requests so far.
    pub(crate) fn requests(&self) -> Vec<Form> {
        self.book().requests.clone()
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap()
    }
}

/// A client as the product builds it. Made once, because it reads the system's certificates, and
/// without idle connections, because each test has an event loop of its own.
pub(crate) fn http() -> Client {
    static HTTP: LazyLock<Client> = LazyLock::new(|| {
        let _already_there = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
        builder.pool_max_idle_per_host(0).build().unwrap()
    });
    HTTP.clone()
}

pub(crate) fn params(url: &Url) -> Form {
    url.query_pairs().into_owned().collect()
}

async fn discovery(State(desk): State<Desk>, Path(tenant): Path<String>) -> Response {
    if tenant.starts_with("unknown") {
        let error = json!({"error": "invalid_tenant", "error_codes": [90002], "error_description": "AADSTS90002: no"});
        return (StatusCode::BAD_REQUEST, Json(error)).into_response();
    }
    let base = &desk.base;
    Json(json!({
        "issuer": format!("{base}/{{tenantid}}/v2.0"),
        "authorization_endpoint": format!("{base}/{tenant}/oauth2/v2.0/authorize"),
        "token_endpoint": format!("{base}/{tenant}/oauth2/v2.0/token"),
    }))
    .into_response()
}

async fn token(State(desk): State<Desk>, headers: HeaderMap, body: Bytes) -> Response {
    let mut form: Form = url::form_urlencoded::parse(&body).into_owned().collect();
    if headers.contains_key(header::AUTHORIZATION) {
        form.insert("authorization header".to_owned(), "present".to_owned());
    }
    let answer = {
        let mut book = desk.book.lock().unwrap();
        book.requests.push(form.clone());
        book.answer(&desk.base, &form)
    };
    let _permit = desk.gate.acquire().await.unwrap();
    answer
}

impl Book {
    fn answer(&mut self, base: &str, form: &Form) -> Response {
        match self.script.pop_front() {
            Some(Scripted::Json(status, body)) => {
                (StatusCode::from_u16(status).unwrap(), Json(body)).into_response()
            }
            Some(Scripted::Raw(status, headers, body)) => {
                let mut response = (StatusCode::from_u16(status).unwrap(), body).into_response();
                for (name, value) in headers {
                    response.headers_mut().insert(name, value.parse().unwrap());
                }
                response
            }
            Some(Scripted::Changed(change)) => self.usual(base, form, &change),
            None => self.usual(base, form, &json!({})),
        }
    }

    fn usual(&mut self, base: &str, form: &Form, change: &Value) -> Response {
        let nonce = match form["grant_type"].as_str() {
            "authorization_code" => self.redeemed(form),
            _ => self.refreshed(form),
        };
        let Some(nonce) = nonce else {
            let error = json!({"error": "invalid_grant", "error_codes": [70008], "error_description": "AADSTS70008: no"});
            return (StatusCode::BAD_REQUEST, Json(error)).into_response();
        };
        self.issued += 1;
        self.refresh = Some(format!("refresh-{}", self.issued));
        let mut body = json!({
            "token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599, "access_token": format!("access-{}", self.issued),
            "refresh_token": self.refresh, "scope": "openid profile User.Read User.Read.All GroupMember.Read.All",
            "id_token": self.id_token(base, &nonce),
        });
        merge(&mut body, change);
        let mut response = Json(body).into_response();
        if let Some(date) = self.date {
            let date = date.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
            response.headers_mut().insert(header::DATE, date.parse().unwrap());
        }
        response
    }

    /// Single use, and only with the verifier that belongs to the challenge.
    fn redeemed(&mut self, form: &Form) -> Option<String> {
        let (challenge, nonce) = self.codes.remove(form.get("code")?)?;
        let verifier = oauth2::PkceCodeVerifier::new(form.get("code_verifier")?.clone());
        let expected = oauth2::PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        (expected.as_str() == challenge).then_some(nonce)
    }

    fn refreshed(&mut self, form: &Form) -> Option<String> {
        // Taken in any case: whoever presents another token than the newest kills the grant.
        let good = self.refresh.take()?;
        (form.get("refresh_token")? == &good).then(String::new)
    }

    fn id_token(&self, base: &str, nonce: &str) -> String {
        let mut claims = json!({
            "aud": CLIENT, "nonce": nonce, "tid": TENANT, "oid": "00000000-0000-0000-66f3-3332eca7ea81",
            "iss": format!("{base}/{TENANT}/v2.0"), "exp": self.date.unwrap_or_else(Utc::now).timestamp() + 3600,
            "name": "Abe Lincoln", "preferred_username": "abeli@contoso.example",
        });
        merge(&mut claims, &self.claims);
        format!("e30.{}.c2ln", BASE64_URL_SAFE_NO_PAD.encode(claims.to_string()))
    }
}

fn merge(into: &mut Value, change: &Value) {
    for (name, value) in change.as_object().into_iter().flatten() {
        let fields = into.as_object_mut().unwrap();
        match value {
            Value::Null => drop(fields.remove(name)),
            value => drop(fields.insert(name.clone(), value.clone())),
        }
    }
}
