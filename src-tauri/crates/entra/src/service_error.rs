//! What Entra said when it refused: codes and ids for details and support, never its prose.
//!
//! Descriptions are read for AADSTS numbers and trace ids only and then dropped: they are written
//! for developers, and they can name people.

use serde::{Deserialize, Serialize};
use serde_json::Value;

const LONGEST_CODE: usize = 100;

/// An OAuth error answer (RFC 6749, sections 4.1.2.1 and 5.2) with Entra's additions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceError {
    /// Such as `invalid_grant`. Printable ASCII, at most 100 characters.
    pub error: String,
    /// Entra's refinement, such as `consent_required` or `bad_token`.
    pub suberror: Option<String>,
    /// Numbers for a support case, such as 50173. Never branch on them.
    pub aadsts: Vec<u32>,
    pub trace_id: Option<String>,
    pub correlation_id: Option<String>,
    /// Absent when the answer came through the browser.
    pub http_status: Option<u16>,
    /// A claims challenge to repeat in the next interactive sign-in (JSON text).
    pub claims: Option<String>,
}

impl ServiceError {
    /// From the JSON body of a token or discovery answer; `None` when it is no OAuth error.
    pub(crate) fn from_json(status: u16, body: &Value) -> Option<Self> {
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        let listed = body.get("error_codes").and_then(Value::as_array).into_iter().flatten();
        let listed = listed.filter_map(|n| u32::try_from(n.as_u64()?).ok()).collect();
        let mut error = Self::from_fields(text)?;
        error.http_status = Some(status);
        error.claims = text("claims").map(str::to_owned);
        error.aadsts = if body.get("error_codes").is_some() { listed } else { error.aadsts };
        Some(error)
    }

    /// From named texts, as an answer through the browser carries them.
    pub(crate) fn from_fields<'a>(field: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        let error = code(field("error"))?;
        let prose = field("error_description").unwrap_or_default();
        let id = |name: &str, label: &str| code(field(name)).or_else(|| code(after(prose, label)));
        Some(Self {
            error,
            suberror: code(field("suberror").or_else(|| field("error_subcode"))),
            aadsts: numbers(prose),
            trace_id: id("trace_id", "Trace ID:"),
            correlation_id: id("correlation_id", "Correlation ID:"),
            http_status: None,
            claims: None,
        })
    }
}

/// A code worth keeping: not empty, and nothing but printable ASCII.
fn code(text: Option<&str>) -> Option<String> {
    let text = text?.trim();
    let clean: String = text.chars().filter(char::is_ascii_graphic).take(LONGEST_CODE).collect();
    (!clean.is_empty()).then_some(clean)
}

fn after<'a>(prose: &'a str, label: &str) -> Option<&'a str> {
    let (_, rest) = prose.split_once(label)?;
    rest.split_whitespace().next()
}

fn numbers(prose: &str) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    for rest in prose.split("AADSTS").skip(1) {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        found.extend(digits.parse().ok().filter(|n| !found.contains(n)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn codes_and_ids_are_kept_and_prose_is_dropped() {
        let body = json!({
            "error": "invalid_grant", "suberror": "consent_required", "error_codes": [65001],
            "error_description": "AADSTS65001: megan@contoso.example has not consented.",
            "trace_id": "ff335f08-ba8c-4aa9-ac56-a710a11a3e00", "correlation_id": "",
        });
        let error = ServiceError::from_json(400, &body).unwrap();
        assert_eq!(
            (error.error.as_str(), error.suberror.as_deref()),
            ("invalid_grant", Some("consent_required")),
            "what to branch on"
        );
        assert_eq!(
            (error.aadsts.clone(), error.correlation_id.clone()),
            (vec![65001], None),
            "blank ids are no ids"
        );
        assert!(!format!("{error:?}").contains("megan"), "descriptions may name people");
    }

    #[test]
    fn an_answer_through_the_browser_yields_numbers_and_ids_of_its_description() {
        let description = "AADSTS65004: Declined. AADSTS65004 again.\r\nTrace ID: t-1\r\nCorrelation ID: c-2\r\nTimestamp: x";
        let fields = |name: &str| match name {
            "error" => Some("access_denied"),
            "error_subcode" => Some("cancel"),
            "error_description" => Some(description),
            _ => None,
        };
        let error = ServiceError::from_fields(fields).unwrap();
        assert_eq!(error.aadsts, [65004], "each number once");
        assert_eq!(
            (error.trace_id.as_deref(), error.correlation_id.as_deref()),
            (Some("t-1"), Some("c-2")),
            "for support"
        );
        assert_eq!(error.suberror.as_deref(), Some("cancel"), "the browser's name for the suberror");
    }

    #[test]
    fn odd_shapes_are_no_oauth_error() {
        for body in [json!([]), json!({"error": {"code": "x"}}), json!({"error": ""}), json!("error")] {
            assert_eq!(ServiceError::from_json(400, &body), None, "{body} has no error code");
        }
        let long = json!({"error": "x".repeat(5000), "error_codes": ["a", -1, 7]});
        let error = ServiceError::from_json(400, &long).unwrap();
        assert_eq!(
            (error.error.len(), error.aadsts),
            (LONGEST_CODE, vec![7]),
            "bounded, and only real numbers"
        );
    }
}
