//! One sign-in attempt: from the address to open in the browser to checked tokens.
//!
//! Authorization code flow with PKCE (RFC 6749, 7636, 8252) for a public client. State, nonce and
//! verifier belong to one attempt and are never logged.

use crate::client::{self, Code, Redeemed};
use crate::discovery::{self, Endpoints};
use crate::id_token::{self, Expected, Now};
use crate::listener::{Callback, Listener, Reply, Settings};
use crate::request::{LONGEST_WAIT, Prompt, SignInRequest};
use crate::{ClockCheck, IdTokenProblem, SignInError, TokenSet, Trouble, answer, consent};
use chrono::{DateTime, Utc};
use oauth2::{AuthUrl, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope};
use reqwest::Client;
use rollcall_people::{ObjectId, TenantId};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use url::Url;

/// Random bytes of state and nonce: 256 bits.
const RANDOM: u32 = 32;

/// A sign-in that waits for the browser. Dropping it closes the listener.
pub struct Attempt {
    http: Client,
    request: SignInRequest,
    endpoints: Endpoints,
    listener: Listener,
    deadline: Instant,
    url: Url,
    admin_consent_url: Url,
    nonce: CsrfToken,
    verifier: PkceCodeVerifier,
    redirect: RedirectUrl,
}

/// Who signed in, with what.
#[derive(Debug)]
pub struct SignedIn {
    pub tenant: TenantId,
    pub object: ObjectId,
    /// User principal name.
    pub account: String,
    pub name: Option<String>,
    pub tokens: TokenSet,
    /// Granted permissions as short names; empty when the service named none (then: as asked).
    pub granted: Vec<String>,
    pub clock: ClockCheck,
}

/// Finds the endpoints and starts to listen. `http` must not follow redirects.
pub async fn begin(http: Client, request: SignInRequest) -> Result<Attempt, SignInError> {
    let endpoints = discovery::discover(&http, &request.cloud, request.authority()).await?;
    let [state, nonce, consent_state] = [(); 3].map(|()| CsrfToken::new_random_len(RANDOM));
    let settings = Settings {
        state: state.secret().clone(),
        consent_state: consent_state.secret().clone(),
        mode: request.response_mode,
        pages: request.pages.clone(),
    };
    let listener = Listener::start(settings).await.map_err(SignInError::Listener)?;
    // Entra ignores the port of `localhost` and compares the path; it does not accept 127.0.0.1.
    let redirect = RedirectUrl::new(format!("http://localhost:{}/", listener.port()))
        .map_err(|_| Trouble::bad("redirect address"))?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let url = authorize_url(&request, &endpoints, &redirect, Randoms { state, nonce: &nonce, challenge });
    let admin_consent_url = consent::with_redirect(
        &request.cloud,
        Some(request.authority()),
        &request.client_id,
        &request.extra_scopes,
        redirect.as_str(),
        Some(consent_state.secret()),
    );
    let deadline = Instant::now() + request.timeout.min(LONGEST_WAIT);
    Ok(Attempt {
        http,
        request,
        endpoints,
        listener,
        deadline,
        url,
        admin_consent_url,
        nonce,
        verifier,
        redirect,
    })
}

struct Randoms<'a> {
    state: CsrfToken,
    nonce: &'a CsrfToken,
    challenge: PkceCodeChallenge,
}

fn authorize_url(
    request: &SignInRequest,
    endpoints: &Endpoints,
    redirect: &RedirectUrl,
    randoms: Randoms<'_>,
) -> Url {
    let client = client::oauth(&request.client_id, &endpoints.token_endpoint)
        .set_auth_uri(AuthUrl::from_url(endpoints.authorization_endpoint.clone()))
        .set_redirect_uri(redirect.clone());
    let Randoms { state, nonce, challenge } = randoms;
    let mut asked = client
        .authorize_url(|| state)
        .add_scopes(request.scopes().map(Scope::new))
        .set_pkce_challenge(challenge)
        .add_extra_param("nonce", nonce.secret())
        .add_extra_param("response_mode", request.response_mode.name());
    let optional = [
        ("prompt", request.prompt.map(Prompt::name)),
        ("login_hint", request.login_hint.as_deref()),
        ("claims", request.claims.as_deref()),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            asked = asked.add_extra_param(name, value);
        }
    }
    asked.url().0
}

