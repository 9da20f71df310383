//! A line without what must not be kept, whoever put it there: addresses, phone numbers, tokens, and
//! the name of whom the computer belongs to. Pure.

use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What is looked for, and what stands there instead. Request ids and object ids are shorter than any
/// token and stay. Tokens are ASCII: to know all letters of the world takes 6 MB.
const MASKS: [(&str, &str); 4] = [
    (r"eyJ[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)*", "[token]"),
    (r"[A-Za-z0-9_+/=~.-]{48,}", "[token]"),
    (r#"[^\s@"'<>(),;:=]+@[^\s@"'<>(),;:=]+"#, "[address]"),
    (r"\+\d[\d ()/.-]{6,}\d", "[phone]"),
];

static PATTERNS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let made = MASKS.iter().map(|(pattern, instead)| Some((Regex::new(pattern).ok()?, *instead)));
    made.flatten().collect()
});

/// One event as one line. `home` is the folder that is named after somebody.
pub(crate) fn masked(event: &str, home: Option<&str>) -> String {
    let line = event.trim_end().replace(['\r', '\n'], " ");
    let line = match home.filter(|home| home.len() > 1) {
        Some(home) => line.replace(home, "~"),
        None => line,
    };
    let masked = PATTERNS.iter().fold(Cow::Owned(line), |line: Cow<'_, str>, (pattern, instead)| {
        Cow::Owned(pattern.replace_all(&line, *instead).into_owned())
    });
    masked.into_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_named_and_no_token_is_kept() {
        let token = format!("0.AXoA{}", "x".repeat(60));
        for (said, secret) in [
            ("failed cause=anna.berg@contoso.example is taken", "anna.berg"),
            ("failed cause=<Müller@bücher.example>", "Müller"),
            ("answer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "eyJ"),
            (&format!("refresh_token={token}"), &token),
            ("called +49 (170) 123-4567 twice", "170"),
            ("set aside /home/anna/data/rollcall/vault", "anna"),
        ] {
            let line = masked(said, Some("/home/anna"));
            assert!(!line.contains(secret), "{secret} has no place in a file: {line}");
        }
    }

    #[test]
    fn what_helps_support_stays() {
        let line = "2026-11-22T03:00:04.123456Z  INFO rollcall_engine::log: read connection=1 mode=full \
                    requests=307 users=100000 seconds=1.4 request_id=6f9a2c1e-0f5b-4d7b-9a53-2b6f0c7d1e22";
        assert_eq!(masked(line, Some("/root")), format!("{line}\n"), "times, numbers, codes, request ids");
    }

    #[test]
    fn an_event_is_one_line() {
        assert_eq!(masked("one\ntwo\r\n", None), "one two\n", "nobody can forge a second one");
    }
}
