//! Renaming a department, which merges it where the new name is taken.

use super::change::{known, people, spelled};
use crate::api::{DepartmentRenamed, ErrorCode, Failure};
use crate::engine::{Engine, Inner};
use crate::{failures, preview};
use chrono::Utc;
use rollcall_people::{ConnectionId, Department, Move};
use rollcall_plan::Config;
use rollcall_rules::Evaluator;
use rollcall_store::{DepartmentInputs, RenameDepartment, StoredConnection};

impl Engine {
    /// Everything below it comes along, and so do rules that name it. Microsoft 365's name for it is
    /// remembered, so that people keep arriving in it; renaming back forgets it.
    ///
    /// [`ErrorCode::DepartmentExists`] when the new name is taken, unless they are to `merge`.
    pub async fn rename_department(
        &self,
        from: String,
        to: String,
        merge: bool,
    ) -> Result<DepartmentRenamed, Failure> {
        self.change_departments(move |inner, inputs| rename(inner, &inputs, &from, &to, merge)).await
    }
}

fn rename(
    inner: &Inner,
    inputs: &DepartmentInputs,
    from: &str,
    to: &str,
    merge: bool,
) -> Result<DepartmentRenamed, Failure> {
    let from = known(from, inputs)?;
    let change = Move { to: target(to, &from, inputs)?, from };
    let configs = configs(inputs)?;
    refuse_impossible(&change, inputs, &configs)?;
    let merged = inputs.departments.iter().any(|d| d.is_within(&change.to) && !d.is_within(&change.from));
    if merged && !merge {
        return Err(taken(inner, &change)?);
    }
    let arriving = if inputs.renames.is_empty() { Vec::new() } else { arriving(inner, inputs, &configs)? };
    let renames = inputs.renames.after(&change, &arriving);
    let configs = renamed(configs, &change)?;
    let rename =
        RenameDepartment { change: &change, renames: &renames, configs: &configs, revision: inputs.revision };
    Ok(DepartmentRenamed {
        people: inner.store.rename_department(&rename).map_err(failures::of_store)?,
        from: change.from.to_string(),
        to: change.to.to_string(),
        merged,
        source_names: super::tree::source_names(&renames, &change.to),
    })
}

/// The new path, its levels spelled as they are elsewhere.
fn target(path: &str, from: &Department, inputs: &DepartmentInputs) -> Result<Department, Failure> {
    let invalid = || Failure::new(ErrorCode::InvalidDepartment).with("department", path.trim());
    let typed = Department::fixed(path).ok().flatten().ok_or_else(invalid)?;
    let others: Vec<&Department> = inputs.departments.iter().filter(|other| !other.is_within(from)).collect();
    Ok(spelled(&typed, &others))
}

fn refuse_impossible(
    change: &Move,
    inputs: &DepartmentInputs,
    configs: &[(ConnectionId, Config)],
) -> Result<(), Failure> {
    if change.to.is_within(&change.from) && change.to != change.from {
        return Err(Failure::new(ErrorCode::DepartmentInsideItself).with("department", &change.from));
    }
    let named = configs.iter().flat_map(|(_, config)| config.named_departments()).map(|(_, named)| named);
    let mut all = inputs.departments.iter().cloned().chain(named);
    match all.find(|department| change.makes_too_deep(department)).and_then(|deep| change.of(&deep)) {
        Some(deep) => Err(Failure::new(ErrorCode::InvalidDepartment).with("department", deep)),
        None => Ok(()),
    }
}

fn taken(inner: &Inner, change: &Move) -> Result<Failure, Failure> {
    Ok(Failure::new(ErrorCode::DepartmentExists)
        .with("department", &change.to)
        .with("from", &change.from)
        .with("people", people(inner, &change.to)?)
        .with("moving", people(inner, &change.from)?))
}

pub(super) fn configs(inputs: &DepartmentInputs) -> Result<Vec<(ConnectionId, Config)>, Failure> {
    let config =
        |connection: &StoredConnection| Ok((connection.id, preview::config(&connection.details.config)?));
    inputs.connections.iter().map(config).collect()
}

/// Those that name the department, as text.
fn renamed(
    configs: Vec<(ConnectionId, Config)>,
    change: &Move,
) -> Result<Vec<(ConnectionId, String)>, Failure> {
    let mut changed = Vec::new();
    for (connection, old) in configs {
        let mut new = old.clone();
        new.rename_department(change);
        if new != old {
            changed.push((connection, crate::rules::text(&new)?));
        }
    }
    Ok(changed)
}

/// The names Microsoft 365 has for departments now, by the patterns of all connections.
fn arriving(
    inner: &Inner,
    inputs: &DepartmentInputs,
    configs: &[(ConnectionId, Config)],
) -> Result<Vec<Department>, Failure> {
    let mut arriving = Vec::new();
    for (connection, config) in configs.iter().filter(|(id, _)| has_read(inputs, *id)) {
        let loaded = inner.store.directory(*connection).map_err(failures::of_store)?;
        let Some((_, directory)) = loaded else { continue };
        let facts = config.facts(&directory);
        let evaluator = Evaluator::new(&config.rules, &facts, Utc::now().date_naive());
        let names = directory.users.iter().flat_map(|person| evaluator.pattern_names(person));
        let mut names: Vec<Department> = names.collect();
        names.sort_by_cached_key(Department::key);
        names.dedup();
        arriving.extend(names);
    }
    Ok(arriving)
}

fn has_read(inputs: &DepartmentInputs, connection: ConnectionId) -> bool {
    inputs.connections.iter().any(|stored| stored.id == connection && stored.directory.is_some())
}
