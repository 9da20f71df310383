//! Groups: which one a rule means, which ones the rules need, and who is in them.

use crate::attribute::Attribute;
use crate::config::{Condition, Rule, RuleSet};
use crate::problem::{Problem, ProblemCode};
use rollcall_people::{Directory, Group, ObjectId, Part, PartState, fold};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Groups whose members the rules and conditions that are switched on need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferencedGroups {
    /// By `memberOf`: direct members suffice.
    pub direct: BTreeSet<ObjectId>,
    /// By `memberOfNested`: members of the groups within are needed too.
    pub nested: BTreeSet<ObjectId>,
}

/// Resolves object ids and unambiguous names; what cannot be resolved is left out.
pub fn referenced_groups(rules: &RuleSet, groups: &[Group]) -> ReferencedGroups {
    let index = GroupIndex::new(groups);
    let mut referenced = ReferencedGroups::default();
    for (nested, value) in group_values(rules) {
        let Ok(group) = index.resolve(value) else { continue };
        let set = if nested { &mut referenced.nested } else { &mut referenced.direct };
        set.insert(group.clone());
    }
    referenced
}

/// Whether any condition that counts, of a rule that is switched on, asks for members of a group.
pub fn asks_for_groups(rules: &RuleSet) -> bool {
    group_values(rules).next().is_some()
}

fn group_values(rules: &RuleSet) -> impl Iterator<Item = (bool, &str)> {
    let enabled = rules.rules.iter().filter(|rule| rule.enabled);
    enabled.flat_map(Rule::asked).filter_map(group_value)
}

/// Whether a condition asks for nested membership, and the group as written.
fn group_value(condition: &Condition) -> Option<(bool, &str)> {
    let nested = match Attribute::from_name(&condition.field)? {
        Attribute::MemberOf => false,
        Attribute::MemberOfNested => true,
        _ => return None,
    };
    Some((nested, condition.value.as_str()?))
}

/// Groups by object id and by folded name.
pub(crate) struct GroupIndex<'a> {
    ids: HashSet<&'a ObjectId>,
    names: HashMap<String, Vec<&'a ObjectId>>,
}

impl<'a> GroupIndex<'a> {
    pub(crate) fn new(groups: &'a [Group]) -> Self {
        let mut index = Self { ids: HashSet::new(), names: HashMap::new() };
        for group in groups {
            if index.ids.insert(&group.object_id) {
                index.names.entry(fold(&group.display_name)).or_default().push(&group.object_id);
            }
        }
        index
    }

    /// The group meant by an object id or an unambiguous display name.
    pub(crate) fn resolve(&self, value: &str) -> Result<&'a ObjectId, Problem> {
        if let Some(&id) = self.ids.get(&ObjectId::new(value)) {
            return Ok(id);
        }
        match self.names.get(&fold(value)).map(Vec::as_slice) {
            Some([only]) => Ok(only),
            Some(several) => Err(trouble(ProblemCode::GroupAmbiguous, value).with("count", several.len())),
            None => Err(trouble(ProblemCode::GroupMissing, value)),
        }
    }
}

pub(crate) fn trouble(code: ProblemCode, group: &str) -> Problem {
    Problem::new(code).with("group", group)
}

/// Objects in a group: of any type, also such that are no longer there.
///
/// Nested groups are followed to the end; a cycle of groups is walked once. The error is the
/// state of the first group on the way that was not read completely.
pub(crate) fn stored_members<'a>(
    directory: &'a Directory,
    group: &'a ObjectId,
    nested: bool,
) -> Result<HashSet<&'a ObjectId>, PartState> {
    let known: HashSet<&ObjectId> =
        if nested { directory.groups.iter().map(|g| &g.object_id).collect() } else { HashSet::new() };
    let is_group =
        |id: &ObjectId| known.contains(id) || (nested && directory.direct_members.contains_key(id));
    let (mut members, mut visited, mut waiting) = (HashSet::new(), HashSet::from([group]), vec![group]);
    while let Some(group) = waiting.pop() {
        if let Some(state) = directory.incomplete.get(&Part::Members(group.clone())) {
            return Err(*state);
        }
        for member in directory.direct_members.get(group).into_iter().flatten() {
            if is_group(member) && visited.insert(member) {
                waiting.push(member);
            }
            members.insert(member);
        }
    }
    Ok(members)
}

/// Members that count: stored ones that are users of the directory.
pub fn effective_members<'a>(
    directory: &'a Directory,
    group: &'a ObjectId,
    nested: bool,
) -> Result<BTreeSet<&'a ObjectId>, PartState> {
    let stored = stored_members(directory, group, nested)?;
    Ok(directory.users.iter().map(|user| &user.object_id).filter(|id| stored.contains(id)).collect())
}

/// Names of the groups a person is in, as far as their members are known. For explanations.
pub(crate) fn groups_of(directory: &Directory, person: &ObjectId, nested: bool) -> Vec<String> {
    let mut inside: BTreeSet<&ObjectId> = parents(directory, person).collect();
    let mut waiting: Vec<&ObjectId> = if nested { inside.iter().copied().collect() } else { Vec::new() };
    while let Some(group) = waiting.pop() {
        waiting.extend(parents(directory, group).filter(|parent| inside.insert(parent)));
    }
    let names: BTreeMap<&ObjectId, &str> =
        directory.groups.iter().map(|g| (&g.object_id, g.display_name.as_str())).collect();
    let mut names: Vec<String> =
        inside.into_iter().map(|id| names.get(id).copied().unwrap_or(id.as_str()).to_owned()).collect();
    names.sort();
    names
}

fn parents<'a>(directory: &'a Directory, member: &ObjectId) -> impl Iterator<Item = &'a ObjectId> {
    directory
        .direct_members
        .iter()
        .filter(move |(_, members)| members.contains(member))
        .map(|(group, _)| group)
}
