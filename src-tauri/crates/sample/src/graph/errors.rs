//! Graph's refusals. Border: statuses, codes, the envelope; when they apply is decided elsewhere.

use crate::http::Answer;
use crate::state::State;
use axum::http::StatusCode;
use chrono::Utc;
use serde_json::json;

#[derive(Clone, Debug)]
pub(super) struct GraphError {
    pub(super) status: u16,
    code: &'static str,
    message: String,
    headers: Vec<(&'static str, String)>,
}

impl GraphError {
    fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), headers: Vec::new() }
    }

    pub(super) fn invalid_token(message: &str) -> Self {
        let challenge = "Bearer realm=\"\", client_id=\"00000003-0000-0000-c000-000000000000\"".to_owned();
        Self {
            headers: vec![("www-authenticate", challenge)],
            ..Self::new(401, "InvalidAuthenticationToken", message)
        }
    }

    pub(super) fn denied() -> Self {
        Self::new(403, "Authorization_RequestDenied", "Insufficient privileges for this request.")
    }

    pub(super) fn permission_missing() -> Self {
        Self::new(
            403,
            "Authentication_MSGraphPermissionMissing",
            "The caller lacks a required Graph permission.",
        )
    }

    pub(super) fn not_found(id: &str) -> Self {
        Self::new(404, "Request_ResourceNotFound", format!("The resource '{id}' does not exist."))
    }

    pub(super) fn method_not_allowed() -> Self {
        Self::new(405, "Request_BadRequest", "This method is not allowed for the request's target.")
    }

    pub(super) fn unsupported_query(message: impl Into<String>) -> Self {
        Self::new(400, "Request_UnsupportedQuery", message)
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "BadRequest", message)
    }

    pub(super) fn unknown_segment(segment: &str) -> Self {
        Self::bad_request(format!("There is no resource for the segment '{segment}'."))
    }

    pub(super) fn expired_page_token() -> Self {
        Self::new(400, "Directory_ExpiredPageToken", "The page token is not valid, or not any more.")
    }

    /// 410 with the address to start over from ("Use delta query", learn.microsoft.com).
    pub(super) fn gone(location: String) -> Self {
        let headers = vec![("location", location)];
        Self {
            headers,
            ..Self::new(410, "SyncStateNotFound", "The state behind this link is not kept any more.")
        }
    }

    pub(super) fn not_implemented() -> Self {
        Self::new(501, "NotImplemented", "This is not supported for a collection.")
    }

    pub(super) fn answer(&self, state: &State) -> Answer {
        let id = state.secrets.guid();
        let inner = json!({
            // Without a zone, as the real ones are.
            "date": Utc::now().format("%Y-%m-%dT%H:%M:%S").to_string(),
            "request-id": id,
            "client-request-id": id,
        });
        let body = json!({ "error": { "code": self.code, "message": self.message, "innerError": inner } });
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let answer = Answer::json(status, &body);
        self.headers.iter().fold(answer, |answer, (name, value)| answer.with(name, value))
    }
}
