//! Ids as types of their own, so that one cannot be passed for another.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! guid {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// Trims and lower-cases, as Microsoft compares GUIDs; any text is accepted.
            pub fn new(text: &str) -> Self {
                Self(text.trim().to_ascii_lowercase().into_boxed_str())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

guid!(
    /// A Microsoft 365 tenant (claim `tid`, `organization.id`).
    TenantId
);
guid!(
    /// A directory object: a user or a group. Unique in its tenant and never reused.
    ObjectId
);

macro_rules! row {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

row!(
    /// A connection of this data directory.
    ConnectionId
);
row!(
    /// A record of the local list; given once, never reused.
    EmployeeId
);
