//! Saving edited rules: never a broken rule that is on, and nobody leaves without its being said.

use super::outcome::found;
use super::preview::Counted;
use super::problems;
use crate::api::{ErrorCode, Failure, PeopleFound, RulesSaved, Tag};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::lock::RunLock;
use chrono::Utc;
use rollcall_people::{ConnectionId, Directory};
use rollcall_plan::Config;
use rollcall_rules::Problem;
use rollcall_store::StoredConnection;

impl Engine {
    /// Replaces rules, mapping and policies of a connection. Nothing is changed while a rule that is on
    /// is broken, and, unless `confirmed`, when the next sync would remove people because of it.
    /// [`ErrorCode::RunActive`] while something runs, except for a first read: what it finds is planned by
    /// what is saved when it ends.
    pub async fn save_rules(
        &self,
        connection: ConnectionId,
        config: Config,
        confirmed: bool,
    ) -> Result<RulesSaved, Failure> {
        let one_at_a_time = RunLock::take(&self.inner.data_dir, connection);
        let running = one_at_a_time.as_ref().err().cloned();
        let save = move |inner: &Inner| save(inner, connection, &config, confirmed, running);
        let saved = self.blocking(save).await?;
        if saved.saved {
            self.rules_changed();
        }
        Ok(saved)
    }

    pub(super) fn rules_changed(&self) {
        self.inner.jobs.changed(&[Tag::Connections, Tag::Preview, Tag::Rules]);
    }
}

fn save(
    inner: &Inner,
    connection: ConnectionId,
    config: &Config,
    confirmed: bool,
    running: Option<Failure>,
) -> Result<RulesSaved, Failure> {
    let stored = inner.stored(connection)?;
    if let Some(running) = running.filter(|why| !is_first_read(&stored, why)) {
        return Err(running);
    }
    let mut problems = blocking_problems(inner, &stored, config)?;
    // Nobody knows the groups before the first read; the first plan tells.
    problems.retain(|problem| stored.directory.is_some() || !problem.is_about_a_group());
    if !problems.is_empty() {
        let problems = problems.into_iter().map(problems::view).collect();
        return Ok(RulesSaved { saved: false, problems, removes: PeopleFound::default() });
    }
    let removes = removes(inner, &stored, config)?;
    let saved = confirmed || removes.count == 0;
    if saved {
        write(inner, &stored, config)?;
    }
    Ok(RulesSaved { saved, problems: Vec::new(), removes })
}

fn is_first_read(stored: &StoredConnection, running: &Failure) -> bool {
    running.code == ErrorCode::RunActive && stored.directory.is_none()
}

/// What keeps the configuration from being saved; what is wrong with the text itself comes first.
pub(super) fn blocking_problems(
    inner: &Inner,
    stored: &StoredConnection,
    config: &Config,
) -> Result<Vec<Problem>, Failure> {
    let census = inner.census(stored, config)?;
    let nobody = Directory::default();
    let directory = census.as_ref().map_or(&nobody, |census| census.directory());
    let found = config.problems(&config.facts(directory), Utc::now()).into_iter();
    let mut found: Vec<Problem> =
        found.filter(|problem| problems::keeps_from_saving(config, problem)).collect();
    found.sort_by_key(Problem::is_about_a_group);
    Ok(found)
}

/// Whom the next sync would remove and would not by the saved rules.
pub(super) fn removes(
    inner: &Inner,
    stored: &StoredConnection,
    config: &Config,
) -> Result<PeopleFound, Failure> {
    let counted = Counted::new(inner, stored, config, &|| true)?;
    let mut leaves = counted.before.beyond(&counted.after);
    leaves.intersect_with(&*inner.listed(stored.id, &counted.census)?);
    Ok(found(&counted.census.facts(), &leaves))
}

/// Whether anything is different from before.
pub(super) fn write(inner: &Inner, stored: &StoredConnection, config: &Config) -> Result<bool, Failure> {
    let changed = Config::from_json(&stored.details.config).ok().as_ref() != Some(config);
    if changed {
        let text = super::file::text(config)?;
        let saved = inner.store.update_connection(stored.id, |stored| stored.details.config = text);
        saved.map_err(failures::of_store)?;
        inner.plans.drop_of(stored.id);
    }
    Ok(changed)
}
