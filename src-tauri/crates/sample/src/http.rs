//! One HTTP exchange as plain values, so that routing and answering stay synchronous and testable.
//! Border: knows HTTP, knows neither Entra nor Graph.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use serde::Serialize;
use url::form_urlencoded;

/// A request, read to its end.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    /// As sent, still percent-encoded, without query.
    pub(crate) path: String,
    /// As sent, still percent-encoded, without the question mark; links are compared by it.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Scheme, host and port the caller used, such as `http://127.0.0.1:8080`.
    pub(crate) origin: String,
}

impl Call {
    pub(crate) fn header(&self, name: impl axum::http::header::AsHeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The first query parameter of that name.
    pub(crate) fn param(&self, name: &str) -> Option<String> {
        Fields::parse(self.query.as_bytes()).take(name)
    }

    pub(crate) fn params(&self) -> Fields {
        Fields::parse(self.query.as_bytes())
    }

    /// The form in the body (`application/x-www-form-urlencoded`).
    pub(crate) fn form(&self) -> Fields {
        Fields::parse(&self.body)
    }

    /// Path segments, percent-decoded.
    pub(crate) fn segments(&self) -> Vec<String> {
        self.path.split('/').filter(|part| !part.is_empty()).map(percent_decode).collect()
    }

    pub(crate) fn accepts_gzip(&self) -> bool {
        self.header(header::ACCEPT_ENCODING).is_some_and(|encodings| encodings.contains("gzip"))
    }
}

/// Names and values of a query or form, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    pub(crate) fn parse(text: &[u8]) -> Self {
        Self(form_urlencoded::parse(text).into_owned().collect())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn take(self, name: &str) -> Option<String> {
        self.0.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

/// What goes back: always a complete body; faults decide later how it is delivered.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn new(status: StatusCode, content_type: &str, body: impl Into<Bytes>) -> Self {
        let answer = Self { status, headers: HeaderMap::new(), body: body.into() };
        answer.with("content-type", content_type)
    }

    pub(crate) fn json(status: StatusCode, value: &impl Serialize) -> Self {
        let body = serde_json::to_vec(value).unwrap_or_default();
        Self::new(status, "application/json; charset=utf-8", body)
    }

    /// A page that may load nothing and run only what it brings along.
    pub(crate) fn html(status: StatusCode, page: String) -> Self {
        Self::new(status, "text/html; charset=utf-8", page)
            .with("cache-control", "no-store")
            .with("x-content-type-options", "nosniff")
            .with("referrer-policy", "no-referrer")
    }

    pub(crate) fn redirect(to: &str) -> Self {
        let status = StatusCode::FOUND;
        Self { status, headers: HeaderMap::new(), body: Bytes::new() }.with("location", to)
    }

    /// Sets a header; a name or value HTTP cannot carry is left out.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            self.headers.insert(name, value);
        }
        self
    }

    pub(crate) fn is_json(&self) -> bool {
        let value = self.headers.get(header::CONTENT_TYPE);
        value.and_then(|v| v.to_str().ok()).is_some_and(|v| v.starts_with("application/json"))
    }
}

/// Percent-decoding of a path part, where `+` stands for itself.
pub(crate) fn percent_decode(part: &str) -> String {
    let kept = part.replace('+', "%2B");
    form_urlencoded::parse(kept.as_bytes()).map(|(key, _)| key.into_owned()).collect()
}

pub(crate) fn encode_query<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plus_in_a_path_stays_a_plus() {
        assert_eq!(percent_decode("a+b%23EXT%23@x"), "a+b#EXT#@x", "plus-addressing is common in UPNs");
    }

    #[test]
    fn headers_that_cannot_be_carried_are_left_out() {
        let answer = Answer::redirect("http://x/\n");
        assert!(answer.headers.is_empty(), "a line break must not split the answer");
    }
}
