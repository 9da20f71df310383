//! Rules, mapping and policies of a connection as one readable JSON file.

use crate::mapping::Mapping;
use crate::policies::{DepartmentPolicy, Policies};
use chrono::{DateTime, Utc};
use rollcall_people::{Department, Move};
use rollcall_rules::{ConfigError, Destination, Facts, Problem, Rule, RuleSet, Then};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

const VERSION: u32 = 1;

/// Everything an admin decides for a connection. The default is what a new connection starts with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(as = "ConfigFile")]
#[serde(from = "ConfigFile", into = "ConfigFile")]
pub struct Config {
    pub rules: RuleSet,
    pub mapping: Mapping,
    pub policies: Policies,
}

impl Config {
    /// Reads a rules file. Missing keys of mapping and policies keep their defaults; unknown ones
    /// are errors. Whether names in it exist is for [`Config::problems`] to say.
    pub fn from_json(text: &str) -> Result<Self, ConfigError> {
        rollcall_rules::from_json(text)
    }

    /// The rules file: indented JSON with every key, so that it can be edited without a manual.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }

    /// Everything wrong with it, also in rules that are switched off. A file with a problem that
    /// is not about a group is not understood and must be refused.
    pub fn problems(&self, facts: &Facts<'_>, now: DateTime<Utc>) -> Vec<Problem> {
        let mut problems = rollcall_rules::problems(&self.rules, facts, now.date_naive());
        problems.extend(self.mapping.problems());
        problems
    }

    /// Whether records that it made are as the other one makes them: fields, and departments by patterns.
    pub fn makes_the_same(&self, other: &Self) -> bool {
        self.mapping == other.mapping && self.places_alike(other)
    }

    /// Whether departments follow the source, and by the same patterns.
    pub(crate) fn places_alike(&self, other: &Self) -> bool {
        let follows = |config: &Self| config.policies.departments == DepartmentPolicy::Follow;
        follows(self) == follows(other) && self.patterns().eq(other.patterns())
    }

    pub(crate) fn has_one_pattern(&self) -> bool {
        let mut patterns = self.patterns();
        patterns.next().is_some_and(|first| patterns.all(|pattern| pattern == first))
    }

    /// What patterns are in use, in order.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &Destination> {
        let RuleSet { rules, otherwise, .. } = &self.rules;
        let on = rules.iter().filter(|rule| rule.enabled).map(|rule| &rule.then);
        on.chain([otherwise]).filter_map(|then| match then {
            Then::Import(pattern @ Destination::Pattern { .. }) => Some(pattern),
            _ => None,
        })
    }

    /// Every department that is named: by rules, on or off, by the last line, and the default one.
    pub fn named_departments(&self) -> impl Iterator<Item = (Naming<'_>, Department)> {
        let RuleSet { rules, otherwise, default_department } = &self.rules;
        let rules = rules.iter().map(|rule| (Naming::Rule(&rule.name), &rule.then));
        let fixed = rules.chain([(Naming::EveryoneElse, otherwise)]).filter_map(|(by, then)| match then {
            Then::Import(Destination::Department(path)) => Some((by, path)),
            _ => None,
        });
        let all = fixed.chain([(Naming::Default, default_department)]);
        all.filter_map(|(by, path)| Some((by, Department::fixed(path).ok()??)))
    }

    /// The departments that are named follow a rename; patterns stay, for they speak of the source.
    pub fn rename_department(&mut self, change: &Move) {
        let RuleSet { rules, otherwise, default_department } = &mut self.rules;
        follow(default_department, change);
        for then in rules.iter_mut().map(|rule| &mut rule.then).chain([otherwise]) {
            if let Then::Import(Destination::Department(path)) = then {
                follow(path, change);
            }
        }
    }

    pub fn facts<'a>(&self, directory: &'a rollcall_people::Directory) -> Facts<'a> {
        Facts::new(directory, self.policies.allowed_domains.as_deref())
    }
}

/// What names a department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming<'a> {
    Rule(&'a str),
    /// The last line.
    EveryoneElse,
    /// It is the default department.
    Default,
}

fn follow(path: &mut String, change: &Move) {
    let named = Department::fixed(path).ok().flatten();
    if let Some(new) = named.and_then(|department| change.of(&department)) {
        *path = new.to_string();
    }
}

/// Rules, mapping and policies of a connection: the rules file.
#[derive(Clone, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, rename = "Config")]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    #[serde(deserialize_with = "known_version")]
    version: u32,
    rules: Vec<Rule>,
    #[serde(default = "everyone_by_department")]
    otherwise: Then,
    #[serde(default = "main")]
    default_department: String,
    #[serde(default)]
    mapping: Mapping,
    #[serde(default)]
    policies: Policies,
}

fn everyone_by_department() -> Then {
    Then::Import(Destination::Pattern { pattern: "{department}".into(), split: None })
}

fn main() -> String {
    "Main".into()
}

/// Checked where it stands, so that a refusal names the place.
fn known_version<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    match u32::deserialize(from)? {
        VERSION => Ok(VERSION),
        other => Err(D::Error::custom(format!("version {other} is not supported, only version {VERSION}"))),
    }
}

impl From<ConfigFile> for Config {
    fn from(file: ConfigFile) -> Self {
        let ConfigFile { rules, otherwise, default_department, mapping, policies, .. } = file;
        Self { rules: RuleSet { rules, otherwise, default_department }, mapping, policies }
    }
}

impl From<Config> for ConfigFile {
    fn from(config: Config) -> Self {
        let RuleSet { rules, otherwise, default_department } = config.rules;
        let Config { mapping, policies, .. } = config;
        Self { version: VERSION, rules, otherwise, default_department, mapping, policies }
    }
}
