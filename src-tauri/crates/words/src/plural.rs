//! Which plural form a number takes, as the i18next suffixes to try in order.
//!
//! Rules of the Unicode CLDR (cardinal, whole numbers):
//! <https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>

use crate::Language;

/// The category's suffix first, then the general one. A text for zero may exist in any language.
pub(crate) fn suffixes(language: Language, count: u64) -> Vec<&'static str> {
    let mut suffixes = Vec::with_capacity(3);
    if count == 0 {
        suffixes.push("zero");
    }
    match (language, count) {
        (_, 1) | (Language::Fr, 0) => suffixes.push("one"),
        (Language::Fr, n) if n % 1_000_000 == 0 => suffixes.push("many"),
        _ => {}
    }
    suffixes.push("other");
    suffixes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(language: Language, count: u64) -> &'static str {
        suffixes(language, count).into_iter().find(|suffix| *suffix != "zero").unwrap()
    }

    #[test]
    fn nothing_is_singular_in_french_only() {
        assert_eq!(form(Language::Fr, 0), "one", "« 0 personne » takes the singular");
        assert_eq!(form(Language::En, 0), "other", "\"0 people\" takes the plural");
        assert_eq!(form(Language::De, 0), "other", "„0 Personen“ takes the plural");
    }

    #[test]
    fn one_is_singular_and_two_is_plural_everywhere() {
        for language in Language::ALL {
            assert_eq!(form(language, 1), "one", "{language:?}: one is singular");
            assert_eq!(form(language, 2), "other", "{language:?}: two is plural");
        }
    }

    #[test]
    fn whole_millions_have_a_french_form_of_their_own() {
        assert_eq!(form(Language::Fr, 2_000_000), "many", "« deux millions de personnes »");
        assert_eq!(form(Language::Fr, 2_000_001), "other", "not a whole million");
    }
}
