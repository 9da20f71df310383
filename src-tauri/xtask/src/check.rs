//! `cargo xtask check`: one word that tells whether all is well, fast enough to ask often.

use crate::project::Project;
use crate::run::Outcome;
use crate::{stages, table, test};

const FAST: &[&str] = &["fmt", "clippy", "borders", "contract", "ui-types", "ui-lint"];

pub(crate) fn check(project: &Project) -> Outcome<bool> {
    let fast: Vec<_> = stages::ALL.iter().filter(|stage| FAST.contains(&stage.name)).collect();
    let rows = test::run_all(project, &fast, false);
    let well = table::all_well(&rows);
    println!("\n{}", if well { "ok".to_owned() } else { table::render(&rows) });
    Ok(well)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fast_stage_exists() {
        for name in FAST {
            assert!(stages::ALL.iter().any(|stage| stage.name == *name), "`{name}` must be a stage");
        }
    }
}
