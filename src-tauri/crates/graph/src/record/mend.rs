//! Lone surrogates in JSON escapes: no text in Unicode, though JavaScript and others write them.

use std::borrow::Cow;

const REPLACEMENT: &str = "\\ufffd";

/// The same JSON with each lone surrogate escape replaced by U+FFFD.
pub(crate) fn mend(json: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = json[at..].find('\\') {
        at += found;
        let (length, lone) = escape(&json[at..]);
        if lone {
            mended.push_str(&json[kept..at]);
            mended.push_str(REPLACEMENT);
            kept = at + length;
        }
        at += length;
    }
    if kept == 0 {
        return Cow::Borrowed(json);
    }
    mended.push_str(&json[kept..]);
    Cow::Owned(mended)
}

/// The length of the escape `text` begins with (both halves of a pair), and whether it is a lone half.
fn escape(text: &str) -> (usize, bool) {
    match unit(text) {
        Some(0xd800..=0xdbff) => match text.get(6..).and_then(unit) {
            Some(0xdc00..=0xdfff) => (12, false),
            _ => (6, true),
        },
        Some(0xdc00..=0xdfff) => (6, true),
        Some(_) => (6, false),
        // A backslash and what it escapes; a cut-off one is for the parser to refuse.
        None => (1 + text.chars().nth(1).map_or(0, char::len_utf8), false),
    }
}

fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lone_halves_are_replaced_and_pairs_stay() {
        assert_eq!(mend(r#""a\ud800b""#), r#""a\ufffdb""#, "a lone first half");
        assert_eq!(
            mend(r#""\udc00\ud83d\ude00""#),
            r#""\ufffd\ud83d\ude00""#,
            "a lone second half, then a pair"
        );
        assert_eq!(mend(r#""\ud800\ud83d\ude00""#), r#""\ufffd\ud83d\ude00""#, "a first half before a pair");
        assert_eq!(mend(r#""\\ud800""#), r#""\\ud800""#, "an escaped backslash escapes no more");
        assert!(matches!(mend(r#""plain ä \n""#), Cow::Borrowed(_)), "nothing to do, nothing copied");
    }

    proptest! {
        #[test]
        fn whatever_escapes_come_the_result_is_json(units: Vec<u16>) {
            let json = units.iter().map(|u| format!("\\u{u:04x}")).collect::<String>();
            let text: Result<String, _> = serde_json::from_str(&mend(&format!("\"{json}\"")));
            prop_assert_eq!(text.ok(), Some(String::from_utf16_lossy(&units)), "as Unicode prescribes");
        }

        #[test]
        fn no_text_makes_it_fail(text: String) {
            let _ = mend(&text);
        }
    }
}
