//! Reading Microsoft 365: in full, or only what changed. Either way everything is staged and becomes
//! the directory at once; however a read ends before, the previous directory stays.
//!
//! The border: this folder decides what is asked and what the answers mean for the directory; the Graph
//! client asks, the store keeps.

mod changes;
mod delta;
mod full;
mod members;
mod policy;
mod position;
mod returned;
mod trust;

use crate::api::{self, ErrorCode, Failure, JobPhase, ReadStats};
use crate::engine::Engine;
use crate::jobs::Job;
use crate::{failures, history, preview, sign_in};
use chrono::Utc;
use policy::LastRead;
use position::{Basis, Position};
use rollcall_graph::{GraphClient, GraphError, Progress, Watch};
use rollcall_people::ConnectionId;
use rollcall_plan::Config;
use rollcall_store::{DirectoryInfo, ReadMeta, ReadMode, Store, StoreError, StoredConnection};
use std::sync::Arc;
use std::time::Instant;

/// One read under way.
struct Reader<'a> {
    engine: &'a Engine,
    job: &'a Job,
    graph: GraphClient,
    connection: StoredConnection,
    config: Config,
}

impl Engine {
    /// Reads users, groups, and the members of the groups that the rules need. `full`: everything anew.
    pub(crate) async fn read_directory(
        &self,
        job: &Job,
        connection: ConnectionId,
        full: bool,
    ) -> Result<ReadStats, Failure> {
        let started = Instant::now();
        let stored = self.blocking(move |inner| inner.stored(connection)).await?;
        job.tell(JobPhase::SigningIn, 0, None);
        let reader = Reader {
            engine: self,
            job,
            graph: self.graph(job, &stored)?,
            config: preview::config(&stored.details.config)?,
            connection: stored,
        };
        let read = reader.read(full).await;
        let info = read.inspect_err(|error| self.note_claims(connection, error));
        let info = info.map_err(|trouble| retried(trouble.into_failure(), reader.graph.retries()))?;
        Ok(stats(&info, reader.graph.requests(), started))
    }

    fn graph(&self, job: &Job, stored: &StoredConnection) -> Result<GraphClient, Failure> {
        let cloud = sign_in::cloud_of(stored)?;
        let teller = job.teller();
        let waiting = move |Progress::Waiting { seconds }| {
            teller.tell(JobPhase::Waiting, usize::try_from(seconds).unwrap_or(usize::MAX), None);
        };
        let watch = Watch { cancel: job.cancel.clone(), progress: Arc::new(waiting) };
        Ok(GraphClient::new(self.http_for(&cloud)?, cloud.graph(), self.tokens(stored)?, watch))
    }

    /// A resource that asked for more claims gets them with the next sign-in.
    fn note_claims(&self, connection: ConnectionId, trouble: &Trouble) {
        if let Trouble::Graph(GraphError::ClaimsChallenge { claims, .. }) = trouble {
            self.inner.keepers.want_claims(connection, claims);
        }
    }
}

impl Reader<'_> {
    async fn read(&self, full: bool) -> Result<DirectoryInfo, Trouble> {
        let basis = Basis::of(&self.connection)?;
        let last = self.connection.directory.as_ref();
        let last = LastRead {
            users: last.map_or(0, |last| last.users),
            links: last.and_then(|last| last.links.as_deref()),
        };
        match policy::position(last, &basis, full, Utc::now()) {
            Ok(position) => self.changes_or_everything(position).await,
            Err(why) => {
                tracing::debug!(?why, "reading in full");
                self.everything(basis).await
            }
        }
    }

    /// A position that is no longer known, and changes that make no sense, cost a full read.
    async fn changes_or_everything(&self, position: Position) -> Result<DirectoryInfo, Trouble> {
        let basis = position.basis.clone();
        let why = match self.changes_since(position).await {
            Err(Trouble::Graph(GraphError::Resync(trace))) => trace.to_string(),
            Err(Trouble::Lost(why)) => why.to_owned(),
            read => return read,
        };
        tracing::info!(why, "the changes cannot be followed; reading in full");
        self.everything(basis).await
    }

    /// The tenant's verified domains.
    async fn domains(&self) -> Result<Vec<String>, Trouble> {
        let organization = self.graph.organization().await?;
        Ok(organization.verified_domains.into_iter().map(|domain| domain.name).collect())
    }

    /// The database works off the threads that serve the network.
    async fn store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Failure> {
        self.job.check()?;
        let store = self.job.stoppable(&self.engine.inner.store);
        self.engine.blocking(move |_| work(&store).map_err(failures::of_store)).await
    }
}

/// Beside a failure's own parameters: `retries`, where something was asked again before it was given up.
fn retried(failure: Failure, retries: usize) -> Failure {
    if retries == 0 { failure } else { failure.with("retries", retries) }
}

/// What was staged is dropped while the reason is already on its way: it can be much.
fn abandon<T: Send + 'static>(staged: T, trouble: Trouble) -> Trouble {
    drop(tokio::task::spawn_blocking(move || drop(staged)));
    trouble
}

/// Without a position the next read is a full one.
fn meta(mode: ReadMode, verified_domains: Vec<String>, position: Option<Position>) -> ReadMeta {
    let links = position.and_then(|position| serde_json::to_string(&position).ok());
    ReadMeta { read_at: Utc::now(), mode, verified_domains, links }
}

fn stats(info: &DirectoryInfo, requests: usize, started: Instant) -> ReadStats {
    ReadStats {
        mode: match info.mode {
            ReadMode::Full => api::ReadMode::Full,
            ReadMode::Delta => api::ReadMode::Delta,
        },
        requests,
        users: info.users,
        groups: info.groups,
        seconds: started.elapsed().as_secs_f64(),
        read_at: Some(history::time(info.read_at)),
        generation: Some(info.generation),
        span: None,
    }
}

/// What can end a read: Graph, the database, or us.
#[derive(Debug)]
enum Trouble {
    Graph(GraphError),
    Own(Failure),
    /// Changes that do not go with what is stored: a full read helps.
    Lost(&'static str),
}

impl Trouble {
    fn into_failure(self) -> Failure {
        match self {
            Self::Graph(error) => failures::of_graph(error),
            Self::Own(failure) => failure,
            Self::Lost(why) => Failure::new(ErrorCode::BadAnswer).caused_by(why),
        }
    }
}

impl From<GraphError> for Trouble {
    fn from(error: GraphError) -> Self {
        Self::Graph(error)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Own(failure)
    }
}
