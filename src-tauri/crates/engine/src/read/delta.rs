//! Only what changed since the last read, merged into the directory that is there.
//!
//! What a round says about members is checked against what is stored. Where the two disagree, the members
//! of the group concerned are read again.

use super::changes::{self, Strangers, group_id, mentioned, user_id};
use super::full::not_understood;
use super::members::{Referenced, Staging};
use super::position::Position;
use super::trust::Trust;
use super::{Reader, Trouble, abandon, meta};
use crate::api::{ErrorCode, Failure, JobPhase};
use chrono::{DateTime, TimeDelta, Utc};
use rollcall_graph::{DeltaLink, DeltaStart, GraphError, GroupChange, Page, UserChange};
use rollcall_people::{ObjectId, Part, PartState, Person, TextAttribute};
use rollcall_store::{DirectoryInfo, ReadMeta, ReadMode, StagedEdits, StoreError};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Our clock and the service's may differ by so much.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::hours(1);

impl Reader<'_> {
    pub(super) async fn changes_since(&self, position: Position) -> Result<DirectoryInfo, Trouble> {
        let connection = self.connection.id;
        let edits = self.store(move |store| store.begin_edits(connection, Utc::now())).await?;
        let edits = Arc::new(edits);
        match self.follow(&edits, position).await {
            Ok(meta) => self.merge(edits, meta).await,
            Err(trouble) => Err(abandon(edits, trouble)),
        }
    }

    async fn follow(&self, edits: &Arc<StagedEdits>, position: Position) -> Result<ReadMeta, Trouble> {
        let (domains, (users, returned), (groups, mut trust)) = tokio::try_join!(
            self.domains(),
            self.changed_users(edits, &position),
            self.changed_groups(edits, &position.groups)
        )?;
        if !returned.is_empty() {
            self.place(edits, returned, &mut trust).await?;
        }
        self.missing_members(edits, trust).await?;
        let position = users.zip(groups).map(|(users, groups)| Position { users, groups, ..position });
        Ok(meta(ReadMode::Delta, domains, position))
    }

    /// Also says who turned up and may have been here before.
    async fn changed_users(
        &self,
        edits: &Arc<StagedEdits>,
        position: &Position,
    ) -> Result<(Option<DeltaLink>, BTreeSet<ObjectId>), Trouble> {
        self.job.tell(JobPhase::ReadingUsers, 0, None);
        let mut pages = self.graph.users_delta(&DeltaStart::After(position.users.clone()));
        let (mut count, mut understood, mut found) = (0, true, Found::default());
        while let Some(page) = pages.next().await? {
            count += page.records.len();
            understood &= page.bad.is_empty();
            let (edits, since) = (edits.clone(), position.full_since);
            found = self.store(move |_| edit_users(&edits, page, since, found)).await?;
            self.job.tell(JobPhase::ReadingUsers, count, None);
        }
        all_introduced(&found.strangers)?;
        Ok((pages.delta_link().cloned().filter(|_| understood), found.returned))
    }

    async fn changed_groups(
        &self,
        edits: &Arc<StagedEdits>,
        from: &DeltaLink,
    ) -> Result<(Option<DeltaLink>, Trust), Trouble> {
        let stored = edits.clone();
        let mut trust = Trust { kept: self.store(move |_| stored.groups_read()).await?, ..Trust::default() };
        let mut pages = self.graph.groups_delta(&DeltaStart::After(from.clone()));
        let (mut count, mut understood, mut strangers) = (0, true, Strangers::new());
        loop {
            let page = match pages.next().await {
                Ok(Some(page)) => page,
                Ok(None) => break,
                // A full read says which part is denied, and lets the users work.
                Err(GraphError::Forbidden(_)) => return Err(Trouble::Lost("groups are denied")),
                Err(error) => return Err(error.into()),
            };
            count += page.records.len();
            understood &= page.bad.is_empty();
            self.job.tell(JobPhase::ReadingGroups, count, None);
            let edits = edits.clone();
            (trust, strangers) = self.store(move |_| edit_groups(&edits, page, trust, strangers)).await?;
        }
        all_introduced(&strangers)?;
        Ok((pages.delta_link().cloned().filter(|_| understood), trust))
    }

    /// Reads the members of the groups that are needed and not known, those found inside included.
    async fn missing_members(&self, edits: &Arc<StagedEdits>, mut trust: Trust) -> Result<(), Trouble> {
        let (stored, any) = (edits.clone(), Referenced::any(&self.config));
        let groups = self.store(move |_| if any { stored.all_groups() } else { Ok(Vec::new()) }).await?;
        let Referenced { wanted, nested, .. } = Referenced::by(&self.config, &groups);
        let known: Arc<BTreeSet<ObjectId>> = Arc::new(groups.into_iter().map(|g| g.object_id).collect());
        loop {
            let (stored, roots, known) = (edits.clone(), nested.clone(), known.clone());
            let inside = self.store(move |_| closure(&stored, roots, &known)).await?;
            let needed = wanted.union(&inside);
            let unread: BTreeSet<ObjectId> = needed.filter(|id| !trust.kept.contains(*id)).cloned().collect();
            let (stored, forget) = (edits.clone(), trust.lost.union(&unread).cloned().collect::<Vec<_>>());
            self.store(move |_| forget.iter().try_for_each(|group| stored.forget_members(group))).await?;
            if unread.is_empty() {
                return Ok(());
            }
            self.members_of(edits, &unread, &BTreeSet::new()).await?;
            trust.lost.retain(|group| !unread.contains(group));
            trust.kept.extend(unread);
        }
    }

    async fn merge(&self, edits: Arc<StagedEdits>, meta: ReadMeta) -> Result<DirectoryInfo, Trouble> {
        let shared = || Failure::new(ErrorCode::Internal).caused_by("the changes are still shared");
        let edits = Arc::into_inner(edits).ok_or_else(shared)?;
        Ok(self.store(move |_| edits.merge(&meta)).await?)
    }
}

