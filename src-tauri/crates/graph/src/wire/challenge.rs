//! Claims challenges in `WWW-Authenticate`.
//! Source: <https://learn.microsoft.com/entra/identity-platform/claims-challenge>.

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use reqwest::header::{HeaderMap, WWW_AUTHENTICATE};

/// The demanded claims (JSON) of a challenge with `error="insufficient_claims"`; `None` for any other 401.
pub(crate) fn claims(headers: &HeaderMap) -> Option<Box<str>> {
    let challenges = headers.get_all(WWW_AUTHENTICATE).iter().filter_map(|value| value.to_str().ok());
    challenges.filter(|text| parameter(text, "error") == Some("insufficient_claims")).find_map(decoded)
}

fn decoded(challenge: &str) -> Option<Box<str>> {
    // Seen in both alphabets, with and without padding.
    let text = parameter(challenge, "claims")?.replace('-', "+").replace('_', "/");
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let bytes = GeneralPurpose::new(&base64::alphabet::STANDARD, config).decode(text).ok()?;
    String::from_utf8(bytes).ok().map(Into::into)
}

/// The value of `name="value"` or `name=value`, with `name` standing alone.
fn parameter<'a>(challenge: &'a str, name: &str) -> Option<&'a str> {
    challenge.match_indices(name).find_map(|(at, _)| {
        let alone = challenge[..at].ends_with([' ', ',']);
        let value = challenge[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let value = match value.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => value.split([',', ' ']).next(),
        };
        value.filter(|_| alone)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &str) -> Option<Box<str>> {
        claims(&HeaderMap::from_iter([(WWW_AUTHENTICATE, header.parse().unwrap())]))
    }

    #[test]
    fn a_challenge_gives_its_claims() {
        let header = r#"Bearer realm="", authorization_uri="https://login.example/authorize", error="insufficient_claims", claims="eyJhIjp7ImIiOjF9fQ""#;
        assert_eq!(read(header).as_deref(), Some(r#"{"a":{"b":1}}"#), "padding may be missing");
    }

    #[test]
    fn either_alphabet_of_base64_will_do() {
        for claims in ["eyJhIjoiPz5+w7/DvyJ9", "eyJhIjoiPz5-w7_DvyJ9"] {
            let header = format!(r#"Bearer error="insufficient_claims", claims="{claims}""#);
            assert_eq!(read(&header).as_deref(), Some(r#"{"a":"?>~ÿÿ"}"#), "{claims}");
        }
    }

    #[test]
    fn other_refusals_have_none() {
        assert_eq!(read(r#"Bearer realm="", error="invalid_token""#), None, "an ordinary 401");
        assert_eq!(read(r#"Bearer xerror="insufficient_claims", claims="e30=""#), None, "another parameter");
        assert_eq!(read(r#"Bearer error="insufficient_claims", claims="%%""#), None, "not base64");
        assert_eq!(read(r#"Bearer error="insufficient_claims""#), None, "no claims to ask for");
    }
}
