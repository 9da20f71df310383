//! People who turn up although they are not new: restored, mostly. They are back in their groups, and back as
//! somebody's manager, without a word. Where they belong is asked, for each of them.

use super::trust::Trust;
use super::{Reader, Trouble};
use rollcall_graph::{ListState, Member, Relation};
use rollcall_people::{Manager, ObjectId, Person};
use rollcall_store::{StagedEdits, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One list for each person that could be read to its end.
type Lists = BTreeMap<ObjectId, BTreeSet<ObjectId>>;

impl Reader<'_> {
    /// Gives people who returned their memberships and their reports back. Where that cannot be asked for, the groups
    /// are no longer relied on, and the reports wait for the next full read.
    pub(super) async fn place(
        &self,
        edits: &Arc<StagedEdits>,
        returned: BTreeSet<ObjectId>,
        trust: &mut Trust,
    ) -> Result<(), Trouble> {
        let stored = edits.clone();
        let there = self.store(move |_| stored.users(&returned)).await?;
        let there: BTreeSet<ObjectId> = there.into_keys().collect();
        // So many people are asked about no more cheaply than the groups themselves.
        let by_person = there.len() <= trust.kept.len();
        if !there.is_empty() && !by_person {
            trust.lose_all();
        }
        let [groups, reports] = self.lists(&there, !trust.kept.is_empty()).await?;
        if groups.len() < there.len() {
            trust.lose_all();
        }
        let (stored, kept) = (edits.clone(), trust.kept.clone());
        self.store(move |_| {
            groups.iter().try_for_each(|(who, groups)| stored.set_memberships(who, groups, &kept))?;
            reports.iter().try_for_each(|(who, reports)| manage(&stored, who, reports))
        })
        .await?;
        Ok(())
    }

    /// Groups (if they are wanted) and reports.
    async fn lists(&self, people: &BTreeSet<ObjectId>, groups: bool) -> Result<[Lists; 2], Trouble> {
        let relations = [Relation::MemberOf, Relation::Reports];
        let wanted = relations.into_iter().filter(|relation| groups || *relation == Relation::Reports);
        let wanted = wanted.flat_map(|relation| people.iter().map(move |id| (relation, id.clone())));
        let (mut pages, mut found) = (self.graph.related(wanted), BTreeMap::new());
        while let Some(page) = pages.next().await? {
            let list = found.entry((page.relation, page.of)).or_insert_with(|| Some(BTreeSet::new()));
            let whole = page.bad.is_empty() && !matches!(page.state, ListState::Failed(_));
            *list = list.take().filter(|_| whole);
            if let Some(list) = list {
                list.extend(page.objects.into_iter().map(|Member { id, .. }| id));
            }
        }
        let of = |relation| {
            let own = found.iter().filter(|((of, _), _)| *of == relation);
            own.filter_map(|((_, who), list)| Some((who.clone(), list.clone()?))).collect()
        };
        Ok(relations.map(of))
    }
}

fn manage(edits: &StagedEdits, manager: &ObjectId, reports: &BTreeSet<ObjectId>) -> Result<(), StoreError> {
    let is_other = |person: &Person| person.manager.as_ref().is_none_or(|now| now.object_id != *manager);
    let mut people = edits.users(reports)?;
    people.retain(|_, person| is_other(person));
    // Names are looked up when the directory is loaded.
    let managed = |mut person: Person| {
        person.manager = Some(Manager { object_id: manager.clone(), display_name: None });
        Some(person)
    };
    edits.put_users(&people.into_iter().map(|(id, person)| (id, managed(person))).collect())
}
