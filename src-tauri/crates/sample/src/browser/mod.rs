//! A person in a browser: opens the sign-in address, chooses an account, answers the consent page
//! and lets the browser take the answer to the application. For demo and tests.
//!
//! Border: reads pages as a browser does (forms, redirects); knows no endpoint of the server.

mod forms;

use forms::Form;
use reqwest::{Client, Response, StatusCode, header, redirect};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;
use url::Url;

/// No sign-in takes more pages than this.
const MOST_STEPS: usize = 12;

/// Who visits, and what they do.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// User principal name; the page's first account if absent.
    pub account: Option<String>,
    pub decision: Decision,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decision {
    /// Chooses the account and accepts what is asked.
    #[default]
    Accept,
    /// The same, and consents for the whole organisation.
    AcceptForOrganization,
    /// Cancels where the permissions are asked for, or at the account if they are not.
    Cancel,
    /// Cancels instead of choosing an account.
    CancelAtSignIn,
    /// Leaves the page open.
    LeaveAt(Page),
}

/// The pages of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    SignIn,
    Consent,
    /// The one that takes the answer to the application.
    Answer,
}

/// The last page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub status: u16,
    /// Its text, markup included.
    pub text: String,
    /// Its address, without the query.
    pub address: String,
}

#[derive(Debug, Error)]
pub enum BrowserError {
    #[error("the page could not be loaded")]
    Load(#[from] reqwest::Error),
    #[error("'{address}' is not an address")]
    Address { address: String },
    #[error("the sign-in page does not offer '{account}'")]
    NoSuchAccount { account: String },
    #[error("the sign-in did not end within {MOST_STEPS} pages")]
    TooManyPages,
    #[error("the certificate of the sample company cannot be used")]
    Certificate,
}

/// Follows the address to the end of the visit.
pub async fn sign_in(url: &str, visit: Visit) -> Result<Outcome, BrowserError> {
    let client = client()?;
    let mut page = Loaded::from(client.get(address(url)?).send().await?).await?;
    for _ in 0..MOST_STEPS {
        let next = match page.redirect()? {
            Some(url) => client.get(url),
            None => match page.submission(&visit)? {
                Some((url, fields)) => client
                    .post(url)
                    .header(header::ORIGIN, "null")
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .body(encoded(&fields)),
                None => return Ok(page.outcome()),
            },
        };
        page = Loaded::from(next.send().await?).await?;
    }
    Err(BrowserError::TooManyPages)
}

/// Redirects are followed by hand; only the sample company's certificate is trusted.
fn client() -> Result<Client, BrowserError> {
    let certificate = CertificateDer::from_pem_slice(crate::CERTIFICATE.as_bytes())
        .map_err(|_| BrowserError::Certificate)?;
    let mut roots = rustls::RootCertStore::empty();
    roots.add(certificate).map_err(|_| BrowserError::Certificate)?;
    let tls = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| BrowserError::Certificate)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let builder = Client::builder().tls_backend_preconfigured(tls).redirect(redirect::Policy::none());
    Ok(builder.no_proxy().timeout(Duration::from_secs(30)).build()?)
}

fn address(text: &str) -> Result<Url, BrowserError> {
    Url::parse(text).map_err(|_| BrowserError::Address { address: text.to_owned() })
}

fn encoded(fields: &Fields) -> String {
    crate::http::encode_query(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// Names and values of a form that is sent.
type Fields = Vec<(String, String)>;

/// A page that has arrived.
struct Loaded {
    url: Url,
    status: StatusCode,
    location: Option<String>,
    text: String,
}

impl Loaded {
    async fn from(response: Response) -> Result<Self, BrowserError> {
        let (url, status) = (response.url().clone(), response.status());
        let location =
            response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Self { url, status, location, text: response.text().await? })
    }

    fn redirect(&self) -> Result<Option<Url>, BrowserError> {
        let location = self.location.as_deref().filter(|_| self.status.is_redirection());
        location.map(|to| self.join(to)).transpose()
    }

    fn join(&self, to: &str) -> Result<Url, BrowserError> {
        self.url.join(to).map_err(|_| BrowserError::Address { address: to.to_owned() })
    }

    /// Which form the person submits, with which fields; `None` ends the visit here.
    fn submission(&self, visit: &Visit) -> Result<Option<(Url, Fields)>, BrowserError> {
        let Some(form) = Form::first(&self.text) else { return Ok(None) };
        let page = kind(&form);
        if visit.decision == Decision::LeaveAt(page) {
            return Ok(None);
        }
        let fields = match page {
            Page::SignIn => choose_account(&form, visit)?,
            Page::Consent => decide(&form, visit.decision),
            Page::Answer => form.fields.clone(),
        };
        Ok(Some((self.join(&form.action)?, fields)))
    }

    fn outcome(self) -> Outcome {
        let mut url = self.url;
        url.set_query(None);
        Outcome { status: self.status.as_u16(), text: self.text, address: url.into() }
    }
}

fn kind(form: &Form) -> Page {
    match form.buttons.iter().map(|(name, _)| name.as_str()).find(|name| !name.is_empty()) {
        Some("account") => Page::SignIn,
        Some(_) => Page::Consent,
        None => Page::Answer,
    }
}

fn choose_account(form: &Form, visit: &Visit) -> Result<Fields, BrowserError> {
    if visit.decision == Decision::CancelAtSignIn {
        return Ok(form.with("decision", "cancel"));
    }
    let mut offered = form.buttons.iter().filter(|(name, _)| name == "account").map(|(_, value)| value);
    let chosen = match &visit.account {
        None => offered.next(),
        Some(wanted) => offered.find(|name| name.eq_ignore_ascii_case(wanted)),
    };
    let account = visit.account.clone().unwrap_or_default();
    let chosen = chosen.ok_or(BrowserError::NoSuchAccount { account })?;
    Ok(form.with("account", chosen))
}

fn decide(form: &Form, decision: Decision) -> Fields {
    match decision {
        Decision::Cancel | Decision::CancelAtSignIn => form.with("decision", "cancel"),
        Decision::AcceptForOrganization => {
            let mut fields = form.with("decision", "accept");
            fields.extend(form.checkboxes.clone());
            fields
        }
        Decision::Accept | Decision::LeaveAt(_) => form.with("decision", "accept"),
    }
}
