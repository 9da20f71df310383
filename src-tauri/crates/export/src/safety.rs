//! Keeping spreadsheets from running data: CSV cells that a program would take for a formula.
//!
//! After OWASP's advice on CSV injection (<https://owasp.org/www-community/attacks/CSV_Injection>):
//! an apostrophe in front makes such a cell text. XLSX needs none of it, its cells have types.

use std::borrow::Cow;

/// Fewer digits are a number or a formula rather than a phone number; E.164 allows at most 15, and
/// extensions add some.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 5..=20;

/// The cell, with an apostrophe before everything that could start a formula: at its beginning, and
/// after characters that a program with other settings takes for the border of a cell.
pub fn neutralise(cell: &str) -> Cow<'_, str> {
    if is_phone_number(cell) || !has_trigger(cell) {
        return cell.into();
    }
    let mut safe = String::with_capacity(cell.len() + 4);
    let mut at_start = true;
    for c in cell.chars() {
        let starts_formula = is_trigger(c) || (safe.is_empty() && is_blank_trigger(c));
        if at_start && starts_formula {
            safe.push('\'');
        }
        safe.push(c);
        at_start = is_border(c);
    }
    safe.into()
}

/// Whether it is a phone number as people write them, with a leading `+`: such a cell stays as it is.
pub fn is_phone_number(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('+') else { return false };
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let plain = rest.chars().all(|c| c.is_ascii_digit() || " ()/.-\u{a0}".contains(c));
    plain && PHONE_DIGITS.contains(&digits) && rest.starts_with(|c: char| c.is_ascii_digit() || c == '(')
}

fn has_trigger(cell: &str) -> bool {
    cell.contains(is_trigger) || cell.starts_with(is_blank_trigger)
}

/// Also the full-width forms, which some programs fold to the plain ones.
fn is_trigger(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

fn is_blank_trigger(c: char) -> bool {
    matches!(c, '\t' | '\r' | '\n')
}

fn is_border(c: char) -> bool {
    matches!(c, ';' | ',' | '\t' | '|' | '"' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        for cell in [
            "=1+1",
            "+1+1",
            "-2",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\nx",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            "=cmd|' /C calc'!A0",
        ] {
            assert_eq!(neutralise(cell), format!("'{cell}"), "{cell:?} must not run");
        }
    }

    #[test]
    fn a_cell_within_a_cell_is_found() {
        assert_eq!(neutralise("a;=1+1"), "a;'=1+1", "another separator would start a cell here");
        assert_eq!(neutralise("a\",=1+1"), "a\",'=1+1", "so would a quote that ends early");
        assert_eq!(neutralise("a\n@x"), "a\n'@x", "so would a line break");
        assert_eq!(neutralise("\t=1"), "'\t'=1", "both of them");
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        for cell in
            ["", "Smith-Jones", "a+b@contoso.example", "x=1", "Zoë", "O'Brien", "R&D; Sales - EMEA", "#EXT#"]
        {
            assert_eq!(neutralise(cell), cell, "{cell:?} starts no formula");
        }
    }

    #[test]
    fn phone_numbers_stay_readable() {
        for phone in ["+41 44 668 18 00", "+49 (0)30 901820", "+1-202-555-0143", "+41446681800"] {
            assert_eq!(neutralise(phone), phone, "{phone} is no formula");
        }
        for formula in [
            "+1+1",
            "+1-1",
            "+A1",
            "-41446681800",
            "+41446681800+1",
            "+41 44 668 18 00\n=1",
            "+(",
            "++41446681800",
        ] {
            assert!(neutralise(formula).starts_with('\''), "{formula:?} is no phone number");
        }
    }
}
