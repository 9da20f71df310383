//! The two token requests, code and refresh, through the `oauth2` crate over the caller's HTTP client.

use crate::answer;
use crate::{TokenSet, Trouble, scopes};
use chrono::{DateTime, TimeDelta, Utc};
use oauth2::basic::{
    BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType,
};
use oauth2::{
    AccessToken, AsyncHttpClient, AuthorizationCode, ClientId, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, PkceCodeVerifier, RedirectUrl, RefreshToken, RequestTokenError, Scope,
    StandardRevocableToken, TokenResponse, TokenUrl, http,
};
use reqwest::Client;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use url::Url;

/// Assumed where an answer names no lifetime (RFC 6749 leaves it open); Entra's is 60–90 minutes.
const USUAL_LIFETIME: u64 = 3600;
/// Longer ones are not believed; Entra's longest is 28 hours.
const LONGEST_LIFETIME: u64 = 48 * 3600;

pub(crate) type OAuth<Auth, Token> = oauth2::Client<
    BasicErrorResponse,
    TokenAnswer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    Auth,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    Token,
>;

/// A public client (no secret) that may redeem and refresh.
pub(crate) fn oauth(client_id: &str, token_endpoint: &Url) -> OAuth<EndpointNotSet, EndpointSet> {
    oauth2::Client::new(ClientId::new(client_id.to_owned()))
        .set_token_uri(TokenUrl::from_url(token_endpoint.clone()))
}

/// A 200 answer of the token endpoint (RFC 6749, section 5.1, and OpenID Connect Core, section 3.1.3.3).
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TokenAnswer {
    access_token: AccessToken,
    #[serde(deserialize_with = "bearer")]
    token_type: BasicTokenType,
    #[serde(default, deserialize_with = "seconds")]
    expires_in: Option<u64>,
    refresh_token: Option<RefreshToken>,
    scope: Option<String>,
    /// Typed as some secret, so that it cannot be printed.
    id_token: Option<RefreshToken>,
}

/// Tokens as received, with what else the answer told.
pub(crate) struct Redeemed {
    pub(crate) tokens: TokenSet,
    pub(crate) id_token: Option<SecretString>,
    pub(crate) server_date: Option<DateTime<Utc>>,
}

/// What a code is redeemed with (RFC 7636, section 4.5).
pub(crate) struct Code {
    pub(crate) code: SecretString,
    pub(crate) verifier: PkceCodeVerifier,
    pub(crate) redirect: RedirectUrl,
}

/// Redeems an authorization code, once.
pub(crate) async fn redeem(
    http: &Client,
    client: OAuth<EndpointNotSet, EndpointSet>,
    code: Code,
) -> Result<Redeemed, Trouble> {
    let client = client.set_redirect_uri(code.redirect);
    let sender = Sender::new(http);
    let request = client
        .exchange_code(AuthorizationCode::new(code.code.expose_secret().to_owned()))
        .set_pkce_verifier(code.verifier);
    let answer = request.request_async(&sender).await.map_err(trouble)?;
    Ok(answer.received(Utc::now(), sender.date()))
}

/// Exchanges a refresh token for new tokens, once. `now` is when it is asked, by the local clock.
pub(crate) async fn refresh(
    http: &Client,
    client: &OAuth<EndpointNotSet, EndpointSet>,
    token: &SecretString,
    scopes: &[String],
    now: DateTime<Utc>,
) -> Result<Redeemed, Trouble> {
    let sender = Sender::new(http);
    let token = RefreshToken::new(token.expose_secret().to_owned());
    let request = client.exchange_refresh_token(&token).add_scopes(scopes.iter().cloned().map(Scope::new));
    let answer = request.request_async(&sender).await.map_err(trouble)?;
    Ok(answer.received(now, sender.date()))
}

/// The given client as `oauth2` wants it. Answers other than JSON with status 200 become
/// [`Trouble`] here, so the crate only ever parses successes.
struct Sender {
    http: Client,
    date: Arc<Mutex<Option<DateTime<Utc>>>>,
}

impl Sender {
    fn new(http: &Client) -> Self {
        Self { http: http.clone(), date: Arc::default() }
    }

    /// The server's clock as of the last answer.
    fn date(&self) -> Option<DateTime<Utc>> {
        self.date.lock().ok().and_then(|date| *date)
    }
}

impl AsyncHttpClient<'_> for Sender {
    type Error = Trouble;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Trouble>> + Send>>;

    fn call(&self, request: HttpRequest) -> Self::Future {
        let (http, date) = (self.http.clone(), Arc::clone(&self.date));
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(|_| Trouble::bad("token address"))?;
            let answer = answer::ask(&http, request).await?;
            if let Ok(mut date) = date.lock() {
                *date = answer.date;
            }
            let json = http::HeaderValue::from_static("application/json");
            let mut response = http::Response::new(answer.body);
            response.headers_mut().insert(http::header::CONTENT_TYPE, json);
            Ok(response)
        })
    }
}

fn trouble(error: RequestTokenError<Trouble, BasicErrorResponse>) -> Trouble {
    match error {
        RequestTokenError::Request(trouble) => trouble,
        // The answer itself is never quoted: it may hold tokens.
        RequestTokenError::Parse(..) | RequestTokenError::ServerResponse(_) | RequestTokenError::Other(_) => {
            Trouble::bad("token answer")
        }
    }
}

impl TokenAnswer {
    fn received(self, now: DateTime<Utc>, server_date: Option<DateTime<Utc>>) -> Redeemed {
        let lifetime = self.expires_in.unwrap_or(USUAL_LIFETIME).min(LONGEST_LIFETIME);
        let lifetime = TimeDelta::seconds(i64::try_from(lifetime).unwrap_or_default());
        let secret = |token: &RefreshToken| SecretString::from(token.secret().as_str());
        let tokens = TokenSet {
            access: SecretString::from(self.access_token.secret().as_str()),
            refresh: self.refresh_token.as_ref().filter(|t| !t.secret().is_empty()).map(secret),
            received_at: now,
            expires_at: now + lifetime,
            granted: scopes::granted(self.scope.as_deref().unwrap_or_default()),
            rejected: None,
        };
        Redeemed { tokens, id_token: self.id_token.as_ref().map(secret), server_date }
    }
}

impl TokenResponse for TokenAnswer {
    type TokenType = BasicTokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &BasicTokenType {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        self.expires_in.map(Duration::from_secs)
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        self.refresh_token.as_ref()
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        None // read from the text: Entra's spellings need more than splitting
    }
}

/// A token of a type that is not understood must not be used (RFC 6749, section 7.1).
fn bearer<'de, D: Deserializer<'de>>(from: D) -> Result<BasicTokenType, D::Error> {
    let text = String::deserialize(from)?;
    if text.eq_ignore_ascii_case("bearer") {
        return Ok(BasicTokenType::Bearer);
    }
    Err(serde::de::Error::custom("not a bearer token"))
}

/// Seconds as a number or as text: older Entra endpoints send `"3599"`. Anything else counts as not told.
fn seconds<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    let number = value.as_u64().or_else(|| value.as_f64().map(|f| f.max(0.0) as u64));
    Ok(number.or_else(|| value.as_str()?.trim().parse().ok()))
}
