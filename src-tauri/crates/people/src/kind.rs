//! What sort of account a person is.

use crate::Person;
use serde::{Deserialize, Serialize};

/// Where several fit, the first of guest, shared, disabled, unlicensed, person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Person,
    Guest,
    Disabled,
    Unlicensed,
    /// A shared mailbox or resource, *likely*: the granted scopes do not tell for sure.
    Shared,
}

impl Kind {
    pub const ALL: [Self; 5] = [Self::Person, Self::Guest, Self::Disabled, Self::Unlicensed, Self::Shared];

    /// The heuristic for `shared` is: has an address, sign-in blocked, no licence, not a guest.
    /// An absent `accountEnabled` is not "disabled".
    pub fn of(person: &Person) -> Self {
        let blocked = person.account_enabled == Some(false);
        let licensed = !person.licenses.is_empty();
        match () {
            () if person.is_guest() => Self::Guest,
            () if blocked && !licensed && person.has_mail() => Self::Shared,
            () if blocked => Self::Disabled,
            () if !licensed => Self::Unlicensed,
            () => Self::Person,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Guest => "guest",
            Self::Disabled => "disabled",
            Self::Unlicensed => "unlicensed",
            Self::Shared => "shared",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
