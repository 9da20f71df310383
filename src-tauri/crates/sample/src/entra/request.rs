//! An authorization request, read from its query and checked.
//! Border: RFC 6749 4.1.1, RFC 7636, OpenID Connect Core 3.1.2.1; no people, no pages.

use super::client::{self, Client};
use super::scopes::{self, Scopes};
use crate::http::Fields;

pub(super) struct AuthorizeRequest {
    pub(super) client: &'static Client,
    pub(super) redirect_uri: String,
    pub(super) scopes: Scopes,
    pub(super) state: Option<String>,
    pub(super) nonce: Option<String>,
    /// The S256 challenge, if the client uses PKCE.
    pub(super) challenge: Option<String>,
    pub(super) mode: ResponseMode,
    pub(super) prompt: Option<String>,
    pub(super) login_hint: Option<String>,
    pub(super) purpose: Purpose,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ResponseMode {
    FormPost,
    Query,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    SignIn,
    /// `adminconsent`: no code, only consent for the organisation.
    AdminConsent,
}

/// Why a request is refused.
pub(super) enum Refused {
    /// Stays in the browser: the application cannot be trusted with the answer.
    Page { number: u32, text: String },
    /// Goes back to the application.
    Back { to: Box<AuthorizeRequest>, error: &'static str, number: u32, text: String },
}

pub(super) fn parse(query: &Fields, purpose: Purpose) -> Result<AuthorizeRequest, Refused> {
    let text = |name: &str| query.get(name).filter(|value| !value.is_empty()).map(str::to_owned);
    let id = text("client_id").unwrap_or_default();
    let client = client::find(&id).ok_or_else(|| {
        Refused::page(700_016, format!("The application '{id}' is not known in this directory."))
    })?;
    let redirect_uri = text("redirect_uri").unwrap_or_else(|| "http://localhost".to_owned());
    if !client::is_registered(&redirect_uri) {
        let text =
            format!("The redirect address '{redirect_uri}' is not one registered for the application.");
        return Err(Refused::page(50_011, text));
    }
    let request = AuthorizeRequest {
        client,
        redirect_uri,
        scopes: Scopes::new(),
        state: text("state"),
        nonce: text("nonce"),
        challenge: text("code_challenge"),
        mode: mode(text("response_mode").as_deref()),
        prompt: text("prompt"),
        login_hint: text("login_hint"),
        purpose,
    };
    request.check(query)
}

fn mode(asked: Option<&str>) -> ResponseMode {
    if asked == Some("form_post") { ResponseMode::FormPost } else { ResponseMode::Query }
}

impl Refused {
    fn page(number: u32, text: String) -> Self {
        Self::Page { number, text }
    }
}

impl AuthorizeRequest {
    /// What may be told to the application when it is wrong.
    fn check(mut self, query: &Fields) -> Result<Self, Refused> {
        match scopes::parse(query.get("scope").unwrap_or_default()) {
            Ok(scopes) => self.scopes = scopes,
            Err(unknown) => {
                return Err(self.refuse(
                    "invalid_scope",
                    70_011,
                    format!("The scope '{unknown}' is not valid."),
                ));
            }
        }
        if self.purpose == Purpose::AdminConsent {
            return Ok(self);
        }
        let method = query.get("code_challenge_method").unwrap_or("plain");
        let wrong = match query.get("response_type") {
            Some("code") => None,
            Some(_) => {
                Some(("unsupported_response_type", 700_054, "Only the response type 'code' is enabled."))
            }
            None => Some(("invalid_request", 900_144, "The request has no 'response_type'.")),
        };
        let wrong = wrong.or_else(|| {
            self.scopes.is_empty().then_some(("invalid_request", 900_144, "The request has no 'scope'."))
        });
        let plain = self.challenge.is_some() && method != "S256";
        match wrong.or(plain.then_some((
            "invalid_request",
            501_481,
            "Only the challenge method S256 is accepted.",
        ))) {
            Some((error, number, text)) => Err(self.refuse(error, number, text.to_owned())),
            None => Ok(self),
        }
    }

    fn refuse(self, error: &'static str, number: u32, text: String) -> Refused {
        Refused::Back { to: Box::new(self), error, number, text }
    }
}
