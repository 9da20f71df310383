//! Codes and parameters become sentences, from the same catalogue as the UI.
//!
//! The catalogue is `ui/src/i18n/{en,de,fr}.json` in i18next's JSON v4 format
//! (<https://www.i18next.com/misc/json-format>): nested keys joined by dots, `{{name}}`
//! placeholders, plural forms as suffixes (`_one`, `_many`, `_other`), and `_suggestion` (i18next's
//! context) for what is said when there is a `suggestion` to make. This crate reads data and
//! knows no other crate of the product: codes come in as whatever serialises to their name.

mod catalogue;
mod grouping;
mod language;
mod plural;
mod template;

pub use grouping::Grouping;
pub use language::Language;

use catalogue::Catalogue;
use serde::Serialize;
use std::collections::BTreeMap;

/// Values for the placeholders, by name. A whole number under `count` also picks the plural form.
pub type Params = BTreeMap<String, String>;

/// The words of one language; what it lacks is said in English.
#[derive(Clone, Copy)]
pub struct Words {
    language: Language,
    own: &'static Catalogue,
    english: &'static Catalogue,
    grouping: Grouping,
}

/// A failure in three sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentences {
    /// What happened.
    pub what: String,
    /// What it means for the data.
    pub data: String,
    /// What to do next.
    pub next: String,
}

impl Words {
    pub fn of(language: Language) -> Self {
        Self {
            language,
            own: Catalogue::of(language),
            english: Catalogue::of(Language::En),
            grouping: Grouping::of(language),
        }
    }

