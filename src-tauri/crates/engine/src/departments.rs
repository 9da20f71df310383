//! The departments of the list.

use crate::api::{DepartmentRow, Failure};
use crate::engine::Engine;
use crate::failures;

impl Engine {
    /// Ordered by path, empty ones included.
    pub async fn departments(&self) -> Result<Vec<DepartmentRow>, Failure> {
        self.blocking(|inner| {
            let counts = inner.store.department_counts().map_err(failures::of_store)?;
            let row = |count: rollcall_store::DepartmentCount| DepartmentRow {
                department: count.department.to_string(),
                people: count.people,
            };
            Ok(counts.into_iter().map(row).collect())
        })
        .await
    }
}