impl Attempt {
    /// What to open in the browser. It holds no secret, but belongs to this attempt only.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Where an administrator consents for the whole organisation; in a browser of this machine
    /// its end is shown by the attempt's listener.
    pub fn admin_consent_url(&self) -> &Url {
        &self.admin_consent_url
    }

    /// Waits for the browser's answer, redeems it once and checks who signed in.
    /// Ends at once when cancelled, and at the latest with the request's timeout.
    pub async fn finish(self, cancel: CancellationToken) -> Result<SignedIn, SignInError> {
        let deadline = self.deadline;
        let whole = tokio::time::timeout_at(deadline, self.settle());
        match cancel.run_until_cancelled(whole).await {
            None => Err(SignInError::Cancelled),
            Some(Err(_)) => Err(SignInError::TimedOut),
            Some(Ok(result)) => result,
        }
    }

    async fn settle(mut self) -> Result<SignedIn, SignInError> {
        let callback = self.listener.answer().await.ok_or(SignInError::Cancelled)?;
        let code = self.code_of(callback)?;
        let code = Code { code, verifier: self.verifier, redirect: self.redirect };
        let oauth = client::oauth(&self.request.client_id, &self.endpoints.token_endpoint);
        let redeemed = client::redeem(&self.http, oauth, code).await.map_err(code_rejected)?;
        signed_in(&self.request, &self.endpoints, &self.nonce, redeemed, Utc::now())
    }

    fn code_of(&self, callback: Callback) -> Result<SecretString, SignInError> {
        if callback.iss.is_some_and(|iss| !self.endpoints.may_issue(&iss)) {
            return Err(SignInError::ForeignIssuer);
        }
        match callback.reply {
            Reply::Code(code) => Ok(code),
            Reply::Error(error) => Err(answer::classify(error, None).into()),
        }
    }
}

fn signed_in(
    request: &SignInRequest,
    endpoints: &Endpoints,
    nonce: &CsrfToken,
    redeemed: Redeemed,
    now: DateTime<Utc>,
) -> Result<SignedIn, SignInError> {
    let Redeemed { tokens, id_token, server_date } = redeemed;
    let id_token = id_token.ok_or(SignInError::IdToken(IdTokenProblem::Missing))?;
    let expected = Expected {
        client_id: &request.client_id,
        nonce: nonce.secret(),
        endpoints,
        now: server_date.map_or(Now::Local(now), Now::Server),
    };
    let who = id_token::check(id_token.expose_secret(), &expected)?;
    if asked_for_another(request, &who.tenant) {
        return Err(SignInError::WrongTenant { tenant: who.tenant, account: who.account });
    }
    let granted = tokens.granted.clone();
    Ok(SignedIn {
        tenant: who.tenant,
        object: who.object,
        account: who.account,
        name: who.name,
        tokens,
        granted,
        clock: ClockCheck::of(now, server_date),
    })
}

/// Only an id can be compared; a domain was resolved by the service.
fn asked_for_another(request: &SignInRequest, tenant: &TenantId) -> bool {
    let asked = TenantId::new(request.authority());
    let is_guid = |id: &str| id.len() == 36 && id.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit());
    is_guid(asked.as_str()) && asked != *tenant
}

/// A code is good for one try: whatever was wrong with it, only a new attempt helps.
fn code_rejected(trouble: Trouble) -> SignInError {
    match trouble {
        Trouble::SignInNeeded(error) if error.error == "invalid_grant" => SignInError::CodeRejected(error),
        other => other.into(),
    }
}
