//! Where the next round of changes goes on, and what that position was made for.

use super::Trouble;
use crate::sign_in;
use chrono::{DateTime, Utc};
use rollcall_graph::{DeltaLink, GraphClient};
use rollcall_store::StoredConnection;
use serde::{Deserialize, Serialize};

/// Grows when what is kept of an answer changes: a directory read before lacks something then.
const FORMAT: u32 = 1;

/// Kept as JSON with the directory, in the transaction that the directory changes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Position {
    pub(super) basis: Basis,
    pub(super) users: DeltaLink,
    pub(super) groups: DeltaLink,
    /// When the last full read began.
    pub(super) full_since: DateTime<Utc>,
}

/// A position is worth nothing for another tenant, service, set of attributes or format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Basis {
    format: u32,
    graph: String,
    tenant: String,
    attributes: String,
}

impl Basis {
    pub(super) fn of(connection: &StoredConnection) -> Result<Self, Trouble> {
        Ok(Self {
            format: FORMAT,
            graph: sign_in::cloud_of(connection)?.graph().to_string(),
            tenant: connection.details.tenant.to_string(),
            attributes: GraphClient::tracked_attributes(),
        })
    }
}

#[cfg(test)]
impl Basis {
    /// Another format, another cloud, other attributes.
    pub(super) fn others(tenant: &str) -> [Self; 3] {
        let own = || Self::sample(tenant);
        [
            Self { format: FORMAT + 1, ..own() },
            Self { graph: "https://graph.microsoft.us/v1.0".to_owned(), ..own() },
            Self { attributes: "id".to_owned(), ..own() },
        ]
    }

    pub(super) fn sample(tenant: &str) -> Self {
        Self {
            format: FORMAT,
            graph: "https://graph.microsoft.com/v1.0".to_owned(),
            tenant: tenant.to_owned(),
            attributes: GraphClient::tracked_attributes(),
        }
    }
}
