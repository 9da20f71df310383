//! The form texts are searched and sorted in: without case and without diacritics.

use unicode_normalization::UnicodeNormalization;

/// `Müller` and `MULLER` become `muller`. Letters that Unicode does not decompose get the spelling
/// people type instead (`Łódź` → `lodz`, `Straße` → `strasse`).
pub fn search_fold(text: &str) -> String {
    let text = text.trim();
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_diacritic(*c)).flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => folded.push_str(letters),
            None if is_diacritic(c) => {}
            None => folded.push(c),
        }
    }
    folded
}

/// Combining marks of Latin, Greek and Cyrillic; vowel signs of other scripts are letters there.
fn is_diacritic(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diacritics_and_case_do_not_matter() {
        assert_eq!(search_fold(" MÜLLER "), "muller", "what an English keyboard can type");
        assert_eq!(search_fold("Mu\u{308}ller"), search_fold("Müller"), "decomposed and composed are one");
        assert_eq!(search_fold("Łódź, Ærø, Straße, İzmir"), "lodz, aero, strasse, izmir", "spelled out");
    }

    #[test]
    fn other_scripts_stay_readable() {
        assert_eq!(search_fold("山田 太郎"), "山田 太郎", "nothing to fold");
        assert_eq!(search_fold("Ｊｏｈｎ"), "john", "full-width letters are the same letters");
    }
}
