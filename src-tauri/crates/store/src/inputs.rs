//! Everything a plan is made of, read at one moment.

use crate::{
    Store,
    error::{Result, StoreError},
    tables::{
        connections::{self, StoredConnection},
        departments,
        directories::{self, DirectoryInfo},
        employees,
        overrides::{self, Override},
        renames, revision,
    },
};
use rollcall_people::{ConnectionId, Department, Directory, Employee, Renames};
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
pub struct Inputs {
    /// What [`crate::ApplyRun`] is to find unchanged.
    pub revision: i64,
    pub connection: StoredConnection,
    /// `None` before the first complete read.
    pub directory: Option<(DirectoryInfo, Directory)>,
    /// Everybody, archived people included, ordered by id.
    pub employees: Vec<Employee>,
    /// Ordered by path.
    pub departments: Vec<Department>,
    pub renames: Renames,
    pub overrides: Vec<Override>,
    /// The names of all connections.
    pub owners: BTreeMap<ConnectionId, String>,
}

impl Store {
    /// # Errors
    /// `UnknownConnection`.
    pub fn inputs(&self, connection: ConnectionId) -> Result<Inputs> {
        self.read(|db| {
            Ok(Inputs {
                revision: revision::get(db)?,
                connection: connections::get(db, connection)?
                    .ok_or(StoreError::UnknownConnection(connection))?,
                directory: directories::load(db, connection)?,
                employees: employees::all(db)?,
                departments: departments::all(db)?,
                renames: renames::all(db)?,
                overrides: overrides::of(db, connection)?,
                owners: connections::names(db)?,
            })
        })
    }
}
