//! First reads under way for a plan, in this process. Nobody has seen a plan of the connection yet, so what is
//! chosen meanwhile counts: the plan is made by it.

use crate::jobs::lock;
use rollcall_people::ConnectionId;
use std::collections::HashSet;
use std::sync::Mutex;

#[derive(Default)]
pub(crate) struct FirstReads(Mutex<HashSet<ConnectionId>>);

/// Until it is dropped; its owner holds the run lock, so there is one of a connection.
pub(crate) struct FirstRead<'a> {
    all: &'a FirstReads,
    connection: ConnectionId,
}

impl FirstReads {
    pub(crate) fn begin(&self, connection: ConnectionId) -> FirstRead<'_> {
        lock(&self.0).insert(connection);
        FirstRead { all: self, connection }
    }

    pub(crate) fn runs(&self, connection: ConnectionId) -> bool {
        lock(&self.0).contains(&connection)
    }
}

impl Drop for FirstRead<'_> {
    fn drop(&mut self) {
        lock(&self.all.0).remove(&self.connection);
    }
}
