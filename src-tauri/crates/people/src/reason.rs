//! Why something happens to a person: a code with parameters. Words are made of it at the edges.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Values for the placeholders of a sentence, by name.
pub type Params = BTreeMap<String, String>;

/// Somebody whom the rules let go may have, beside the sentence's own: `attribute` (Graph's name), which is
/// `to` by now and was `from`, where that is known (empty: no value), at the sync of `since` (RFC 3339), or the
/// `group` they are not in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Reason {
    pub code: ReasonCode,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: Params,
}

impl Reason {
    pub fn new(code: ReasonCode) -> Self {
        Self { code, params: Params::new() }
    }

    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers pass texts, numbers and names alike")]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

/// Every code has a sentence in the catalogue under `reason.<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// Imported by the rule `rule`.
    MatchesRule,
    /// Imported by the last line, everyone else.
    EveryoneElse,
    /// "Always import" was set by hand (`note`).
    AlwaysImport,
    /// Fields differ (`fields`).
    SourceChanged,
    /// The rules send the person to another department.
    DepartmentChanged,
    /// A local record with the same address (`email`, of `name`) is now managed.
    SameEmail,
    /// The record was kept from an earlier connection to the same tenant.
    SameIdentity,
    /// Back in Microsoft 365, or imported by the rules again.
    CameBack,
    /// Leaves: deleted in Microsoft 365.
    GoneFromDirectory,
    /// Leaves: the account was disabled, and is not imported (by the rule `rule`, if there is one) since.
    AccountDisabled,
    /// Leaves: no rule imports the person any more. See [`Reason`] for what changed.
    NoLongerMatches,
    /// Leaves, or is not imported: the rule `rule` skips; where it asks for nothing but the kind, with the
    /// person's `kind`. See [`Reason`] for what changed.
    SkippedByRule,
    /// Not imported: no rule matches, and the last line imports nobody.
    NoRuleMatches,
    /// "Never import" was set by hand (`note`).
    NeverImport,
    /// Not imported: no address that counts (`domains`).
    NoAddress,
    /// Not imported: which addresses count is not known, because the tenant's domains are not.
    DomainsUnknown,
    /// Not imported: managed by the connection `connection`.
    ManagedElsewhere,
    /// Not imported: archived by hand.
    ArchivedByHand,
    /// Not imported: the local record with the same identity or address (`email`) is paused.
    RecordPaused,
    /// Not imported: the broken rule `rule` keeps the answer open.
    RuleBroken,
    /// Stays: nothing about the record changes.
    Unchanged,
    /// Stays: sync leaves the record alone.
    Paused,
    /// Stays, because sync leaves the record alone: Microsoft 365 does not have the person any more.
    PausedAndGone,
    /// Stays: Microsoft 365 does not have the person any more, and the policy keeps leavers.
    KeptAlthoughGone,
    /// Stays: would leave, but nobody does while not everything is read.
    RemovalWithheld,
    /// Needs a decision: several local records have the address `email` (`names`).
    SeveralCandidates,
    /// The record could not be understood (`problem`).
    BadRecord,
    /// Left out of this run by hand.
    SkippedThisTime,
    /// Back to what it was before the run `run`.
    Undone,
    /// Stands on line `line` of an imported file.
    FromFile,
}
