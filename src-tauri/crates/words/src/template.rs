//! `{{name}}` and `{{name, number}}` in a text become values.

use crate::{Grouping, Params};

/// Placeholders without a value become nothing, as i18next has it: some values, such as a note, may
/// be absent. Values go in as they are: one that looks like a placeholder is not looked at again.
pub(crate) fn fill(text: &str, params: &Params, grouping: Grouping) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside, after)) = next_placeholder(rest) {
        out.push_str(before);
        out.push_str(&value(inside, params, grouping).unwrap_or_default());
        rest = after;
    }
    out.push_str(rest);
    out.truncate(out.trim_end().len()); // Where the last value was absent.
    out
}

fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, tail) = text.split_once("{{")?;
    let (inside, after) = tail.split_once("}}")?;
    Some((before, inside, after))
}

fn value(inside: &str, params: &Params, grouping: Grouping) -> Option<String> {
    let (name, format) = inside.split_once(',').unwrap_or((inside, ""));
    let value = params.get(name.trim())?;
    let number = matches!(format.trim(), "number") || name.trim() == "count";
    Some(if number { grouping.write(value) } else { value.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn filled(text: &str, pairs: &[(&str, &str)], language: Language) -> String {
        let params = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        fill(text, &params, Grouping::of(language))
    }

    #[test]
    fn values_take_their_places() {
        let text = filled("{{name}} moved to {{ to }}.", &[("name", "Ana"), ("to", "Sales")], Language::En);
        assert_eq!(text, "Ana moved to Sales.", "blanks inside the braces do not matter");
    }

    #[test]
    fn an_absent_value_leaves_nothing_behind() {
        assert_eq!(
            filled("By hand. {{note}}", &[], Language::En),
            "By hand.",
            "not even the blank before it"
        );
    }

    #[test]
    fn a_value_is_never_read_as_a_template() {
        let text = filled("{{a}}{{b}}", &[("a", "{{b}}"), ("b", "x")], Language::En);
        assert_eq!(text, "{{b}}x", "data from a directory must not pull in other values");
    }

    #[test]
    fn braces_that_do_not_close_are_text() {
        assert_eq!(filled("a {{b", &[("b", "x")], Language::En), "a {{b", "half a placeholder is none");
    }

    #[test]
    fn counts_are_grouped_as_the_language_does() {
        let pairs = [("count", "1234567")];
        assert_eq!(filled("{{count}}", &pairs, Language::En), "1,234,567", "English commas");
        assert_eq!(filled("{{count, number}}", &pairs, Language::De), "1.234.567", "German points");
        assert_eq!(
            filled("{{count}}", &pairs, Language::Fr),
            "1\u{202f}234\u{202f}567",
            "French narrow blanks"
        );
        assert_eq!(filled("{{n, number}}", &[("n", "many")], Language::En), "many", "no number, no grouping");
    }
}
