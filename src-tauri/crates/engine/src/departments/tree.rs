//! The departments of the list, with where each comes from.

use crate::api::{DepartmentRow, DepartmentSource, DepartmentView, Failure};
use crate::engine::{Engine, Inner};
use crate::{failures, preview};
use rollcall_people::{Department, EmployeeId, Renames};
use rollcall_plan::Naming;
use rollcall_store::Placement;
use std::collections::{BTreeMap, HashSet};

impl Engine {
    /// Ordered by path, empty ones included.
    pub async fn departments(&self) -> Result<Vec<DepartmentRow>, Failure> {
        self.blocking(|inner| {
            let counts = inner.store.department_counts().map_err(failures::of_store)?;
            let renames = inner.store.renames().map_err(failures::of_store)?;
            let row = |count: rollcall_store::DepartmentCount| DepartmentRow {
                source_names: renames.called(&count.department).into_iter().map(Into::into).collect(),
                department: count.department.to_string(),
                people: count.people,
            };
            Ok(counts.into_iter().map(row).collect())
        })
        .await
    }

    /// The same as a tree, each parent before its children, with where each comes from.
    pub async fn department_tree(&self) -> Result<Vec<DepartmentView>, Failure> {
        self.blocking(tree).await
    }

    /// How many departments that tree has, without looking at people.
    pub async fn department_count(&self) -> Result<usize, Failure> {
        self.blocking(count).await
    }
}

/// How many lines the tree has.
fn count(inner: &Inner) -> Result<usize, Failure> {
    let paths = inner.store.department_paths().map_err(failures::of_store)?;
    let keys: HashSet<String> = paths.iter().flat_map(with_those_above).map(|path| path.key()).collect();
    Ok(keys.len())
}

fn with_those_above(department: &Department) -> Vec<Department> {
    let levels: Vec<&str> = department.levels().collect();
    (1..=levels.len()).filter_map(|depth| Department::from_levels(levels[..depth].iter().copied())).collect()
}

pub(crate) fn tree(inner: &Inner) -> Result<Vec<DepartmentView>, Failure> {
    let placements = inner.store.placements().map_err(failures::of_store)?;
    let renames = inner.store.renames().map_err(failures::of_store)?;
    let named = named_by_rules(inner)?;
    let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
    for placement in &placements {
        add(&mut nodes, placement);
    }
    Ok(nodes.into_iter().map(|(key, node)| node.view(named.contains(&key), &renames)).collect())
}

pub(super) fn source_names(renames: &Renames, here: &Department) -> Vec<String> {
    renames.sources(here).map(ToString::to_string).collect()
}

/// A department in the making.
struct Node {
    path: Department,
    own: usize,
    managed: bool,
    people: HashSet<EmployeeId>,
}

/// To the department and to every one above it.
fn add(nodes: &mut BTreeMap<String, Node>, placement: &Placement) {
    for path in with_those_above(&placement.department) {
        let new = || Node { path: path.clone(), own: 0, managed: false, people: HashSet::new() };
        let node = nodes.entry(path.key()).or_insert_with(new);
        node.people.extend(placement.people.iter().map(|(id, _)| *id));
        node.managed |= placement.people.iter().any(|(_, owner)| owner.is_some());
        if path.key() == placement.department.key() {
            node.own = placement.people.len();
        }
    }
}

impl Node {
    fn view(self, named: bool, renames: &Renames) -> DepartmentView {
        DepartmentView {
            path: self.path.to_string(),
            people: self.people.len(),
            own: self.own,
            source: match (named, self.managed) {
                (true, _) => DepartmentSource::Rule,
                (false, true) => DepartmentSource::Connection,
                (false, false) => DepartmentSource::Hand,
            },
            source_names: source_names(renames, &self.path),
        }
    }
}

/// Keys of the departments to which rules that are on, or the last line, of any connection send people.
fn named_by_rules(inner: &Inner) -> Result<HashSet<String>, Failure> {
    let mut named = HashSet::new();
    for connection in inner.store.connections().map_err(failures::of_store)? {
        let mut config = preview::config(&connection.details.config)?;
        config.rules.rules.retain(|rule| rule.enabled);
        let fixed = config.named_departments().filter(|(by, _)| *by != Naming::Default);
        named.extend(fixed.map(|(_, department)| department.key()));
    }
    Ok(named)
}
