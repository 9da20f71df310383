//! Removing a department, and forgetting what Microsoft 365 calls one.

use super::change::{known, people};
use super::rename::configs;
use crate::api::{ErrorCode, Failure};
use crate::engine::{Engine, Inner};
use crate::failures;
use rollcall_people::{Department, Renames};
use rollcall_plan::Naming;
use rollcall_store::DepartmentInputs;

impl Engine {
    /// Removes a department and the empty ones below it. Refused while somebody of the list is in one of
    /// them or a rule names one, which is said.
    pub async fn remove_department(&self, path: String) -> Result<(), Failure> {
        self.change_departments(move |inner, inputs| remove(inner, &inputs, &path)).await
    }

    /// Takes a remembered name back: with the next sync, people whom Microsoft 365 sorts under `name` are
    /// in a department of that name again.
    pub async fn forget_department_name(&self, name: String) -> Result<(), Failure> {
        self.change_departments(move |inner, inputs| {
            let unknown = || Failure::new(ErrorCode::UnknownDepartment).with("department", name.trim());
            let source = Department::from_levels([name.as_str()]).ok_or_else(unknown)?;
            let renames = inputs.renames.forget(&source).ok_or_else(unknown)?;
            inner.store.put_renames(&renames, inputs.revision).map_err(failures::of_store)
        })
        .await
    }
}

fn remove(inner: &Inner, inputs: &DepartmentInputs, path: &str) -> Result<(), Failure> {
    let gone = known(path, inputs)?;
    let inside = people(inner, &gone)?;
    if inside > 0 {
        let full = Failure::new(ErrorCode::DepartmentNotEmpty);
        return Err(full.with("department", &gone).with("people", inside));
    }
    if let Some(named) = naming(inputs, &gone)? {
        return Err(named);
    }
    let renames = without(inputs, &gone);
    inner.store.remove_department(&gone, &renames, inputs.revision).map_err(failures::of_store)
}

/// Who names it, or one below it.
fn naming(inputs: &DepartmentInputs, gone: &Department) -> Result<Option<Failure>, Failure> {
    for (connection, config) in configs(inputs)? {
        let Some((by, department)) = config.named_departments().find(|(_, named)| named.is_within(gone))
        else {
            continue;
        };
        let of = inputs.connections.iter().find(|stored| stored.id == connection);
        let failure = match by {
            Naming::Rule(rule) => Failure::new(ErrorCode::DepartmentInRule).with("rule", rule),
            Naming::EveryoneElse => Failure::new(ErrorCode::DepartmentOfEveryoneElse),
            Naming::Default => Failure::new(ErrorCode::DepartmentIsDefault),
        };
        let name = of.map(|stored| stored.details.name.clone()).unwrap_or_default();
        return Ok(Some(failure.with("department", department).with("connection", name)));
    }
    Ok(None)
}

/// What is remembered of departments that are left.
fn without(inputs: &DepartmentInputs, gone: &Department) -> Renames {
    let left: Vec<&Department> = inputs.departments.iter().filter(|left| !left.is_within(gone)).collect();
    let leads = |to: &Department| left.iter().any(|left| left.is_within(to));
    Renames::new(inputs.renames.iter().filter(|pair| leads(&pair.to)).cloned())
}
