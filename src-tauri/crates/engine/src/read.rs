//! The staged read: pages go into the database as they arrive, and become the directory only
//! when everything is there. However it ends before, the previous directory stays.

use crate::api::{ErrorCode, Failure, JobPhase, ReadMode, ReadStats};
use crate::engine::Engine;
use crate::jobs::Job;
use crate::{failures, preview, sign_in};
use chrono::Utc;
use rollcall_graph::{
    BadRecord, GraphClient, GraphError, GroupState, MemberKind, MembersPage, Page, Progress, Watch,
};
use rollcall_people::{ConnectionId, Group, ObjectId, Part, PartState};
use rollcall_plan::{Config, GroupPolicy, referenced_groups};
use rollcall_store::{ReadMeta, StagedRead, StoreError, StoredConnection};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

/// One read under way.
struct Reader<'a> {
    engine: &'a Engine,
    job: &'a Job,
    graph: GraphClient,
    staged: Arc<StagedRead>,
}

impl Engine {
    /// Reads users, groups, and the members of the groups that the rules need.
    pub(crate) async fn read_directory(
        &self,
        job: &Job,
        connection: ConnectionId,
        _full: bool,
    ) -> Result<ReadStats, Failure> {
        let started = Instant::now();
        let stored = self.blocking(move |inner| inner.stored(connection)).await?;
        job.tell(JobPhase::SigningIn, 0, None);
        let graph = self.graph(job, &stored)?;
        let staged = self
            .blocking(move |inner| inner.store.begin_read(connection, Utc::now()).map_err(failures::of_store))
            .await?;
        let reader = Reader { engine: self, job, graph, staged: Arc::new(staged) };
        let read = reader.everything(&stored).await;
        let claimed = read.inspect_err(|error| self.note_claims(connection, error));
        let (info, requests) = claimed.map_err(Trouble::into_failure)?;
        Ok(ReadStats {
            mode: ReadMode::Full,
            requests,
            users: info.users,
            groups: info.groups,
            seconds: started.elapsed().as_secs_f64(),
        })
    }

    fn graph(&self, job: &Job, stored: &StoredConnection) -> Result<GraphClient, Failure> {
        let cloud = sign_in::cloud_of(stored)?;
        let teller = job.teller();
        let waiting = move |Progress::Waiting { seconds }| {
            teller.tell(JobPhase::Waiting, usize::try_from(seconds).unwrap_or(usize::MAX), None);
        };
        let watch = Watch { cancel: job.cancel.clone(), progress: Arc::new(waiting) };
        Ok(GraphClient::new(self.http_for(&cloud), cloud.graph(), self.tokens(stored)?, watch))
    }

    /// A resource that asked for more claims gets them with the next sign-in.
    fn note_claims(&self, connection: ConnectionId, trouble: &Trouble) {
        if let Trouble::Graph(GraphError::ClaimsChallenge { claims, .. }) = trouble {
            self.inner.keepers.want_claims(connection, claims);
        }
    }
}

/// What can end a read: Graph, the database, or us.
enum Trouble {
    Graph(GraphError),
    Own(Failure),
}

