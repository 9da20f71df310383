//! Everything anew.

use super::members::{Referenced, Staging};
use super::position::{Basis, Position};
use super::{Reader, Trouble, abandon, meta};
use crate::api::{ErrorCode, Failure, JobPhase};
use crate::preview;
use chrono::Utc;
use rollcall_graph::{BadRecord, DeltaLink, DeltaStart, GraphError, Page, Pager};
use rollcall_people::{Group, ObjectId, Part, PartState, Person};
use rollcall_store::{DirectoryInfo, ReadMode, StagedRead, StoreError};
use std::sync::Arc;

/// All groups, and where their changes begin if all of them were understood.
struct Listed {
    all: Vec<Group>,
    link: Option<DeltaLink>,
}

type Links = Option<(DeltaLink, DeltaLink)>;

impl Reader<'_> {
    /// Positions are taken before the lists: what changes while these are read comes again as a change.
    pub(super) async fn everything(&self, basis: Basis) -> Result<DirectoryInfo, Trouble> {
        let (connection, now) = (self.connection.id, Utc::now());
        let staged = Arc::new(self.store(move |store| store.begin_read(connection, now)).await?);
        let mut countable = self.engine.inner.countable(connection);
        let filled = self.fill(&staged).await;
        countable.close();
        let read = match filled {
            Ok((domains, links)) => {
                let position = |(users, groups)| Position { basis, users, groups, full_since: now };
                self.finish(staged, meta(ReadMode::Full, domains, links.map(position))).await
            }
            Err(trouble) => Err(abandon(staged, trouble)),
        };
        if read.is_ok() {
            countable.became_the_directory();
        }
        read
    }

    /// The tenant's domains, and where the changes of users and groups begin, if all was understood.
    async fn fill(&self, staged: &Arc<StagedRead>) -> Result<(Vec<String>, Links), Trouble> {
        let (domains, users, (groups, mut read)) =
            tokio::try_join!(self.domains(), self.users(staged), self.groups_with_members(staged))?;
        // What was chosen beside a first read may need others.
        while self.members(staged, &groups.all, &mut read).await? {}
        Ok((domains, users.zip(groups.link)))
    }

    /// Beside the users: the pages of these are asked for one after the other, whatever else is asked.
    async fn groups_with_members(&self, staged: &Arc<StagedRead>) -> Result<(Listed, Referenced), Trouble> {
        let (groups, mut read) = (self.groups(staged).await?, Referenced::default());
        self.members(staged, &groups.all, &mut read).await?;
        Ok((groups, read))
    }

    async fn users(&self, staged: &Arc<StagedRead>) -> Result<Option<DeltaLink>, Trouble> {
        self.job.tell(JobPhase::ReadingUsers, 0, None);
        let mut link = latest(self.graph.users_delta(&DeltaStart::Latest)).await?;
        let (mut pages, mut count) = (self.graph.users(), 0);
        let mut next = pages.next().await?;
        while let Some(page) = next {
            count += page.records.len();
            link.take_if(|_| !page.bad.is_empty());
            let staged = staged.clone();
            // One page is stored while the next is parsed.
            let stored = self.store(move |_| stage_users(&staged, &page));
            let (stored, following) = tokio::join!(stored, pages.next());
            stored?;
            next = following?;
            self.job.tell(JobPhase::ReadingUsers, count, None);
        }
        self.all_users_are_there(staged).await?;
        Ok(link)
    }

    /// Of a first read they can be counted while groups still load; later there is a directory to count in.
    async fn all_users_are_there(&self, staged: &Arc<StagedRead>) -> Result<(), Trouble> {
        if self.connection.directory.is_none() {
            let staged = staged.clone();
            let generation = self.store(move |_| staged.put_down()).await?;
            self.engine.inner.users_are_staged(self.connection.id, generation);
        }
        Ok(())
    }

    /// All groups; without the permission for them, users still work.
    async fn groups(&self, staged: &Arc<StagedRead>) -> Result<Listed, Trouble> {
        let mut link = latest(self.graph.groups_delta(&DeltaStart::Latest)).await?;
        let (mut pages, mut all) = (self.graph.groups(), Vec::new());
        loop {
            let page = match pages.next().await {
                Ok(None) => return Ok(Listed { all, link }),
                Ok(Some(page)) => page,
                Err(GraphError::Forbidden(_)) => {
                    let staged = staged.clone();
                    self.store(move |_| staged.part(&Part::Groups, PartState::Denied)).await?;
                    return Ok(Listed { all, link: None });
                }
                Err(error) => return Err(error.into()),
            };
            link.take_if(|_| !page.bad.is_empty());
            all.extend(page.records.iter().cloned());
            self.job.tell(JobPhase::ReadingGroups, all.len(), None);
            let staged = staged.clone();
            self.store(move |_| stage_groups(&staged, &page)).await?;
        }
    }

    /// Members of the groups that are needed and not `read` yet, and of the groups inside them where rules
    /// look inside; whether there were any.
    async fn members(
        &self,
        staged: &Arc<StagedRead>,
        groups: &[Group],
        read: &mut Referenced,
    ) -> Result<bool, Trouble> {
        let connection = self.connection.id;
        let saved = self.engine.blocking(move |inner| inner.stored(connection)).await?;
        let needed = Referenced::by(&preview::config(&saved.details.config)?, groups);
        let (mut wanted, mut inside) = (needed.beyond(read), needed.looked_into());
        let any = !wanted.is_empty();
        while !wanted.is_empty() {
            let found = self.members_of(staged, &wanted, &inside).await?;
            read.nested.extend(wanted.intersection(&inside).cloned());
            read.wanted.append(&mut wanted);
            wanted = found.difference(&read.nested).cloned().collect();
            // Where a rule looks inside, everything found inside is looked into in turn.
            inside.extend(found);
        }
        Ok(any)
    }

    async fn finish(
        &self,
        staged: Arc<StagedRead>,
        meta: rollcall_store::ReadMeta,
    ) -> Result<DirectoryInfo, Trouble> {
        let shared = || Failure::new(ErrorCode::Internal).caused_by("the read is still shared");
        let staged = Arc::into_inner(staged).ok_or_else(shared)?;
        Ok(self.store(move |_| staged.finish(&meta)).await?)
    }
}

