//! From an HTTP answer of the sign-in service to JSON, or to the kind of trouble it means.
//!
//! Only JSON counts: a captive portal's page or a redirect never becomes a token, and never
//! costs one either.

use crate::{ServiceError, Trouble};
use chrono::{DateTime, Utc};
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderName, RETRY_AFTER};
use reqwest::{Client, Request, Response};
use rollcall_reach::{Unreachable, http_date, retry_after, unreachable};
use serde_json::Value;
use std::time::Duration;

/// Longest body of a token or discovery answer that is read, in bytes.
const LONGEST_BODY: usize = 1 << 20;
/// For one request as a whole; token endpoints answer within a second or two.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A JSON answer with status 200.
pub(crate) struct Answer {
    pub(crate) body: Vec<u8>,
    /// The server's clock (`Date`, RFC 9110 section 6.6.1).
    pub(crate) date: Option<DateTime<Utc>>,
}

/// Sends one request once.
pub(crate) async fn ask(http: &Client, mut request: Request) -> Result<Answer, Trouble> {
    request.timeout_mut().get_or_insert(TIMEOUT);
    let response = http.execute(request).await.map_err(broken)?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = read(response).await?;
    if status == 200 && is_json(&headers, &body) {
        return Ok(Answer { body, date: text(&headers, &DATE).and_then(http_date) });
    }
    Err(trouble(status, wait(&headers), &body))
}

async fn read(mut response: Response) -> Result<Vec<u8>, Trouble> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if body.len() + chunk.len() > LONGEST_BODY {
            return Err(Trouble::bad("answer too long"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// No connection at all is "offline"; one that broke will pass.
fn broken(error: reqwest::Error) -> Trouble {
    if error.is_connect() {
        let (why, cause) = unreachable(error);
        return Trouble::Offline { why, cause };
    }
    Trouble::Transient { status: None, retry_after: None, service: None }
}

fn is_json(headers: &HeaderMap, body: &[u8]) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    kind.contains("json") && body.trim_ascii_start().first() == Some(&b'{')
}

fn trouble(status: u16, retry_after: Option<Duration>, body: &[u8]) -> Trouble {
    let service =
        serde_json::from_slice::<Value>(body).ok().and_then(|v| ServiceError::from_json(status, &v));
    match service {
        Some(error) if !is_overloaded(status) => classify(error, retry_after),
        // 407 is the proxy speaking; the service was never reached.
        None if status == 407 => {
            let cause = "proxy authentication required (407)".to_owned();
            Trouble::Offline { why: Unreachable::Proxy, cause }
        }
        service => Trouble::Transient { status: Some(status), retry_after, service: service.map(Box::new) },
    }
}

fn is_overloaded(status: u16) -> bool {
    status == 429 || status >= 500
}

/// Sorts an OAuth error by what to do about it. Unknown codes are not guessed at.
pub(crate) fn classify(error: ServiceError, retry_after: Option<Duration>) -> Trouble {
    let error = Box::new(error);
    match (error.error.as_str(), error.suberror.as_deref()) {
        ("temporarily_unavailable" | "server_error", _) => {
            Trouble::Transient { status: error.http_status, retry_after, service: Some(error) }
        }
        ("consent_required", _) | (_, Some("consent_required")) => Trouble::ConsentNeeded(error),
        ("invalid_grant" | "interaction_required" | "login_required", _) | (_, Some("basic_action")) => {
            Trouble::SignInNeeded(error)
        }
        ("access_denied", _) => Trouble::Refused(error),
        (
            "invalid_client"
            | "unauthorized_client"
            | "invalid_request"
            | "invalid_scope"
            | "invalid_resource"
            | "invalid_tenant"
            | "unsupported_grant_type"
            | "unsupported_response_type",
            _,
        ) => Trouble::AppRegistration(error),
        _ => Trouble::BadAnswer { problem: "unknown error code".to_owned(), service: Some(error) },
    }
}

fn wait(headers: &HeaderMap) -> Option<Duration> {
    retry_after(text(headers, &RETRY_AFTER)?, text(headers, &DATE), Utc::now())
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(status: u16, body: &Value) -> Trouble {
        trouble(status, None, body.to_string().as_bytes())
    }

    #[test]
    fn a_dead_grant_needs_a_sign_in_whatever_its_suberror() {
        for body in [
            json!({"error": "invalid_grant", "error_codes": [50173]}),
            json!({"error": "invalid_grant", "suberror": "bad_token", "error_codes": [700_082]}),
            json!({"error": "invalid_grant", "suberror": "token_expired", "error_codes": [70043]}),
            json!({"error": "interaction_required", "suberror": "basic_action"}),
            json!({"error": "something_new", "suberror": "basic_action"}),
        ] {
            assert!(matches!(told(400, &body), Trouble::SignInNeeded(_)), "{body} wants a person");
        }
    }

    #[test]
    fn missing_consent_is_told_from_a_dead_grant_by_the_suberror() {
        let body = json!({"error": "invalid_grant", "suberror": "consent_required", "error_codes": [65001]});
        assert!(matches!(told(400, &body), Trouble::ConsentNeeded(_)), "an administrator can help");
        let number_only = json!({"error": "invalid_grant", "error_codes": [65001]});
        assert!(matches!(told(400, &number_only), Trouble::SignInNeeded(_)), "numbers decide nothing");
    }

    #[test]
    fn a_wrong_registration_asks_for_setup_help() {
        for error in ["invalid_client", "unauthorized_client", "invalid_scope", "invalid_request"] {
            let told = told(401, &json!({ "error": error }));
            assert!(matches!(told, Trouble::AppRegistration(_)), "{error} will not pass by itself");
        }
    }

    #[test]
    fn a_busy_or_broken_service_will_pass_even_with_a_final_sounding_body() {
        for status in [429, 500, 502, 503, 504] {
            assert!(
                told(status, &json!({"error": "invalid_grant"})).will_pass(),
                "{status} says nothing about the grant"
            );
        }
        assert!(told(400, &json!({"error": "temporarily_unavailable"})).will_pass(), "it says so itself");
        assert!(told(400, &json!({"error": "server_error"})).will_pass(), "it says so itself");
    }

    #[test]
    fn pages_and_redirects_of_a_captive_portal_cost_no_sign_in() {
        for status in [200, 302, 403, 511] {
            let told = trouble(status, None, b"<html>Log in to the hotel's network</html>");
            assert!(told.will_pass(), "a page with status {status} is not the service's answer");
        }
    }

    #[test]
    fn unknown_codes_are_not_guessed_at() {
        let told = told(400, &json!({"error": "shiny_new_code"}));
        assert!(
            matches!(told, Trouble::BadAnswer { service: Some(_), .. }),
            "kept for the details: {told:?}"
        );
    }

    #[test]
    fn the_services_wish_to_be_left_alone_is_read_by_its_own_clock() {
        let headers =
            [(DATE, "Sat, 21 Nov 2026 10:00:00 GMT"), (RETRY_AFTER, "Sat, 21 Nov 2026 10:01:00 GMT")];
        let headers = headers.map(|(name, value)| (name, value.parse().unwrap()));
        assert_eq!(wait(&HeaderMap::from_iter(headers)), Some(Duration::from_secs(60)), "whatever ours says");
        assert_eq!(wait(&HeaderMap::new()), None, "most answers have none");
    }
}