impl Trouble {
    fn into_failure(self) -> Failure {
        match self {
            Self::Graph(error) => failures::of_graph(error),
            Self::Own(failure) => failure,
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

impl Reader<'_> {
    async fn everything(
        self,
        stored: &StoredConnection,
    ) -> Result<(rollcall_store::DirectoryInfo, usize), Trouble> {
        let config = preview::config(&stored.details.config)?;
        let (organization, (), groups) = tokio::try_join!(self.organization(), self.users(), self.groups())?;
        self.members(&config, &groups).await?;
        let requests = self.graph.requests();
        let meta = ReadMeta {
            read_at: Utc::now(),
            mode: rollcall_store::ReadMode::Full,
            verified_domains: organization,
            links: None,
        };
        Ok((self.finish(meta).await?, requests))
    }

    async fn organization(&self) -> Result<Vec<String>, Trouble> {
        let organization = self.graph.organization().await?;
        Ok(organization.verified_domains.into_iter().map(|domain| domain.name).collect())
    }

    async fn users(&self) -> Result<(), Trouble> {
        let mut pages = self.graph.users();
        let mut count = 0;
        self.job.tell(JobPhase::ReadingUsers, 0, None);
        while let Some(page) = pages.next().await? {
            count += page.records.len();
            self.store(move |staged| staged.users(&page.records).and_then(|()| note_bad(staged, &page.bad)))
                .await?;
            self.job.tell(JobPhase::ReadingUsers, count, None);
        }
        Ok(())
    }

    /// All groups; without the permission for them, users still work.
    async fn groups(&self) -> Result<Vec<Group>, Trouble> {
        let mut pages = self.graph.groups();
        let mut all = Vec::new();
        loop {
            match pages.next().await {
                Ok(None) => return Ok(all),
                Ok(Some(page)) => {
                    all.extend(page.records.iter().cloned());
                    self.job.tell(JobPhase::ReadingGroups, all.len(), None);
                    self.store(move |staged| stage_groups(staged, &page)).await?;
                }
                Err(GraphError::Forbidden(_)) => {
                    self.store(|staged| staged.part(&Part::Groups, PartState::Denied)).await?;
                    return Ok(all);
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Members of the groups that are needed, and of the groups inside them where rules look inside.
    async fn members(&self, config: &Config, groups: &[Group]) -> Result<(), Trouble> {
        let referenced = referenced_groups(config, groups);
        let mut wanted: BTreeSet<ObjectId> = match config.policies.groups {
            GroupPolicy::All => groups.iter().map(|group| group.object_id.clone()).collect(),
            GroupPolicy::InRules => referenced.direct.union(&referenced.nested).cloned().collect(),
        };
        // Where a rule looks inside, everything found inside is looked into in turn.
        let mut inside = referenced.nested;
        let mut done = BTreeSet::new();
        while !wanted.is_empty() {
            let found = self.members_of(&wanted, &inside).await?;
            done.append(&mut wanted);
            wanted = found.difference(&done).cloned().collect();
            inside.extend(found);
        }
        Ok(())
    }

    /// Reads the members of these groups; returns the groups found inside those in `inside`.
    async fn members_of(
        &self,
        groups: &BTreeSet<ObjectId>,
        inside: &BTreeSet<ObjectId>,
    ) -> Result<BTreeSet<ObjectId>, Trouble> {
        let (mut found, mut done) = (BTreeSet::new(), 0);
        let mut pages = self.graph.members_of(groups.iter().cloned());
        self.job.tell(JobPhase::ReadingMembers, 0, Some(groups.len()));
        while let Some(page) = pages.next().await? {
            if inside.contains(&page.group) {
                let groups = page.members.iter().filter(|member| member.kind == MemberKind::Group);
                found.extend(groups.map(|member| member.id.clone()));
            }
            done += usize::from(!matches!(page.state, GroupState::More));
            self.store(move |staged| stage_members(staged, &page)).await?;
            self.job.tell(JobPhase::ReadingMembers, done, Some(groups.len()));
        }
        Ok(found)
    }

    /// The database works off the threads that serve the network.
    async fn store(
        &self,
        work: impl FnOnce(&StagedRead) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<(), Failure> {
        self.job.check()?;
        let staged = self.staged.clone();
        self.engine.blocking(move |_| work(&staged).map_err(failures::of_store)).await
    }

    async fn finish(self, meta: ReadMeta) -> Result<rollcall_store::DirectoryInfo, Failure> {
        self.job.check()?;
        let shared = || Failure::new(ErrorCode::Internal).caused_by("the read is still shared");
        let staged = Arc::into_inner(self.staged).ok_or_else(shared)?;
        self.engine.blocking(move |_| staged.finish(&meta).map_err(failures::of_store)).await
    }
}

/// A group that could not be understood may be the one a rule means.
fn stage_groups(staged: &StagedRead, page: &Page<Group>) -> Result<(), StoreError> {
    staged.groups(&page.records)?;
    if page.bad.is_empty() { Ok(()) } else { staged.part(&Part::Groups, PartState::Failed) }
}

fn stage_members(staged: &StagedRead, page: &MembersPage) -> Result<(), StoreError> {
    let ids: Vec<ObjectId> = page.members.iter().map(|member| member.id.clone()).collect();
    staged.members(&page.group, &ids)?;
    let part = || Part::Members(page.group.clone());
    match &page.state {
        GroupState::Failed(error) => staged.part(&part(), state_of(error)),
        // A member that could not be understood may be anybody.
        _ if !page.bad.is_empty() => staged.part(&part(), PartState::Failed),
        _ => Ok(()),
    }
}

fn state_of(error: &GraphError) -> PartState {
    match error {
        GraphError::Forbidden(_) => PartState::Denied,
        GraphError::NotFound(_) => PartState::Missing,
        _ => PartState::Failed,
    }
}

/// A person who could not be understood exists all the same: nobody may leave because of it.
fn note_bad(staged: &StagedRead, bad: &[BadRecord]) -> Result<(), StoreError> {
    for record in bad {
        let part = record.object_id.clone().map_or(Part::Users, Part::User);
        staged.part(&part, PartState::Failed)?;
    }
    Ok(())
}
