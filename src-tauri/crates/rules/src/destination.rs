//! Where people go: fixed departments and patterns.

use crate::config::Destination;
use crate::facts::Facts;
use crate::problem::{Problem, ProblemCode};
use crate::template::Template;
use rollcall_people::{Department, Person};
use std::collections::HashSet;

const MOST_LEVELS: usize = 3;
/// Hostile data must not multiply without end; nobody is in more departments than this.
const MOST_DEPARTMENTS: usize = 100;

#[derive(Debug)]
pub(crate) enum Place {
    Default,
    Fixed(Department),
    Pattern { levels: Vec<Template>, split: Option<String> },
}

impl Place {
    pub(crate) fn new(destination: &Destination) -> Result<Self, Problem> {
        match destination {
            Destination::Default => Ok(Self::Default),
            Destination::Department(path) => Self::fixed(path).map(Self::Fixed),
            Destination::Pattern { pattern, split } => Self::pattern(pattern, split.clone()),
        }
    }

    /// A path as typed: it must name at least one level and at most three.
    pub(crate) fn fixed(path: &str) -> Result<Department, Problem> {
        let path = Department::fixed(path).map_err(|_| Problem::new(ProblemCode::DepartmentTooDeep))?;
        path.ok_or_else(|| Problem::new(ProblemCode::EmptyValue).with("field", "department"))
    }

    fn pattern(pattern: &str, split: Option<String>) -> Result<Self, Problem> {
        let texts: Vec<&str> = pattern.split(" / ").filter(|level| !level.trim().is_empty()).collect();
        if texts.len() > MOST_LEVELS {
            return Err(Problem::new(ProblemCode::DepartmentTooDeep));
        }
        let empty = [("pattern", texts.is_empty()), ("split", split.as_deref() == Some(""))];
        if let Some((field, _)) = empty.into_iter().find(|(_, empty)| *empty) {
            return Err(Problem::new(ProblemCode::EmptyValue).with("field", field));
        }
        let levels = texts.into_iter().map(Template::parse).collect::<Result<_, _>>()?;
        Ok(Self::Pattern { levels, split })
    }

    /// The primary department first; none means the default one.
    pub(crate) fn departments(&self, facts: &Facts<'_>, person: &Person) -> Vec<Department> {
        match self {
            Self::Default => Vec::new(),
            Self::Fixed(department) => vec![department.clone()],
            Self::Pattern { levels, split } => {
                let values = levels.iter().map(|level| level.render(facts, person).unwrap_or_default());
                combine(values, split.as_deref())
            }
        }
    }
}

/// One department, or, with a separator, all combinations of the levels' values, the first value of each level leading, each once.
fn combine(levels: impl Iterator<Item = String>, split: Option<&str>) -> Vec<Department> {
    if split.is_none() {
        let levels: Vec<String> = levels.collect();
        return Department::from_levels(levels.iter().map(String::as_str)).into_iter().collect();
    }
    let mut paths: Vec<Vec<String>> = vec![Vec::new()];
    for level in levels {
        let values = split_values(&level, split);
        let longer = |path: &Vec<String>| {
            let path = path.clone();
            values.clone().into_iter().map(move |value| [path.as_slice(), &[value]].concat())
        };
        paths = paths.iter().flat_map(longer).take(MOST_DEPARTMENTS).collect();
    }
    each_once(paths.iter().filter_map(|path| Department::from_levels(path.iter().map(String::as_str))))
}

pub(crate) fn each_once(departments: impl Iterator<Item = Department>) -> Vec<Department> {
    let mut seen = HashSet::new();
    departments.filter(|department| seen.insert(department.key())).collect()
}

/// The values of a level; an empty level is one empty value, which is dropped from the path later.
fn split_values(level: &str, split: Option<&str>) -> Vec<String> {
    let Some(separator) = split else { return vec![level.to_owned()] };
    let values: Vec<String> = level
        .split(separator)
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .take(MOST_DEPARTMENTS)
        .collect();
    if values.is_empty() { vec![String::new()] } else { values }
}