/// Where changes from now on begin; a service that does not offer it is read in full each time.
async fn latest<T>(mut changes: Pager<T>) -> Result<Option<DeltaLink>, GraphError> {
    loop {
        match changes.next().await {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(changes.delta_link().cloned()),
            Err(GraphError::Resync(_) | GraphError::Forbidden(_)) => return Ok(None),
            Err(error) => return Err(error),
        }
    }
}

fn stage_users(staged: &StagedRead, page: &Page<Person>) -> Result<(), StoreError> {
    staged.users(&page.records)?;
    not_understood(&page.bad).try_for_each(|part| staged.part(&part, PartState::Failed))
}

/// A group that could not be understood may be the one a rule means.
fn stage_groups(staged: &StagedRead, page: &Page<Group>) -> Result<(), StoreError> {
    staged.groups(&page.records)?;
    if page.bad.is_empty() { Ok(()) } else { staged.part(&Part::Groups, PartState::Failed) }
}

/// A person who could not be understood exists all the same: nobody may leave because of it.
pub(super) fn not_understood(bad: &[BadRecord]) -> impl Iterator<Item = Part> {
    bad.iter().map(|record| record.object_id.clone().map_or(Part::Users, Part::User))
}

impl Staging for StagedRead {
    fn members(&self, group: &ObjectId, page: &[ObjectId]) -> Result<(), StoreError> {
        self.members(group, page)
    }

    fn part(&self, part: &Part, state: PartState) -> Result<(), StoreError> {
        self.part(part, state)
    }

    fn complete(&self, part: &Part) -> Result<(), StoreError> {
        self.complete(part)
    }
}
