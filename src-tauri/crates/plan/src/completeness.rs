//! Whether enough is known to let anybody go.

use crate::inputs::Inputs;
use crate::model::{Warning, WarningCode};
use rollcall_people::{ObjectId, Part};

/// Whether it is known who is there and who is in the rules' groups.
pub(crate) fn is_complete(inputs: &Inputs<'_>, warnings: &[Warning]) -> bool {
    use WarningCode::{RuleGroupMissing, RuleGroupUnread, RuleGroupUnreadable};
    let groups_unknown =
        warnings.iter().any(|w| matches!(w.code, RuleGroupMissing | RuleGroupUnread | RuleGroupUnreadable));
    users_known(inputs) && domains_known(inputs) && !groups_unknown
}

pub(crate) fn users_known(inputs: &Inputs<'_>) -> bool {
    inputs.directory.is_complete(&Part::Users)
}

/// Without the tenant's domains nobody's address counts, which says nothing about the people.
pub(crate) fn domains_known(inputs: &Inputs<'_>) -> bool {
    inputs.config.policies.allowed_domains.is_some() || !inputs.directory.verified_domains.is_empty()
}

/// People whose record could not be understood: they are there, but nothing is known of them.
pub(crate) fn unreadable_people<'a>(inputs: &Inputs<'a>) -> impl Iterator<Item = &'a ObjectId> {
    inputs.directory.incomplete.keys().filter_map(|part| match part {
        Part::User(id) => Some(id),
        _ => None,
    })
}
