//! What changing departments by hand has in common: nothing else runs meanwhile, and whatever was made
//! of them before is forgotten.

use crate::api::{ErrorCode, Failure, Tag};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::lock::RunLock;
use rollcall_people::{Department, Employee, EmployeeId, Renames};
use rollcall_store::DepartmentInputs;
use std::collections::HashSet;

impl Engine {
    /// Runs work that changes departments; no connection syncs at the same time.
    pub(super) async fn change_departments<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner, DepartmentInputs) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let done = self
            .blocking(move |inner| {
                let inputs = inner.store.department_inputs().map_err(failures::of_store)?;
                let lock = |connection: &rollcall_store::StoredConnection| {
                    RunLock::take(&inner.data_dir, connection.id)
                };
                let _nobody_syncs = inputs.connections.iter().map(lock).collect::<Result<Vec<_>, _>>()?;
                let connections: Vec<_> = inputs.connections.iter().map(|connection| connection.id).collect();
                let done = work(inner, inputs)?;
                connections.into_iter().for_each(|connection| inner.plans.drop_of(connection));
                Ok(done)
            })
            .await?;
        self.inner.forget_list();
        self.inner.jobs.changed(&[Tag::Connections, Tag::Employees, Tag::Preview, Tag::Rules]);
        Ok(done)
    }
}

/// A path that should be there, in the spelling of the list.
pub(super) fn known(path: &str, inputs: &DepartmentInputs) -> Result<Department, Failure> {
    let unknown = || Failure::new(ErrorCode::UnknownDepartment).with("department", path.trim());
    let department = Department::from_levels([path]).ok_or_else(unknown)?;
    let within: Vec<&Department> =
        inputs.departments.iter().filter(|other| other.is_within(&department)).collect();
    if within.is_empty() { Err(unknown()) } else { Ok(spelled(&department, &within)) }
}

/// Each level as it is spelled where `others` have it too.
pub(super) fn spelled(department: &Department, others: &[&Department]) -> Department {
    let mut levels: Vec<&str> = department.levels().collect();
    for depth in 1..=levels.len() {
        let Some(above) = Department::from_levels(levels[..depth].iter().copied()) else { continue };
        let like_it = others.iter().find(|other| other.is_within(&above));
        if let Some(spelling) = like_it.and_then(|other| other.levels().nth(depth - 1)) {
            levels[depth - 1] = spelling;
        }
    }
    Department::from_levels(levels).unwrap_or_else(|| department.clone())
}

/// How many people of the list are in a department or below it.
pub(super) fn people(inner: &Inner, department: &Department) -> Result<usize, Failure> {
    let placements = inner.store.placements().map_err(failures::of_store)?;
    let inside = placements.iter().filter(|placement| placement.department.is_within(department));
    let people: HashSet<EmployeeId> =
        inside.flat_map(|placement| placement.people.iter().map(|(person, _)| *person)).collect();
    Ok(people.len())
}

/// Where people go without a department of their own: the one that is called `Main` until it is renamed.
pub(crate) fn main(renames: &Renames) -> Option<Department> {
    Department::from_levels(["Main"]).map(|main| renames.local(&main))
}

/// Nobody is nowhere.
pub(crate) fn place(person: &mut Employee, renames: &Renames) {
    if person.record.departments.is_empty() {
        person.record.departments.extend(main(renames));
    }
}
