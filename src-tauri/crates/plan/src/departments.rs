//! Departments of a plan: one spelling each, and whether they may be created.

use crate::inputs::Inputs;
use crate::model::{Warning, WarningCode};
use rollcall_people::{Department, Lookup, Seen, Status, fold};
use std::collections::BTreeMap;

/// Spellings are settled level by level: beside `Sales / EMEA`, `SALES / apac` is `Sales / apac`.
pub(crate) struct Departments {
    /// The spelling of each level, by the folded path down to it.
    spellings: Lookup<String, String>,
    existing: Seen<String>,
    may_create: bool,
    default: Option<Department>,
    /// Settled before, by the path as written.
    settled: Lookup<String, Department>,
    /// What may not be created, by key: as first written, and for how many people.
    refused: BTreeMap<String, (Department, usize)>,
}

impl Departments {
    /// What exists comes first, in alphabetical order, so that the order of input does not matter.
    pub(crate) fn new(inputs: &Inputs<'_>) -> Self {
        let mut departments = Self {
            spellings: Lookup::default(),
            existing: Seen::default(),
            may_create: inputs.config.policies.create_departments,
            default: Department::fixed(&inputs.config.rules.default_department).ok().flatten(),
            settled: Lookup::default(),
            refused: BTreeMap::new(),
        };
        let mut listed: Vec<&Department> = inputs.departments.iter().collect();
        let present = inputs.employees.iter().filter(|employee| employee.status != Status::Archived);
        let used: Seen<&str> =
            present.flat_map(|employee| &employee.record.departments).map(Department::as_str).collect();
        listed.sort_by_key(|department| department.as_str());
        let mut used: Vec<&str> = used.into_iter().collect();
        used.sort_unstable();
        for path in listed.iter().map(|department| department.as_str()).chain(used) {
            if let Some(department) = Department::from_levels([path]) {
                let key = departments.settle(&department).key();
                departments.existing.insert(key);
            }
        }
        departments
    }

    /// Settles the spelling of what is new: each level as most people write it; where that is even, as
    /// sorts first, capitals before small letters.
    pub(crate) fn prefer_frequent<'d>(&mut self, wanted: impl Iterator<Item = &'d Department>) {
        let mut people: Lookup<&str, (&Department, usize)> = Lookup::default();
        for department in wanted {
            people.entry(department.as_str()).or_insert((department, 0)).1 += 1;
        }
        // Few ways of writing, however many people: only those are taken apart.
        let mut ways: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for (department, count) in people.into_values() {
            for (key, level) in levels(department) {
                *ways.entry((key, level)).or_default() += count;
            }
        }
        let mut ways: Vec<_> = ways.into_iter().collect();
        ways.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for ((key, level), _) in ways {
            self.spellings.entry(key).or_insert_with(|| level.to_owned());
        }
    }

    /// The departments a person gets: known spellings, nothing that may not be created, each once.
    pub(crate) fn assign(&mut self, wanted: &[Department]) -> Vec<Department> {
        let mut assigned: Vec<Department> = Vec::with_capacity(wanted.len());
        for department in wanted {
            let department = self.settle(department);
            if !self.may_create && !self.allowed(&department) {
                self.refused.entry(department.key()).or_insert((department, 0)).1 += 1;
            } else if !assigned.contains(&department) {
                assigned.push(department);
            }
        }
        if assigned.is_empty() {
            assigned.extend(self.default.clone().map(|default| self.settle(&default)));
        }
        assigned
    }

    fn allowed(&self, department: &Department) -> bool {
        self.default.as_ref() == Some(department) || self.existing.contains(&department.key())
    }

    fn settle(&mut self, department: &Department) -> Department {
        if let Some(known) = self.settled.get(department.as_str()) {
            return known.clone();
        }
        let levels = levels(department).map(|(key, level)| {
            let spelling = self.spellings.entry(key).or_insert_with(|| level.to_owned());
            spelling.clone()
        });
        let levels: Vec<String> = levels.collect();
        let settled = Department::from_levels(levels.iter().map(String::as_str));
        let settled = settled.unwrap_or_else(|| department.clone());
        self.settled.insert(department.as_str().to_owned(), settled.clone());
        settled
    }

    /// Those of `used` that do not exist yet, by name.
    pub(crate) fn new_ones<'d>(&self, used: impl Iterator<Item = &'d Department>) -> Vec<Department> {
        let mut seen = Seen::default();
        let ways = used.filter(|department| seen.insert(department.as_str()));
        let by_key: BTreeMap<String, &Department> = ways.map(|way| (way.key(), way)).collect();
        by_key.into_iter().filter(|(key, _)| !self.existing.contains(key)).map(|(_, d)| d.clone()).collect()
    }

    pub(crate) fn warnings(&self) -> impl Iterator<Item = Warning> {
        self.refused.values().map(|(department, people)| {
            Warning::new(WarningCode::DepartmentNotCreated)
                .with("department", department)
                .with("people", people)
        })
    }
}

/// Each level as written, with the folded path down to it.
fn levels(department: &Department) -> impl Iterator<Item = (String, &str)> {
    department.levels().scan(String::new(), |path, level| {
        *path = format!("{path} / {}", fold(level));
        Some((path.clone(), level))
    })
}
