//! The history stays readable and small: of old runs only the numbers are kept.

use crate::{Store, error::Result, values};
use chrono::{DateTime, Utc};
use rollcall_people::RunResult;
use rusqlite::params;

impl Store {
    /// Drops whom the runs before `cutoff`, and those older than the newest `most` that changed the list,
    /// changed or passed over; how many runs lost it. They can no longer be taken back. The newest run
    /// of each connection that changed the list keeps all, however old it is.
    pub fn thin_history(&self, cutoff: DateTime<Utc>, most: usize) -> Result<usize> {
        let most = values::bound(most);
        let applied = values::word(&RunResult::Applied)?;
        self.write(|tx| {
            let thinned = tx.execute(
                "UPDATE run SET summary_only = 1 WHERE summary_only = 0
                   AND (started_at < ?1
                     OR id <= (SELECT id FROM run WHERE result = ?2 ORDER BY id DESC LIMIT 1 OFFSET ?3))
                   AND (EXISTS (SELECT 1 FROM change WHERE run = run.id)
                     OR EXISTS (SELECT 1 FROM passed_over WHERE run = run.id))
                   AND id NOT IN (SELECT max(id) FROM run WHERE result = ?2 GROUP BY connection)",
                params![values::time(cutoff), applied, most],
            )?;
            if thinned > 0 {
                for table in ["change", "passed_over"] {
                    let old = "run IN (SELECT id FROM run WHERE summary_only = 1)";
                    tx.execute(&format!("DELETE FROM {table} WHERE {old}"), [])?;
                }
            }
            Ok(thinned)
        })
    }
}
