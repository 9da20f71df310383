//! What is said around a sign-in: warnings, help for what stays in the browser, and words for a colleague.

use super::{json, line, message, plain, words};
use rollcall_engine::api::{ConnectionView, ErrorCode, Failure};
use rollcall_words::Params;
use serde_json::json as value;

/// What a browser can show that never comes back to the app.
const PAGES: [&str; 7] =
    ["nothing", "approval", "redirect", "unknown_app", "wrong_cloud", "conditional", "wrong_account"];

/// What the admin should know although it works.
pub(crate) fn sign_in_warnings(connection: &ConnectionView) {
    for warning in &connection.warnings {
        message(format_args!("warning: {}", words().warning(warning.code, &warning.params)));
    }
}

/// Where somebody with more rights can help, if that is what a failure needs.
pub(crate) fn admin_link(connection: &ConnectionView, failure: &Failure) {
    let helps = matches!(failure.code, ErrorCode::ConsentNeeded | ErrorCode::PermissionDenied);
    if let Some(url) = connection.admin_consent_url.as_ref().filter(|_| helps) {
        message(format_args!("  Link for an administrator: {url}"));
    }
}

pub(crate) fn browser_help() {
    let said = |key: &str| words().text(&format!("browser_help.{key}"), &Params::new());
    message(said("title"));
    for page in PAGES {
        message(format_args!("  {}\n    {}", said(page), said(&format!("{page}_do"))));
    }
}

/// Words and a link for a colleague who is an administrator.
pub(crate) fn instructions(link: &str, as_json: bool) {
    let text = words().text("sign_in.instructions", &Params::from([("link".to_owned(), link.to_owned())]));
    if as_json {
        return json(&value!({ "link": link, "text": text }));
    }
    line(text.lines().map(plain).collect::<Vec<_>>().join("\n"));
}

pub(crate) fn script(text: &str, as_json: bool) {
    if as_json {
        return json(&value!({ "script": text }));
    }
    line(text.trim_end());
}

/// The guided steps.
pub(crate) fn registration(as_json: bool) {
    let said = |key: &str| words().text(&format!("wizard.{key}"), &Params::new());
    let steps: Vec<_> = (1..=4).map(|step| said(&format!("register_{step}"))).collect();
    if as_json {
        return json(&value!({ "steps": steps }));
    }
    line(said("register_title"));
    for (number, step) in (1..).zip(&steps) {
        line(format_args!("{number}. {step}"));
    }
    line("Or run what `rollcall register --script az` or `--script powershell` prints.");
    line("Then: rollcall connect NAME --client-id ID --tenant TENANT");
}