/// What a round of users found, page by page.
#[derive(Default)]
struct Found {
    /// They are there now, were not before, and yet are no newcomers.
    returned: BTreeSet<ObjectId>,
    strangers: Strangers,
}

fn all_introduced(strangers: &Strangers) -> Result<(), Trouble> {
    if strangers.is_empty() { Ok(()) } else { Err(Trouble::Lost("changes of what was never introduced")) }
}

fn edit_users(
    edits: &StagedEdits,
    page: Page<UserChange>,
    since: DateTime<Utc>,
    mut found: Found,
) -> Result<Found, StoreError> {
    let known = edits.users(&mentioned(&page.records, user_id))?;
    let before: BTreeSet<ObjectId> = known.keys().cloned().collect();
    let after = changes::users(known, page.records, &mut found.strangers);
    edits.put_users(&after)?;
    not_understood(&page.bad).try_for_each(|part| edits.part(&part, PartState::Failed))?;
    let unknown = after.into_values().flatten().filter(|person| !before.contains(&person.object_id));
    let returned = unknown.filter(|person| !created_after(person, since + CLOCKS_DIFFER));
    found.returned.extend(returned.map(|person| person.object_id));
    Ok(found)
}

/// Who is younger than the last full read has no memberships and no reports from before it.
fn created_after(person: &Person, moment: DateTime<Utc>) -> bool {
    let created = person.text(TextAttribute::CreatedDateTime);
    created.and_then(|text| DateTime::parse_from_rfc3339(text).ok()).is_some_and(|at| at > moment)
}

fn edit_groups(
    edits: &StagedEdits,
    page: Page<GroupChange>,
    mut trust: Trust,
    mut strangers: Strangers,
) -> Result<(Trust, Strangers), StoreError> {
    let known = edits.groups(&mentioned(&page.records, group_id))?;
    let before: BTreeSet<ObjectId> = known.keys().cloned().collect();
    let (after, memberships) = changes::groups(known, page.records, &mut strangers);
    edits.put_groups(&after)?;
    // Whoever is gone, or was, comes back with members that are to be read.
    after
        .iter()
        .filter(|(id, now)| now.is_none() || !before.contains(*id))
        .for_each(|(id, _)| trust.lose(id));
    for change in memberships {
        if trust.kept.contains(&change.group) && !edits.change_members(&change.group, &change.members)? {
            trust.lose(&change.group);
        }
    }
    if !page.bad.is_empty() {
        edits.part(&Part::Groups, PartState::Failed)?;
    }
    Ok((trust, strangers))
}

/// The roots, and every group inside of them.
fn closure(
    edits: &StagedEdits,
    roots: BTreeSet<ObjectId>,
    known: &BTreeSet<ObjectId>,
) -> Result<BTreeSet<ObjectId>, StoreError> {
    let (mut waiting, mut found): (Vec<_>, _) = (roots.iter().cloned().collect(), roots);
    while let Some(group) = waiting.pop() {
        let inside = edits.groups_inside(&group)?.into_iter().filter(|group| known.contains(group));
        waiting.extend(inside.filter(|group| found.insert(group.clone())).collect::<Vec<_>>());
    }
    Ok(found)
}

impl Staging for StagedEdits {
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
