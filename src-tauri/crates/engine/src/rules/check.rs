//! Explaining one person of a directory: what the rules saw, and what comes of it.

use super::attributes::attributes;
use crate::api::{Check, CheckOutcome, CheckedCondition, CheckedPerson, Failure};
use crate::engine::{Engine, Inner};
use crate::lock::RunLock;
use crate::people::find;
use crate::{failures, plans, preview};
use rollcall_people::{ConnectionId, Employee, Identity, Kind, ObjectId};
use rollcall_plan::{Config, Explained, Explanation};
use rollcall_rules::TracedCondition;
use rollcall_store::Inputs as Stored;

impl Engine {
    /// `person` is an email, UPN, object id or employee id. The directory is read first when there is
    /// none yet, and when rules use groups, whose members may not have been read so far.
    pub async fn check(&self, connection: ConnectionId, person: &str) -> Result<Check, Failure> {
        let _one_at_a_time = RunLock::take(&self.inner.data_dir, connection)?;
        if self.blocking(move |inner| must_read(inner, connection)).await? {
            self.read_directory(&self.inner.jobs.start(Some(connection)), connection, false).await?;
        }
        let person = person.to_owned();
        self.blocking(move |inner| {
            let stored = inner.store.inputs(connection).map_err(failures::of_store)?;
            explain(&stored, &person, &preview::config(&stored.connection.details.config)?)
        })
        .await
    }

    /// The same by rules that are not saved, in the directory as it was last read.
    pub async fn check_draft(
        &self,
        connection: ConnectionId,
        person: String,
        config: Config,
    ) -> Result<Check, Failure> {
        self.blocking(move |inner| {
            let stored = inner.store.inputs(connection).map_err(failures::of_store)?;
            explain(&stored, &person, &config)
        })
        .await
    }
}

fn must_read(inner: &Inner, connection: ConnectionId) -> Result<bool, Failure> {
    let stored = inner.stored(connection)?;
    let config = preview::config(&stored.details.config)?;
    Ok(stored.directory.is_none() || rollcall_rules::asks_for_groups(&config.rules))
}

fn explain(stored: &Stored, person: &str, config: &Config) -> Result<Check, Failure> {
    let unknown = || find::unknown(person);
    let (_, directory) = stored.directory.as_ref().ok_or_else(unknown)?;
    let object = find::in_directory(directory, stored, person)?.ok_or_else(unknown)?;
    let (overrides, before) = (preview::overrides(&stored.overrides), preview::in_force(stored));
    let explained =
        rollcall_plan::explain(&preview::inputs(stored, config, before.as_ref(), &overrides)?, &object);
    let email = |person| config.facts(directory).address(person).map(|email| email.to_string());
    explained.map(|explained| view(stored, config, email(explained.person), explained)).ok_or_else(unknown)
}

fn view(stored: &Stored, config: &Config, email: Option<String>, explained: Explanation<'_>) -> Check {
    let Explanation { person, outcome, rule, departments, reason, conditions, change, .. } = explained;
    let departments: Vec<String> = departments.iter().map(ToString::to_string).collect();
    let name = person.display_name().or(email.as_deref()).unwrap_or(person.object_id.as_str());
    Check {
        person: CheckedPerson {
            object_id: person.object_id.to_string(),
            name: name.to_owned(),
            kind: Kind::of(person),
            employee: record(stored, &person.object_id).map(|record| record.id),
            attributes: attributes(person),
            email,
        },
        outcome: match outcome {
            Explained::Import => CheckOutcome::Import,
            Explained::Skip => CheckOutcome::Skip,
            Explained::NotImported => CheckOutcome::NotImported,
        },
        rule,
        department: departments.first().cloned(),
        by_hand: by_hand(stored, &person.object_id),
        departments,
        reason,
        conditions: places(config).zip(conditions).map(condition).collect(),
        change: change.as_ref().map(plans::of_change),
    }
}

/// The record that stands for the account.
fn record<'a>(stored: &'a Stored, object: &ObjectId) -> Option<&'a Employee> {
    let identity = Identity { tenant: stored.connection.details.tenant.clone(), object: object.clone() };
    stored.employees.iter().find(|employee| employee.identity.as_ref() == Some(&identity))
}

fn by_hand(stored: &Stored, object: &ObjectId) -> Option<String> {
    let record = record(stored, object).filter(|record| record.department_by_hand)?;
    record.record.departments.first().map(ToString::to_string)
}

/// Where each condition of the rules that are on stands, in the order of the trace.
fn places(config: &Config) -> impl Iterator<Item = (usize, Vec<usize>)> {
    let rules = config.rules.rules.iter().enumerate().filter(|(_, rule)| rule.enabled);
    rules.flat_map(|(index, rule)| rule.paths().map(move |path| (index, path)))
}

fn condition(((rule_index, path), traced): ((usize, Vec<usize>), TracedCondition)) -> CheckedCondition {
    let TracedCondition { rule, field, operator, value, seen, enabled, matches } = traced;
    let seen = serde_json::to_value(seen).unwrap_or_default();
    CheckedCondition { rule, rule_index, path, field, operator, value, seen, enabled, matches }
}