    /// The same words, with numbers as a region writes them.
    #[must_use]
    pub fn grouped(self, grouping: Grouping) -> Self {
        Self { grouping, ..self }
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// The sentence under a key such as `preview.title`. A key that no catalogue has comes back
    /// as it is, so that a gap shows without stopping anything.
    pub fn text(&self, key: &str, params: &Params) -> String {
        let found = self.find(self.own, self.language, key, params);
        let found = found.or_else(|| self.find(self.english, Language::En, key, params));
        found.unwrap_or_else(|| key.to_owned())
    }

    /// Why something is so (`reason.<code>`), with what changed about the person, where that is known
    /// (`because.…`).
    pub fn reason(&self, code: impl Serialize, params: &Params) -> String {
        self.reason_under(&general(code, params), params)
    }

    /// Why a change of this kind happens to a person: `reason.<code>_<kind>`, else as [`Words::reason`].
    pub fn reason_to(&self, kind: impl Serialize, code: impl Serialize, params: &Params) -> String {
        let general = general(code, params);
        let special = format!("{general}_{}", name(kind));
        let known = self.english.get(&special).is_some();
        self.reason_under(if known { &special } else { &general }, params)
    }

    /// What the admin should know about a plan (`warning.<code>`).
    pub fn warning(&self, code: impl Serialize, params: &Params) -> String {
        self.of_code("warning", code, &self.with_problem(params))
    }

    /// What went wrong (`error.<code>.{what,data,next}`).
    pub fn failure(&self, code: impl Serialize, params: &Params) -> Sentences {
        let (code, params) = (name(code), self.with_problem(params));
        let part = |part| self.text(&format!("error.{code}.{part}"), &params);
        Sentences { what: part("what"), data: part("data"), next: part("next") }
    }

    /// The name of a column of the employee list (`field.<name>`).
    pub fn field(&self, name: &str) -> String {
        self.of_code("field", name, &Params::new())
    }

    /// What sort of account a person is (`kind.<kind>`).
    pub fn kind(&self, kind: impl Serialize) -> String {
        self.of_code("kind", kind, &Params::new())
    }

    /// What running work is busy with (`phase.<phase>`).
    pub fn phase(&self, phase: impl Serialize, params: &Params) -> String {
        self.of_code("phase", phase, params)
    }

    fn reason_under(&self, key: &str, params: &Params) -> String {
        let mut params = params.clone();
        params
            .entry("kind".to_owned())
            .and_modify(|kind| *kind = self.of_code("as_kind", &*kind, &Params::new()));
        let (said, params) = (self.text(key, &params), &params);
        match because(params) {
            Some(how) => format!("{said} {}", self.text(&format!("because.{how}"), &self.readable(params))),
            None => said,
        }
    }

    /// The attribute, what it was and is, and since when, in words.
    fn readable(&self, params: &Params) -> Params {
        let attribute = params.get("attribute").map(String::as_str).unwrap_or_default();
        let read = |(name, value): (&String, &String)| {
            let value = match name.as_str() {
                "attribute" => self.attribute(value),
                "from" | "to" if attribute == "kind" => self.kind(value),
                "since" => day(value).to_owned(),
                _ => value.clone(),
            };
            (name.clone(), value)
        };
        params.iter().map(read).collect()
    }

    /// The name of one of Microsoft 365's attributes (`attribute.<Graph's name>`).
    fn attribute(&self, graph: &str) -> String {
        let known = |key: &str, params: &Params| {
            let key = format!("attribute.{key}");
            Some(self.text(&key, params)).filter(|said| *said != key)
        };
        let number = graph.strip_prefix("extensionAttribute").map(str::to_owned);
        let extension = number.and_then(|number| known("extension", &[("number".to_owned(), number)].into()));
        extension.or_else(|| known(graph, &Params::new())).unwrap_or_else(|| graph.to_owned())
    }

    /// A problem's code becomes its sentence (`problem.<code>`), which has the same parameters.
    fn with_problem(&self, params: &Params) -> Params {
        let mut params = params.clone();
        if let Some(code) = params.get("problem") {
            let key = format!("problem.{code}");
            let said = self.text(&key, &params);
            if said != key {
                params.insert("problem".to_owned(), said);
            }
        }
        params
    }

    fn of_code(&self, section: &str, code: impl Serialize, params: &Params) -> String {
        self.text(&format!("{section}.{}", name(code)), params)
    }

    fn find(&self, from: &Catalogue, language: Language, key: &str, params: &Params) -> Option<String> {
        let count = params.get("count").and_then(|count| count.parse().ok());
        let suffixes = count.map(|count| plural::suffixes(language, count)).unwrap_or_default();
        let plural = suffixes.iter().find_map(|suffix| from.get(&format!("{key}_{suffix}")));
        let suggested = params.contains_key("suggestion").then(|| from.get(&format!("{key}_suggestion")));
        suggested
            .flatten()
            .or(plural)
            .or_else(|| from.get(key))
            .map(|text| template::fill(text, params, self.grouping))
    }
}

/// The day (UTC) of an instant as RFC 3339 writes it.
fn day(instant: &str) -> &str {
    instant.split_once('T').map_or(instant, |(day, _)| day)
}

/// How what is known of a person's change is said; nothing where nothing is.
fn because(params: &Params) -> Option<String> {
    let filled = |name| params.get(name).map(|text| !text.is_empty());
    if params.contains_key("group") {
        return Some("outside".to_owned());
    }
    let since = if params.contains_key("since") { "_since" } else { "" };
    params.contains_key("attribute").then(|| match (filled("from"), filled("to") == Some(true)) {
        (None, true) => "lacking".to_owned(),
        (None, false) => "empty".to_owned(),
        (Some(true), true) => format!("changed{since}"),
        (Some(true), false) => format!("emptied{since}"),
        (Some(false), _) => format!("filled{since}"),
    })
}

/// Whoever is skipped for what sort of account they are is told that first.
fn general(code: impl Serialize, params: &Params) -> String {
    let kind = if params.contains_key("kind") { "_kind" } else { "" };
    match name(code).as_str() {
        "skipped_by_rule" => format!("reason.skipped_by_rule{kind}"),
        code => format!("reason.{code}"),
    }
}

/// The name a code goes by in files, which is what serde calls it.
fn name(code: impl Serialize) -> String {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(name)) => name,
        other => format!("{other:?}"),
    }
}
