//! Members of groups, read directly.

use super::{Reader, Trouble};
use crate::api::JobPhase;
use rollcall_graph::{GraphError, ListState, MemberKind, RelatedPage};
use rollcall_people::{Group, ObjectId, Part, PartState};
use rollcall_plan::{Config, GroupPolicy, asks_for_groups, referenced_groups};
use rollcall_store::StoreError;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where members go to: a directory that is read anew, or changes to one.
pub(super) trait Staging: Send + Sync + 'static {
    fn members(&self, group: &ObjectId, page: &[ObjectId]) -> Result<(), StoreError>;
    fn part(&self, part: &Part, state: PartState) -> Result<(), StoreError>;
    fn complete(&self, part: &Part) -> Result<(), StoreError>;
}

/// Groups whose members are needed, or were read.
#[derive(Default)]
pub(super) struct Referenced {
    pub(super) wanted: BTreeSet<ObjectId>,
    /// Those of them that rules look inside of.
    pub(super) nested: BTreeSet<ObjectId>,
    all: bool,
}

impl Referenced {
    /// Whether it matters which groups there are.
    pub(super) fn any(config: &Config) -> bool {
        config.policies.groups == GroupPolicy::All || asks_for_groups(config)
    }

    pub(super) fn by(config: &Config, groups: &[Group]) -> Self {
        let referenced = referenced_groups(config, groups);
        let all = config.policies.groups == GroupPolicy::All;
        let wanted = if all {
            groups.iter().map(|group| group.object_id.clone()).collect()
        } else {
            referenced.direct.union(&referenced.nested).cloned().collect()
        };
        Self { wanted, nested: referenced.nested, all }
    }

    /// Where rules look inside and all groups are read, each is looked into at once, and none read twice.
    pub(super) fn looked_into(self) -> BTreeSet<ObjectId> {
        if self.nested.is_empty() || !self.all { self.nested } else { self.wanted }
    }

    /// Those of them to read when `read` were: also who was read without looking inside.
    pub(super) fn beyond(&self, read: &Self) -> BTreeSet<ObjectId> {
        let wanted = self.wanted.difference(&read.wanted);
        wanted.chain(self.nested.difference(&read.nested)).cloned().collect()
    }
}

impl Reader<'_> {
    /// Reads the members of these groups; returns the groups found inside those in `inside`.
    pub(super) async fn members_of<S: Staging>(
        &self,
        staging: &Arc<S>,
        groups: &BTreeSet<ObjectId>,
        inside: &BTreeSet<ObjectId>,
    ) -> Result<BTreeSet<ObjectId>, Trouble> {
        let (mut found, mut done) = (BTreeSet::new(), 0);
        // A full read lists the users beside them, page after page.
        let mut pages = self.graph.members_of(groups.iter().cloned()).beside(1);
        self.job.tell(JobPhase::ReadingMembers, 0, Some(groups.len()));
        while let Some(some) = pages.some().await? {
            for page in &some {
                if inside.contains(&page.of) {
                    let groups = page.objects.iter().filter(|member| member.kind == MemberKind::Group);
                    found.extend(groups.map(|member| member.id.clone()));
                }
                done += usize::from(!matches!(page.state, ListState::More));
            }
            let staging = staging.clone();
            self.store(move |_| some.iter().try_for_each(|page| stage(staging.as_ref(), page))).await?;
            self.job.tell(JobPhase::ReadingMembers, done, Some(groups.len()));
        }
        Ok(found)
    }
}

fn stage(staging: &impl Staging, page: &RelatedPage) -> Result<(), StoreError> {
    let ids: Vec<ObjectId> = page.objects.iter().map(|member| member.id.clone()).collect();
    staging.members(&page.of, &ids)?;
    let part = Part::Members(page.of.clone());
    match &page.state {
        ListState::Failed(error) => staging.part(&part, state_of(error)),
        // A member that could not be understood may be anybody.
        _ if !page.bad.is_empty() => staging.part(&part, PartState::Failed),
        ListState::Complete => staging.complete(&part),
        ListState::More => Ok(()),
    }
}

fn state_of(error: &GraphError) -> PartState {
    match error {
        GraphError::Forbidden(_) => PartState::Denied,
        GraphError::NotFound(_) => PartState::Missing,
        _ => PartState::Failed,
    }
}
