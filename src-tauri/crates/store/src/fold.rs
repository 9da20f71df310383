//! The form texts are searched and sorted in: without case and without diacritics.

use unicode_normalization::UnicodeNormalization;

/// `Müller` and `MULLER` become `muller`. Letters that Unicode does not decompose get the spelling
/// people type instead (`Łódź` → `lodz`, `Straße` → `strasse`).
pub fn search_fold(text: &str) -> String {
    let mut rest = text.trim();
    let mut folded = String::with_capacity(rest.len());
    // Marks belong to what stands before them, but what they leave of an ASCII letter is that letter.
    while !rest.is_empty() {
        let (ascii, other) = rest.split_at(rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len()));
        let from = folded.len();
        folded.push_str(ascii);
        folded[from..].make_ascii_lowercase();
        let (other, next) = other.split_at(other.find(|c: char| c.is_ascii()).unwrap_or(other.len()));
        fold_onto(&mut folded, other);
        rest = next;
    }
    folded
}

fn fold_onto(folded: &mut String, text: &str) {
    for c in text.nfkd().filter(|c| !is_diacritic(*c)).flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => folded.push_str(letters),
            None if is_diacritic(c) => {}
            None => folded.push(c),
        }
    }
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
    fn a_text_is_folded_as_its_letters_are() {
        let all_at_once = |text: &str| {
            let mut folded = String::new();
            fold_onto(&mut folded, text.trim());
            folded
        };
        for text in [
            "Zoë van Dijk, Zoe\u{308}",
            "a\u{301}\u{323}b\u{5b0}\u{5bc}",
            "ẞ Ⅷ ﬁ 한글 A\u{30a}",
            "\u{301}x",
            "Ǆ é",
        ] {
            assert_eq!(search_fold(text), all_at_once(text), "{text:?}: in pieces as in one");
        }
    }

    #[test]
    fn other_scripts_stay_readable() {
        assert_eq!(search_fold("山田 太郎"), "山田 太郎", "nothing to fold");
        assert_eq!(search_fold("Ｊｏｈｎ"), "john", "full-width letters are the same letters");
    }
}
