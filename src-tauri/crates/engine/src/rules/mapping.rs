//! What an edited mapping would write, and where edited destinations would lead.

use super::outcome::short;
use super::preview::survey;
use super::problems;
use crate::api::{
    DepartmentCount, DepartmentPreview, DepartmentSample, ErrorCode, Failure, MappingPreview, MappingRow,
};
use crate::engine::{Engine, Inner};
use crate::{failures, preview};
use chrono::Utc;
use rollcall_people::{ConnectionId, Department, Field, ObjectId, Person, Renames};
use rollcall_plan::Config;
use rollcall_rules::{Census, Evaluator, Facts, Outcome, People};
use rollcall_store::DepartmentInputs;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// People shown with their departments.
const SAMPLES: usize = 5;

impl Engine {
    /// `person`: the object id of the one to show; the first one when absent or not imported.
    /// [`ErrorCode::Stopped`] when a newer mapping was handed over meanwhile.
    pub async fn preview_mapping(
        &self,
        connection: ConnectionId,
        config: Config,
        person: Option<String>,
    ) -> Result<MappingPreview, Failure> {
        self.blocking(move |inner| mapping(inner, connection, &config, person.as_deref())).await
    }

    /// [`ErrorCode::Stopped`] when newer destinations were handed over meanwhile.
    pub async fn preview_departments(
        &self,
        connection: ConnectionId,
        config: Config,
    ) -> Result<DepartmentPreview, Failure> {
        self.blocking(move |inner| departments(inner, connection, &config)).await
    }
}

fn mapping(
    inner: &Inner,
    connection: ConnectionId,
    config: &Config,
    person: Option<&str>,
) -> Result<MappingPreview, Failure> {
    let go_on = inner.editors.mapping.begin();
    let stored = inner.stored(connection)?;
    let saved = preview::config(&stored.details.config)?;
    let (census, imported) = imported(inner, connection, config, &go_on)?;
    let facts = census.facts();
    let mut tried = Tried {
        facts: &facts,
        imported: &imported,
        changed: People::with_capacity(facts.directory.users.len()),
    };
    let shown = Shown::find(&facts, &imported, person);
    let mut rows = Vec::new();
    for (field, _) in config.mapping.iter() {
        if !go_on() {
            return Err(stopped());
        }
        rows.push(tried.row(field, config, &saved, shown.person));
    }
    Ok(MappingPreview {
        rows,
        people: imported.count_ones(..),
        changed: tried.changed.count_ones(..),
        person: shown.person.map(|person| short(&facts, person)),
        previous: shown.previous.map(ToString::to_string),
        next: shown.next.map(ToString::to_string),
        problems: config.mapping.problems().into_iter().map(problems::view).collect(),
        needs_preview: stored.directory.is_none(),
    })
}

fn stopped() -> Failure {
    Failure::new(ErrorCode::Stopped)
}

fn imported(
    inner: &Inner,
    connection: ConnectionId,
    config: &Config,
    go_on: &impl Fn() -> bool,
) -> Result<(Arc<Census>, People), Failure> {
    let stored = inner.stored(connection)?;
    let overrides = inner.store.overrides(connection).map_err(failures::of_store)?;
    let (census, _, outcome) = survey(inner, &stored, config, &overrides, go_on)?;
    Ok((census, outcome.imported))
}

/// Fields tried one after the other on everybody who is imported.
struct Tried<'a> {
    facts: &'a Facts<'a>,
    imported: &'a People,
    changed: People,
}

impl Tried<'_> {
    fn row(&mut self, field: Field, config: &Config, saved: &Config, shown: Option<&Person>) -> MappingRow {
        let edited = config.mapping.get(field) != saved.mapping.get(field);
        let (new, old) = (config.mapping.trial(field), saved.mapping.trial(field));
        let mut filled = 0;
        for position in self.imported.ones() {
            let person = &self.facts.directory.users[position];
            let value = new.value(self.facts, person);
            filled += usize::from(value.is_some());
            if edited && value != old.value(self.facts, person) {
                self.changed.insert(position);
            }
        }
        let sample = shown.and_then(|person| new.value(self.facts, person)).map(Into::into);
        MappingRow { field, sample, filled, edited }
    }
}

