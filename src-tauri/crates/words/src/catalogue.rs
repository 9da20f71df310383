//! The three files, parsed once, as flat keys.

use crate::Language;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) struct Catalogue(HashMap<String, String>);

static EN: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse(include_str!("../../../../ui/src/i18n/en.json")));
static DE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse(include_str!("../../../../ui/src/i18n/de.json")));
static FR: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse(include_str!("../../../../ui/src/i18n/fr.json")));

impl Catalogue {
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &EN,
            Language::De => &DE,
            Language::Fr => &FR,
        }
    }

    /// A file that is not JSON yields no words rather than no program; a test keeps it from shipping.
    pub(crate) fn parse(json: &str) -> Self {
        let mut keys = HashMap::new();
        flatten(String::new(), &serde_json::from_str(json).unwrap_or_default(), &mut keys);
        Self(keys)
    }

    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    #[cfg(test)]
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }
}

fn flatten(path: String, value: &Value, into: &mut HashMap<String, String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                flatten(path, value, into);
            }
        }
        Value::String(text) => {
            into.insert(path, text.clone());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_and_flat_keys_mean_the_same() {
        let catalogue = Catalogue::parse(r#"{ "a": { "b": "nested" }, "c.d": "flat" }"#);
        assert_eq!(catalogue.get("a.b"), Some("nested"), "levels are joined by dots");
        assert_eq!(catalogue.get("c.d"), Some("flat"), "a dotted key stays");
    }

    #[test]
    fn the_three_files_are_whole() {
        for language in Language::ALL {
            assert!(Catalogue::of(language).entries().count() > 100, "{language:?} parses and has words");
        }
    }

    #[test]
    fn no_text_asks_for_more_than_this_crate_can_do() {
        for language in Language::ALL {
            for (key, text) in Catalogue::of(language).entries() {
                let formats =
                    text.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()?.split_once(','));
                for (name, format) in formats {
                    assert_eq!(format.trim(), "number", "{language:?} {key}: {name} has an unknown format");
                }
                assert!(!text.contains("$t("), "{language:?} {key}: texts do not include texts");
            }
        }
    }
}
