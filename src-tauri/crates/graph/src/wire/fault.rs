//! Graph's error body, read as leniently as it is written: `{"error":{"code","message","innerError"}}`
//! with the code empty, the inner error spelled either way and nested, or the whole thing HTML.

use serde_json::Value;

/// `(code, request id)`; messages are not taken: they are prose, and may name people.
pub(crate) fn read(body: &str) -> (Option<Box<str>>, Option<Box<str>>) {
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    from_value(&body)
}

pub(crate) fn from_value(body: &Value) -> (Option<Box<str>>, Option<Box<str>>) {
    let mut level = body.get("error");
    let (mut code, mut request_id) = (None, None);
    while let Some(error) = level {
        code = code.or_else(|| word(error.get("code")?.as_str()?));
        request_id = request_id.or_else(|| word(error.get("request-id")?.as_str()?));
        level = error.get("innerError").or_else(|| error.get("innererror"));
    }
    (code, request_id)
}

/// A code or an id: short, printable, without blanks. Anything else is not shown to anybody.
pub(crate) fn word(text: &str) -> Option<Box<str>> {
    let plain = (1..=100).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    plain.then(|| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(body: &str) -> Option<Box<str>> {
        read(body).0
    }

    #[test]
    fn the_outermost_code_that_says_something_counts() {
        assert_eq!(
            code(r#"{"error":{"code":"A","innerError":{"code":"B"}}}"#).as_deref(),
            Some("A"),
            "outer"
        );
        let nested = r#"{"error":{"code":"","innererror":{"innerError":{"code":"C","request-id":"r"}}}}"#;
        assert_eq!(read(nested), (Some("C".into()), Some("r".into())), "an empty code says nothing");
    }

    #[test]
    fn any_other_body_has_no_code() {
        for body in [
            "",
            "<html>",
            "[]",
            "null",
            r#"{"error":"text"}"#,
            r#"{"error":{"code":7}}"#,
            r#"{"error":[1]}"#,
            r#"{"error":{"code":["x"]}}"#,
            r#"{"Error":{"code":"x"}}"#,
            r#"{"error":{"code":"two words"}}"#,
        ] {
            assert_eq!(code(body), None, "{body} is classified by its status alone");
        }
    }
}
