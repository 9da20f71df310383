//! What can be done to a text on its way into a field.

use crate::mapping::Transform;
use phonenumber::Mode;
use std::borrow::Cow;

/// Longer texts are no phone numbers (E.164 has 15 digits; the rest is punctuation).
const LONGEST_PHONE: usize = 40;

/// `country` is the two-letter code (ISO 3166-1) for numbers without a country code.
pub(crate) fn transform<'t, 'c>(
    transform: Transform,
    text: Cow<'t, str>,
    country: impl FnOnce() -> Option<&'c str>,
) -> Cow<'t, str> {
    match transform {
        Transform::None => text,
        Transform::Trim => Cow::Owned(text.trim().to_owned()),
        Transform::Upper => Cow::Owned(text.trim().to_uppercase()),
        Transform::Lower => Cow::Owned(text.trim().to_lowercase()),
        Transform::Title => Cow::Owned(title(text.trim())),
        Transform::First => Cow::Owned(text.split(';').next().unwrap_or_default().trim().to_owned()),
        Transform::PhoneE164 => phone_e164(&text, country()).map_or(text, Cow::Owned),
    }
}

/// A capital at the start of each word and after a hyphen, small letters elsewhere.
fn title(text: &str) -> String {
    let mut starts = true;
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if starts {
            out.extend(letter.to_uppercase());
        } else {
            out.extend(letter.to_lowercase());
        }
        starts = letter.is_whitespace() || letter == '-';
    }
    out
}

/// `+41791234567`; `None` for what is no valid number.
fn phone_e164(text: &str, country: Option<&str>) -> Option<String> {
    let dialled = |c: char| c.is_ascii_digit() || "+-./() \u{a0}".contains(c);
    if text.len() > LONGEST_PHONE || !text.chars().all(dialled) {
        return None;
    }
    let country = country.and_then(|code| code.to_ascii_uppercase().parse().ok());
    let number = phonenumber::parse(country, text).ok().filter(phonenumber::is_valid)?;
    Some(number.format().mode(Mode::E164).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apply(how: Transform, text: &str, country: Option<&'static str>) -> String {
        transform(how, text.into(), || country).into_owned()
    }

    #[test]
    fn phones_get_the_international_form() {
        assert_eq!(
            apply(Transform::PhoneE164, "079 123 45 67", Some("CH")),
            "+41791234567",
            "national by country"
        );
        assert_eq!(
            apply(Transform::PhoneE164, "+49 (30) 901820", Some("ch")),
            "+4930901820",
            "its own code wins"
        );
    }

    #[test]
    fn what_is_no_number_stays() {
        for text in ["ask reception", "12", "079 123 45 67 ext. 9", "٠٧٩١٢٣٤٥٦٧", &"1".repeat(50)] {
            assert_eq!(apply(Transform::PhoneE164, text, Some("CH")), text, "{text:?} is no plain number");
        }
        assert_eq!(
            apply(Transform::PhoneE164, "079 123 45 67", None),
            "079 123 45 67",
            "no country to dial from"
        );
    }

    #[test]
    fn words_get_capitals() {
        assert_eq!(
            apply(Transform::Title, " ANNA-LENA  éva ", None),
            "Anna-Lena  Éva",
            "words and double names"
        );
        assert_eq!(apply(Transform::Upper, " straße ", None), "STRASSE", "Unicode upper case");
        assert_eq!(apply(Transform::Lower, "ÅSA", None), "åsa", "Unicode lower case");
    }

    #[test]
    fn the_first_of_a_list_is_what_stands_before_the_semicolon() {
        assert_eq!(apply(Transform::First, " a ; b", None), "a", "lists are joined with semicolons");
        assert_eq!(apply(Transform::First, "only", None), "only", "one value is its own first");
    }
}
