//! The pages people see while signing in. Border: markup from values; decisions are made elsewhere.

use super::client::Client;
use super::markup::{escape, hidden, page};
use super::request::AuthorizeRequest;
use super::scopes;
use crate::company::Account;
use crate::http::Answer;
use axum::http::StatusCode;

/// Pages post to this server only, and load nothing.
const CLOSED: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

fn show(status: StatusCode, title: &str, content: &str) -> Answer {
    Answer::html(status, page(title, content)).with("content-security-policy", CLOSED)
}

/// A button for each account; the hinted one comes first.
pub(super) fn sign_in(
    tenant: &str,
    query: &str,
    request: &AuthorizeRequest,
    accounts: &[&Account],
) -> Answer {
    let hint = request.login_hint.as_deref().unwrap_or_default();
    let mut accounts = accounts.to_vec();
    accounts.sort_by_key(|account| !account.user_principal_name.eq_ignore_ascii_case(hint));
    let buttons: String =
        accounts.iter().enumerate().map(|(place, account)| account_button(place, account)).collect();
    let content = format!(
        "<p>Choose who signs in to <strong>{}</strong>. No password is needed here.</p>\n\
         <form method=\"post\" action=\"/{}/login\">{}{buttons}\
         <button class=\"quiet\" name=\"decision\" value=\"cancel\">Cancel</button></form>",
        escape(request.client.name),
        escape(tenant),
        carried(query, request),
    );
    show(StatusCode::OK, "Sign in", &content)
}

fn account_button(place: usize, account: &Account) -> String {
    let role = match account {
        Account { home: None, .. } => "personal account",
        Account { is_admin: true, .. } => "administrator",
        Account { guest_of: Some(_), .. } => "no administrator; a guest of the sample company",
        _ => "no administrator",
    };
    let focus = if place == 0 { " autofocus" } else { "" };
    let (name, display) = (escape(account.user_principal_name), escape(account.display_name));
    format!(
        "<button name=\"account\" value=\"{name}\"{focus}>{display}<small>{name} &middot; {role}</small></button>\n"
    )
}

/// What the application asks for, with Accept and Cancel.
pub(super) fn consent(tenant: &str, query: &str, request: &AuthorizeRequest, account: &Account) -> Answer {
    let words = request.scopes.iter().filter_map(|name| scopes::find(name));
    let asked: String =
        words.map(|scope| format!("<li>{} <small>({})</small></li>", scope.words, scope.name)).collect();
    let for_all = match (account.is_admin, request.purpose) {
        (true, super::request::Purpose::SignIn) => {
            "<label><input type=\"checkbox\" name=\"organization\" value=\"yes\">Consent on behalf of your organisation</label>"
        }
        _ => "",
    };
    let content = format!(
        "{}<p>It asks to:</p><ul>{asked}</ul>\n<form method=\"post\" action=\"/{}/consent\">{}{}{for_all}\
         <button class=\"main\" name=\"decision\" value=\"accept\" autofocus>Accept</button>\n\
         <button class=\"quiet\" name=\"decision\" value=\"cancel\">Cancel</button></form>",
        introduction(request.client, account),
        escape(tenant),
        carried(query, request),
        hidden("account", account.user_principal_name),
    );
    show(StatusCode::OK, "Permissions requested", &content)
}

fn introduction(client: &Client, account: &Account) -> String {
    let (name, publisher, who) =
        (escape(client.name), escape(client.publisher), escape(account.user_principal_name));
    format!("<p><strong>{name}</strong><br>published by {publisher}<br>signed in as {who}</p>")
}

/// The request travels along in the form: the server remembers nothing about unfinished sign-ins.
fn carried(query: &str, request: &AuthorizeRequest) -> String {
    let purpose =
        if request.purpose == super::request::Purpose::SignIn { "sign-in" } else { "admin-consent" };
    hidden("request", query) + &hidden("purpose", purpose)
}

/// Stays in the browser: nobody but an administrator can go on.
pub(super) fn approval_needed(
    request: &AuthorizeRequest,
    account: &Account,
    details: &Details<'_>,
) -> Answer {
    let content = format!(
        "{}<p>This application needs permissions that only an administrator can grant. \
         Ask an administrator to grant them before you use it.</p>{}",
        introduction(request.client, account),
        details.listed(90_094),
    );
    show(StatusCode::OK, "Need admin approval", &content)
}

/// Ids by which support would find an event.
pub(super) struct Details<'a> {
    pub(super) trace: &'a str,
    pub(super) time: &'a str,
}

impl Details<'_> {
    fn listed(&self, number: u32) -> String {
        let (trace, time) = (escape(self.trace), escape(self.time));
        format!(
            "<dl><dt>Code</dt><dd>AADSTS{number}</dd><dt>Trace</dt><dd>{trace}</dd><dt>Time</dt><dd>{time}</dd></dl>"
        )
    }
}

/// Stays in the browser, with its number.
pub(super) fn failure(status: StatusCode, number: u32, text: &str, details: &Details<'_>) -> Answer {
    let content = format!("<p>AADSTS{number}: {}</p>{}", escape(text), details.listed(number));
    show(status, "Sorry, we cannot sign you in", &content)
}

pub(super) fn signed_out() -> Answer {
    show(StatusCode::OK, "Signed out", "<p>You can close this page.</p>")
}
