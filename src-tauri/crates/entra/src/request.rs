//! What a sign-in asks for, and its usual values.

use crate::discovery::ANY_ORGANISATION;
use crate::{Cloud, GRAPH_SCOPES, PageTexts, scopes};
use std::time::Duration;

/// No attempt waits longer for its answer.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// How the browser brings the answer back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResponseMode {
    /// A form posted to the listener: nothing in the browser's history. OAuth 2.0 Form Post Response Mode.
    #[default]
    FormPost,
    /// In the address, for providers that know nothing else.
    Query,
}

/// What the sign-in page shows although someone is signed in already (OpenID Connect Core, section 3.1.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    SelectAccount,
    Login,
    Consent,
}

/// What a sign-in asks for.
#[derive(Clone, Debug)]
pub struct SignInRequest {
    pub cloud: Cloud,
    /// Tenant id or domain; any organisation when absent.
    pub tenant: Option<String>,
    pub client_id: String,
    /// Graph permissions beyond [`GRAPH_SCOPES`], as short names.
    pub extra_scopes: Vec<String>,
    pub response_mode: ResponseMode,
    pub prompt: Option<Prompt>,
    /// The account to offer, as a user principal name.
    pub login_hint: Option<String>,
    /// A claims challenge to meet (JSON text), see [`claims_of_challenge`](crate::claims_of_challenge).
    pub claims: Option<String>,
    /// How long to wait for the browser; at most 5 minutes.
    pub timeout: Duration,
    pub pages: PageTexts,
}

impl SignInRequest {
    /// The usual request: any organisation, form post, choose an account, five minutes.
    pub fn new(cloud: Cloud, client_id: &str) -> Self {
        Self {
            cloud,
            tenant: None,
            client_id: client_id.to_owned(),
            extra_scopes: Vec::new(),
            response_mode: ResponseMode::default(),
            prompt: Some(Prompt::SelectAccount),
            login_hint: None,
            claims: None,
            timeout: LONGEST_WAIT,
            pages: PageTexts::default(),
        }
    }

    pub(crate) fn authority(&self) -> &str {
        self.tenant.as_deref().map(str::trim).filter(|t| !t.is_empty()).unwrap_or(ANY_ORGANISATION)
    }

    pub(crate) fn scopes(&self) -> impl Iterator<Item = String> {
        let extra = self.extra_scopes.iter().map(String::as_str);
        scopes::to_request(&self.cloud, GRAPH_SCOPES.into_iter().chain(extra))
    }
}

impl ResponseMode {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::FormPost => "form_post",
            Self::Query => "query",
        }
    }
}

impl Prompt {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::SelectAccount => "select_account",
            Self::Login => "login",
            Self::Consent => "consent",
        }
    }
}
