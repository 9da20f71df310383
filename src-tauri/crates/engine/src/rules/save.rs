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
    /// [`ErrorCode::RunActive`] while something runs, except for the first read of a preview of this process:
    /// what it finds is planned by what is saved when it ends.
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
    let beside_first_read = running.as_ref().is_some_and(|why| is_first_read(inner, &stored, why));
    if let Some(running) = running.filter(|_| !beside_first_read) {
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
        let write = if beside_first_read { write_beside_first_read } else { write };
        write(inner, &stored, config)?;
    }
    Ok(RulesSaved { saved, problems: Vec::new(), removes })
}

fn is_first_read(inner: &Inner, stored: &StoredConnection, running: &Failure) -> bool {
    let first = stored.directory.is_none() && inner.first_reads.runs(stored.id);
    first && running.code == ErrorCode::RunActive
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
        put(inner, stored.id, config, |_| true)?;
        inner.plans.drop_of(stored.id);
    }
    Ok(changed)
}

/// Once the read has become the directory, a plan is made of both: then nothing is written any more.
fn write_beside_first_read(
    inner: &Inner,
    stored: &StoredConnection,
    config: &Config,
) -> Result<bool, Failure> {
    let in_time = put(inner, stored.id, config, |now| now.directory.is_none())?;
    if in_time { Ok(true) } else { Err(Failure::new(ErrorCode::RunActive)) }
}

/// Writes it if `may` says so of the connection as it is at that moment; whether it did.
fn put(
    inner: &Inner,
    connection: ConnectionId,
    config: &Config,
    may: impl FnOnce(&StoredConnection) -> bool,
) -> Result<bool, Failure> {
    let (text, mut written) = (super::file::text(config)?, false);
    let edit = |stored: &mut StoredConnection| {
        written = may(stored);
        if written {
            stored.details.config = text;
        }
    };
    inner.store.update_connection(connection, edit).map_err(failures::of_store)?;
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, Secrets};
    use rollcall_people::TenantId;
    use rollcall_store::{NewConnection, ReadMeta, ReadMode};
    use std::path::Path;
    use std::sync::Arc;

    fn opened(dir: &Path) -> Engine {
        let secrets = Secrets::KeyFile(dir.join("key"));
        Engine::open(Options { data_dir: dir.join("data"), secrets, listener: Arc::new(|_| {}) }).unwrap()
    }

    fn connection() -> NewConnection {
        let config = super::super::text(&Config::default()).unwrap();
        let [cloud, client_id, domain, account, state] = [(); 5].map(|()| String::new());
        NewConnection {
            name: "Contoso".to_owned(),
            tenant_name: "Contoso".to_owned(),
            tenant: TenantId::new("tenant"),
            account_object_id: String::new(),
            verified_domains: Vec::new(),
            login_url: None,
            graph_url: None,
            cloud,
            client_id,
            domain,
            account,
            config,
            state,
        }
    }

    #[test]
    fn what_is_saved_beside_a_first_read_comes_before_its_directory_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let engine = opened(dir.path());
        let inner = &engine.inner;
        let connection = inner.store.insert_connection(&connection(), Utc::now()).unwrap();
        let mut chosen = Config::default();
        let looked_at = inner.stored(connection).unwrap();
        chosen.rules.default_department = "Early".to_owned();
        write_beside_first_read(inner, &looked_at, &chosen).unwrap();
        let early = inner.stored(connection).unwrap().details.config;
        assert!(early.contains("Early"), "there is no directory yet: {early}");

        let read = inner.store.begin_read(connection, Utc::now()).unwrap();
        let (read_at, mode) = (Utc::now(), ReadMode::Full);
        read.finish(&ReadMeta { read_at, mode, verified_domains: Vec::new(), links: None }).unwrap();
        let planned = inner.store.revision().unwrap();
        chosen.rules.default_department = "Late".to_owned();
        let late = write_beside_first_read(inner, &looked_at, &chosen).map(drop).unwrap_err();
        assert_eq!(late.code, ErrorCode::RunActive, "now there is one, and a plan is made of both");
        assert_eq!(inner.stored(connection).unwrap().details.config, early, "which it is made by");
        assert_eq!(inner.store.revision().unwrap(), planned, "and stays the plan of how things are");
    }
}
