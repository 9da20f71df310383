//! How text is compared: trimmed, case-insensitive, Unicode-normalized.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The form under which two texts count as the same: trimmed, NFC, lower case.
pub fn fold(text: &str) -> String {
    let text = text.trim();
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Lower-casing can leave a decomposed sequence (İ), so normalize last. It also makes the last
    // sigma of a word another letter than the others.
    let lower = text.to_lowercase().replace('ς', "σ");
    if is_nfc(&lower) { lower } else { lower.nfc().collect() }
}

/// Whether a value says nothing: absent, or only white space.
pub fn blank(text: Option<&str>) -> bool {
    text.is_none_or(|t| !t.starts_with(|c: char| c.is_ascii_graphic()) && t.chars().all(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_blanks_and_composition_do_not_matter() {
        assert_eq!(fold("  SALES "), "sales", "trimmed and lower-cased");
        assert_eq!(fold("Mu\u{308}ller"), fold("MÜLLER"), "composed and decomposed umlauts are one");
    }

    #[test]
    fn blank_is_absent_or_white_space() {
        assert!(blank(None) && blank(Some(" \t")), "nothing to read");
        assert!(!blank(Some(" a ")), "a letter is something");
    }
}
