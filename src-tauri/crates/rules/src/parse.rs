//! JSON text to configuration, with errors that name the place and what was meant.

use crate::suggest::closest;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// Where a configuration text is broken, and how. Lines and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}, column {column}, at {path}: {problem}")]
pub struct ConfigError {
    /// Such as `rules[0].who.all[1].op`; `.` for the whole file.
    pub path: String,
    pub line: usize,
    pub column: usize,
    pub problem: ConfigProblem,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConfigProblem {
    #[error("not JSON: {cause}")]
    NotJson { cause: String },
    #[error("unknown key `{key}` (nearest: {suggestion:?})")]
    UnknownKey { key: String, suggestion: Option<String> },
    #[error("unknown value `{value}` (nearest: {suggestion:?})")]
    UnknownValue { value: String, suggestion: Option<String> },
    /// A group of conditions inside a group of conditions.
    #[error("conditions are nested too deep")]
    TooDeep,
    /// Any other mismatch of shape: a missing key, a wrong type, an unsupported version.
    #[error("{cause}")]
    Shape { cause: String },
}

/// Reads a value from JSON text; the first problem found is reported.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, ConfigError> {
    // A BOM is common in files that went through a Windows editor.
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        describe(path, error.inner())
    })?;
    reader.end().map_err(|error| describe(".".to_owned(), &error))?;
    Ok(value)
}

fn describe(path: String, error: &serde_json::Error) -> ConfigError {
    let problem = match error.classify() {
        serde_json::error::Category::Data => shape_problem(&bare_message(error)),
        _ => ConfigProblem::NotJson { cause: bare_message(error) },
    };
    ConfigError { path, line: error.line(), column: error.column(), problem }
}

/// serde_json appends the position, which we carry apart.
fn bare_message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(message, _)| message.to_owned())
}

/// serde quotes the unknown word and then the known ones in backticks.
fn shape_problem(message: &str) -> ConfigProblem {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let word = quoted.next().unwrap_or_default().to_owned();
    let known: Vec<&str> = quoted.collect();
    let is_group = word == "all" || word == "any";
    let suggestion = closest(&word, known.iter().copied()).map(str::to_owned);
    match message {
        m if m.starts_with("unknown field") && is_group && known.contains(&"op") => ConfigProblem::TooDeep,
        m if m.starts_with("unknown field") => ConfigProblem::UnknownKey { key: word, suggestion },
        m if m.starts_with("unknown variant") => ConfigProblem::UnknownValue { value: word, suggestion },
        m => ConfigProblem::Shape { cause: m.to_owned() },
    }
}
