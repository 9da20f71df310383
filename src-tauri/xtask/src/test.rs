//! `cargo xtask test`: the stages in order, whatever happens to one of them.

use crate::args;
use crate::project::Project;
use crate::run::{Outcome, Trouble};
use crate::setup::{self, Need};
use crate::stages::{self, Stage};
use crate::table::{self, Row, Verdict};
use std::time::Instant;

/// Whether every stage passed.
pub(crate) fn test(project: &Project, options: &args::Test) -> Outcome<bool> {
    let stages: Vec<_> = stages::ALL.iter().filter(|stage| chosen(stage, &options.only)).collect();
    if options.list {
        stages.iter().for_each(|stage| println!("{:<16} {}", stage.name, stage.about));
        return Ok(true);
    }
    let rows = run_all(project, &stages, options.allow_skips && !project.ci);
    println!("\n{}", table::render(&rows));
    Ok(table::all_well(&rows))
}

fn chosen(stage: &Stage, only: &[String]) -> bool {
    only.is_empty() || only.iter().any(|name| name == stage.name)
}

/// Setting up is the first row; where it fails nothing else can be trusted to run.
pub(crate) fn run_all(project: &Project, stages: &[&Stage], allow_skips: bool) -> Vec<Row> {
    let needs: Vec<Need> = stages.iter().flat_map(|stage| stage.needs).copied().collect();
    let mut rows = vec![timed(stages::SETUP, allow_skips, || setup::ensure(project, &needs))];
    let ready = rows[0].verdict == Verdict::Passed;
    for stage in stages.iter().filter(|stage| stage.name != stages::SETUP) {
        rows.push(timed(stage.name, allow_skips, || match ready {
            true => (stage.run)(project),
            false => Err(Trouble::Cannot("the machine is not set up: see `setup`".into())),
        }));
    }
    rows
}

fn timed(stage: &'static str, allow_skips: bool, run: impl FnOnce() -> Outcome<String>) -> Row {
    println!("\n== {stage}");
    let started = Instant::now();
    let (verdict, note) = match run() {
        Ok(note) => (Verdict::Passed, note),
        Err(Trouble::Cannot(why)) if allow_skips => (Verdict::Skipped, why),
        Err(trouble) => (Verdict::Failed, trouble.to_string()),
    };
    if verdict != Verdict::Passed {
        println!("{note}");
    }
    Row { stage, verdict, took: started.elapsed(), note }
}
