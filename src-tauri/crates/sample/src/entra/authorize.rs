//! The authorize endpoint and the pages behind it: choose an account, consent, go back.
//! Border: the order of the steps; each step's look and memory are in their own files.

use super::authority::Authority;
use super::grants::{Code, Session};
use super::request::{self, AuthorizeRequest, Purpose};
use super::{admin_consent, errors, pages, reply, scopes};
use crate::company::Account;
use crate::http::{Answer, Call, Fields};
use crate::state::State;
use std::time::SystemTime;

const CODE_LENGTH: usize = 720;

/// One sign-in on its way: re-read from the carried query at each step.
pub(super) struct Attempt<'a> {
    pub(super) state: &'a State,
    pub(super) authority: Authority,
    /// The tenant as the address names it.
    pub(super) tenant: String,
    pub(super) query: String,
    pub(super) request: AuthorizeRequest,
}

pub(super) fn begin(state: &State, call: &Call, authority: Authority) -> Answer {
    match read(state, call, authority, &call.query, Purpose::SignIn) {
        Ok(attempt) if attempt.request.prompt.as_deref() == Some("none") => silently(&attempt),
        Ok(attempt) => attempt.choose_account(),
        Err(answer) => *answer,
    }
}

pub(super) fn read<'a>(
    state: &'a State,
    call: &Call,
    authority: Authority,
    query: &str,
    purpose: Purpose,
) -> Result<Attempt<'a>, Box<Answer>> {
    let request = request::parse(&Fields::parse(query.as_bytes()), purpose);
    let request = request.map_err(|refused| Box::new(errors::refused(state, &refused)))?;
    let tenant = call.segments().into_iter().next().unwrap_or_default();
    Ok(Attempt { state, authority, tenant, query: query.to_owned(), request })
}

/// The sign-in page's form.
pub(super) fn account_chosen(state: &State, call: &Call, authority: Authority) -> Answer {
    with_account(state, call, authority, |attempt, form, account| {
        if form.get("decision") == Some("cancel") {
            return attempt.cancelled();
        }
        let Some(account) = account else {
            return errors::page(state, 50_034, "This account does not exist here.");
        };
        match attempt.session(account) {
            Err(()) => not_here(state, account),
            Ok(session) => attempt.go_on(account, session),
        }
    })
}

/// The consent page's form.
pub(super) fn consent_decided(state: &State, call: &Call, authority: Authority) -> Answer {
    with_account(state, call, authority, |attempt, form, account| {
        let session = account.and_then(|account| attempt.session(account).ok());
        match (form.get("decision"), account, session) {
            (Some("accept"), Some(account), Some(session)) if attempt.may_consent(account) => {
                let for_organization =
                    form.get("organization").is_some() || attempt.request.purpose == Purpose::AdminConsent;
                state.grants.consent(&session, for_organization && account.is_admin);
                attempt.finish(session)
            }
            _ => attempt.cancelled(),
        }
    })
}

fn with_account(
    state: &State,
    call: &Call,
    authority: Authority,
    step: impl FnOnce(&Attempt<'_>, &Fields, Option<&Account>) -> Answer,
) -> Answer {
    let form = call.form();
    let purpose =
        if form.get("purpose") == Some("admin-consent") { Purpose::AdminConsent } else { Purpose::SignIn };
    match read(state, call, authority, form.get("request").unwrap_or_default(), purpose) {
        Ok(attempt) => step(&attempt, &form, find_account(state, form.get("account").unwrap_or_default())),
        Err(answer) => *answer,
    }
}

fn find_account<'a>(state: &'a State, name: &str) -> Option<&'a Account> {
    state
        .tenants
        .accounts
        .iter()
        .find(|account| account.user_principal_name.eq_ignore_ascii_case(name.trim()))
}

/// `prompt=none`: only for a hinted account whose consent is known.
fn silently(attempt: &Attempt<'_>) -> Answer {
    let hinted = attempt.request.login_hint.as_deref().and_then(|hint| find_account(attempt.state, hint));
    let session = hinted.and_then(|account| attempt.session(account).ok());
    let refused = |error, number, text| {
        reply::error(&attempt.request, error, None, &errors::description(attempt.state, number, text))
    };
    match session {
        None => refused("login_required", 50_058, "A silent sign-in was asked for, but nobody is signed in."),
        Some(session) if !attempt.state.grants.has_consent(&session) => {
            refused("interaction_required", 65_001, "The user or an administrator has not consented.")
        }
        Some(session) => attempt.finish(session),
    }
}

fn not_here(state: &State, account: &Account) -> Answer {
    let text = match account.home {
        None => "You cannot sign in here with a personal account. Use a work or school account.",
        Some(_) => "This account does not exist in this organisation.",
    };
    errors::page(state, if account.home.is_none() { 500_200 } else { 50_020 }, text)
}

impl Attempt<'_> {
    pub(super) fn choose_account(&self) -> Answer {
        let accounts = self.state.tenants.accounts.iter().filter(|account| self.authority.offers(account));
        pages::sign_in(&self.tenant, &self.query, &self.request, &accounts.collect::<Vec<_>>())
    }

    fn session(&self, account: &Account) -> Result<Session, ()> {
        let tenant = self.authority.signs_in_to(account)?;
        Ok(Session {
            tenant,
            object_id: account.object_id_in(tenant),
            user_principal_name: account.user_principal_name,
            display_name: account.display_name,
            is_guest: tenant.is_some() && tenant != account.home,
            client: self.request.client.id,
            scopes: self.request.scopes.clone(),
        })
    }

    /// Personal accounts have no administrator: they decide for themselves.
    fn may_consent(&self, account: &Account) -> bool {
        account.is_admin
            || account.home.is_none()
            || !(self.request.purpose == Purpose::AdminConsent || scopes::needs_admin(&self.request.scopes))
    }

    /// After the account is chosen: consent if it is missing, approval if that takes an admin.
    fn go_on(&self, account: &Account, session: Session) -> Answer {
        let ask_again = self.request.prompt.as_deref() == Some("consent")
            || self.request.purpose == Purpose::AdminConsent;
        if !ask_again && self.state.grants.has_consent(&session) {
            return self.finish(session);
        }
        if !self.may_consent(account) {
            return errors::with_details(self.state, |details| {
                pages::approval_needed(&self.request, account, details)
            });
        }
        pages::consent(&self.tenant, &self.query, &self.request, account)
    }

    fn cancelled(&self) -> Answer {
        let text = errors::description(self.state, 65_004, "The user declined to consent.");
        match self.request.purpose {
            Purpose::SignIn => reply::error(&self.request, "access_denied", Some("cancel"), &text),
            Purpose::AdminConsent => admin_consent::declined(&self.request, &text),
        }
    }

    fn finish(&self, session: Session) -> Answer {
        if self.request.purpose == Purpose::AdminConsent {
            return admin_consent::granted(self.state, &self.request, session.tenant);
        }
        let code = self.state.secrets.text(CODE_LENGTH);
        let kept = Code {
            session,
            redirect_uri: self.request.redirect_uri.clone(),
            challenge: self.request.challenge.clone(),
            nonce: self.request.nonce.clone(),
            issued: SystemTime::now(),
            used: false,
        };
        self.state.grants.keep_code(code.clone(), kept);
        reply::send(&self.request, &[("code", &code), ("session_state", &self.state.secrets.guid())])
    }
}
