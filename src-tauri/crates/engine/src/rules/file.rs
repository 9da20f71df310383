//! The rules file: written whole, read strictly. A file that is not understood changes nothing.

use crate::api::{ErrorCode, Failure, RulesImported, Tag};
use crate::engine::{Engine, Inner};
use crate::lock::RunLock;
use crate::{failures, preview};
use chrono::Utc;
use rollcall_people::{ConnectionId, Directory};
use rollcall_plan::Config;
use rollcall_rules::{ConfigError, ConfigProblem, Problem, ProblemCode};
use std::path::PathBuf;

impl Engine {
    /// Everything the admin decided for a connection, as JSON text.
    pub async fn export_rules(&self, connection: ConnectionId) -> Result<String, Failure> {
        self.blocking(move |inner| {
            let stored = inner.stored(connection)?;
            text(&preview::config(&stored.details.config)?)
        })
        .await
    }

    /// The same as a file, which appears (or is replaced) only when all is written.
    pub async fn export_rules_to(&self, connection: ConnectionId, file: PathBuf) -> Result<(), Failure> {
        let text = self.export_rules(connection).await? + "\n";
        self.blocking(move |_| {
            let written = rollcall_export::write_whole(&file, text.as_bytes());
            written.map(drop).map_err(failures::of_export)
        })
        .await
    }

    /// Replaces rules, mapping and policies of a connection. Groups are looked up in the directory; it
    /// is read (again) where a group is not found in it. [`ErrorCode::RulesFileBroken`] and
    /// [`ErrorCode::RuleInvalid`] say where the file is broken; nothing is changed then.
    pub async fn import_rules(
        &self,
        connection: ConnectionId,
        file: String,
    ) -> Result<RulesImported, Failure> {
        let config = Config::from_json(&file).map_err(broken)?;
        let _one_at_a_time = RunLock::take(&self.inner.data_dir, connection)?;
        let check =
            |config: Config| self.blocking(move |inner| Ok(problem(inner, connection, &config)?.err()));
        if let Some(found) = check(config.clone()).await? {
            if !found.is_about_a_group() {
                return Err(invalid(found));
            }
            self.read_directory(&self.inner.jobs.start(Some(connection)), connection, false).await?;
            if let Some(found) = check(config.clone()).await? {
                return Err(invalid(found));
            }
        }
        let imported = self.blocking(move |inner| save(inner, connection, &config)).await?;
        self.inner.jobs.changed(&[Tag::Connections, Tag::Preview]);
        Ok(imported)
    }
}

fn text(config: &Config) -> Result<String, Failure> {
    config.to_json().map_err(|error| Failure::new(ErrorCode::Internal).caused_by(error))
}

/// The first thing that keeps the configuration from being saved. A group that is there but could
/// not be read is no fault of the file.
fn problem(inner: &Inner, connection: ConnectionId, config: &Config) -> Result<Result<(), Problem>, Failure> {
    let stored = inner.store.directory(connection).map_err(failures::of_store)?;
    let directory = stored.map_or_else(Directory::default, |(_, directory)| directory);
    let facts = config.facts(&directory);
    let off = |problem: &Problem| problem.rule.is_some_and(|index| !config.rules.rules[index].enabled);
    let stops = |problem: &Problem| {
        problem.code != ProblemCode::GroupUnreadable && !(problem.is_about_a_group() && off(problem))
    };
    let mut found: Vec<Problem> = config.problems(&facts, Utc::now()).into_iter().filter(stops).collect();
    // What is wrong with the text comes first: no directory can mend it.
    found.sort_by_key(Problem::is_about_a_group);
    Ok(found.into_iter().next().map_or(Ok(()), Err))
}

fn save(inner: &Inner, connection: ConnectionId, config: &Config) -> Result<RulesImported, Failure> {
    let (before, after) = (inner.stored(connection)?.details, text(config)?);
    let changed = Config::from_json(&before.config).ok().as_ref() != Some(config);
    if changed {
        let saved = inner.store.update_connection(connection, |stored| stored.details.config = after);
        saved.map_err(failures::of_store)?;
        inner.plans.drop_of(connection);
    }
    Ok(RulesImported { connection: before.name, rules: config.rules.rules.len(), changed })
}

fn invalid(problem: Problem) -> Failure {
    let failure = Failure { params: problem.params, ..Failure::new(ErrorCode::RuleInvalid) };
    let failure = failure.with("problem", problem.code.name());
    match problem.condition {
        Some(condition) => failure.with("condition", condition + 1),
        None => failure,
    }
}

fn broken(error: ConfigError) -> Failure {
    let ConfigError { path, line, column, problem } = error;
    let failure = Failure::new(ErrorCode::RulesFileBroken)
        .with("path", if path == "." { String::new() } else { path })
        .with("line", line)
        .with("column", column);
    let suggested = |failure: Failure, suggestion: Option<String>| match suggestion {
        Some(suggestion) => failure.with("suggestion", suggestion),
        None => failure,
    };
    match problem {
        ConfigProblem::NotJson { cause } => failure.with("problem", "not_json").with("cause", cause),
        ConfigProblem::UnknownKey { key, suggestion } => {
            suggested(failure.with("problem", "unknown_key").with("key", key), suggestion)
        }
        ConfigProblem::UnknownValue { value, suggestion } => {
            suggested(failure.with("problem", "unknown_value").with("value", value), suggestion)
        }
        ConfigProblem::TooDeep => failure.with("problem", "conditions_too_deep"),
        ConfigProblem::Shape { cause } => failure.with("problem", "wrong_shape").with("cause", cause),
    }
}