/// The person shown, between two others.
#[derive(Default)]
struct Shown<'a> {
    person: Option<&'a Person>,
    previous: Option<&'a ObjectId>,
    next: Option<&'a ObjectId>,
}

impl<'a> Shown<'a> {
    fn find(facts: &Facts<'a>, imported: &People, wanted: Option<&str>) -> Self {
        let directory = facts.directory;
        let people: Vec<&Person> = imported.ones().map(|position| &directory.users[position]).collect();
        let wanted = wanted.map(ObjectId::new);
        let found = people.iter().position(|person| Some(&person.object_id) == wanted.as_ref()).unwrap_or(0);
        let id = |position: usize| people.get(position).map(|person| &person.object_id);
        Self {
            person: people.get(found).copied(),
            previous: found.checked_sub(1).and_then(id),
            next: id(found + 1),
        }
    }
}

fn departments(
    inner: &Inner,
    connection: ConnectionId,
    config: &Config,
) -> Result<DepartmentPreview, Failure> {
    let go_on = inner.editors.departments.begin();
    let stored = inner.stored(connection)?;
    let (census, imported) = imported(inner, connection, config, &go_on)?;
    let DepartmentInputs { departments: existing, renames, .. } =
        inner.store.department_inputs().map_err(failures::of_store)?;
    let existing: HashSet<String> = existing.iter().map(Department::key).collect();
    let facts = census.facts();
    let found = destinations(&facts, &imported, config, &renames, &go_on).ok_or_else(stopped)?;
    let mut found: Vec<Destination<'_>> = found.into_values().collect();
    let is_new = |d: &&Destination<'_>| !existing.contains(&d.path.key());
    let new = found
        .iter()
        .filter(is_new)
        .map(|d| DepartmentCount { department: d.path.to_string(), people: d.people });
    let new_departments = new.collect();
    let departments = found.len();
    found.sort_by_key(|destination| std::cmp::Reverse(destination.people));
    let samples = found.into_iter().take(SAMPLES).map(|destination| DepartmentSample {
        person: short(&facts, destination.first.0),
        departments: destination.first.1.iter().map(ToString::to_string).collect(),
    });
    Ok(DepartmentPreview {
        samples: samples.collect(),
        new_departments,
        departments,
        needs_preview: stored.directory.is_none(),
    })
}

/// A department, how many go there, and the first of them with all of theirs.
struct Destination<'a> {
    path: Department,
    people: usize,
    first: (&'a Person, Vec<Department>),
}

/// `None`: nobody waits for the answer any more.
fn destinations<'a>(
    facts: &'a Facts<'a>,
    imported: &People,
    config: &Config,
    renames: &Renames,
    go_on: &impl Fn() -> bool,
) -> Option<BTreeMap<String, Destination<'a>>> {
    let evaluator = Evaluator::new(&config.rules, facts, Utc::now().date_naive()).renaming(renames);
    let mut found: BTreeMap<String, Destination<'a>> = BTreeMap::new();
    for position in imported.ones() {
        if !go_on() {
            return None;
        }
        let person = &facts.directory.users[position];
        let Outcome::Import(departments) = evaluator.decide_always(person).outcome else { continue };
        for path in &departments {
            let new = || Destination { path: path.clone(), people: 0, first: (person, departments.clone()) };
            found.entry(path.key()).or_insert_with(new).people += 1;
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_people::testing::{directory, person};

    #[test]
    fn destinations_nobody_waits_for_are_not_looked_for() {
        let (config, directory) = (Config::default(), directory([person("Anna").in_department("Sales")]));
        let (facts, everybody) = (config.facts(&directory), std::iter::once(0).collect());
        let found = |go_on: bool| destinations(&facts, &everybody, &config, &Renames::default(), &|| go_on);
        assert_eq!(found(true).map(|found| found.len()), Some(1), "one department for one person");
        assert!(found(false).is_none(), "a newer question came: the older one stops at the next person");
    }
}
