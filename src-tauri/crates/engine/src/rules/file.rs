//! The rules file: written whole, read strictly. A file that is not understood changes nothing.

use super::save;
use crate::api::{ErrorCode, Failure, RulesImported};
use crate::engine::{Engine, Inner};
use crate::lock::RunLock;
use crate::{failures, preview};
use rollcall_people::ConnectionId;
use rollcall_plan::Config;
use rollcall_rules::{ConfigError, ConfigProblem, Problem};
use std::path::{Path, PathBuf};

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

    /// Reads a rules file for the editor; nothing is saved. [`ErrorCode::RulesFileBroken`] says where it
    /// is broken.
    pub async fn read_rules_file(&self, file: PathBuf) -> Result<Config, Failure> {
        self.blocking(move |_| Config::from_json(&read(&file)?).map_err(broken)).await
    }

    /// Replaces rules, mapping and policies of a connection. Groups are looked up in the directory; it
    /// is read (again) where a group is not found in it. [`ErrorCode::RulesFileBroken`] and
    /// [`ErrorCode::RuleInvalid`] say where the file is broken; nothing is changed then.
    pub async fn import_rules(
        &self,
        connection: ConnectionId,
        file: PathBuf,
    ) -> Result<RulesImported, Failure> {
        let config = self.read_rules_file(file).await?;
        let _one_at_a_time = RunLock::take(&self.inner.data_dir, connection)?;
        if let Some(found) = self.first_problem(connection, &config).await? {
            if !found.is_about_a_group() {
                return Err(invalid(found));
            }
            self.read_directory(&self.inner.jobs.start(Some(connection)), connection, false).await?;
            if let Some(found) = self.first_problem(connection, &config).await? {
                return Err(invalid(found));
            }
        }
        let imported = self.blocking(move |inner| import(inner, connection, &config)).await?;
        self.rules_changed();
        Ok(imported)
    }

    async fn first_problem(
        &self,
        connection: ConnectionId,
        config: &Config,
    ) -> Result<Option<Problem>, Failure> {
        let config = config.clone();
        self.blocking(move |inner| {
            let stored = inner.stored(connection)?;
            Ok(save::blocking_problems(inner, &stored, &config)?.into_iter().next())
        })
        .await
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    let unreadable = |cause: std::io::Error| {
        Failure::new(ErrorCode::FileUnreadable).with("path", file.display()).caused_by(cause)
    };
    std::fs::read_to_string(file).map_err(unreadable)
}

pub(crate) fn text(config: &Config) -> Result<String, Failure> {
    config.to_json().map_err(|error| Failure::new(ErrorCode::Internal).caused_by(error))
}

fn import(inner: &Inner, connection: ConnectionId, config: &Config) -> Result<RulesImported, Failure> {
    let stored = inner.stored(connection)?;
    let removes = save::removes(inner, &stored, config)?;
    let changed = save::write(inner, &stored, config)?;
    Ok(RulesImported { connection: stored.details.name, rules: config.rules.rules.len(), changed, removes })
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
    // What ends in the middle has no place but that.
    let known = path.trim_end_matches(['.', '?']);
    let failure = Failure::new(ErrorCode::RulesFileBroken)
        .with("path", if known.is_empty() { format!("{line}:{}", column.max(1)) } else { known.to_owned() })
        .with("line", line)
        .with("column", column.max(1));
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
