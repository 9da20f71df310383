//! `cargo xtask`: sets a machine up and runs the project's tasks. Depends on nothing but the
//! standard library, and knows the product only by its commands.
#![allow(clippy::print_stdout, clippy::print_stderr)] // A terminal program: talking is its job.

mod args;
mod bench;
mod check;
mod demo;
mod guide;
mod project;
mod run;
mod setup;
mod stages;
mod table;
mod test;

use args::Task;
use project::Project;
use run::Trouble;
use std::process::ExitCode;

fn main() -> ExitCode {
    match args::parse(std::env::args().skip(1)) {
        Ok(task) => done(perform(task)),
        Err(usage) => {
            eprintln!("{usage}\n\n{}", args::HELP);
            ExitCode::from(2)
        }
    }
}

/// Whether all went well.
fn perform(task: Task) -> Result<bool, Trouble> {
    let project = Project::here()?;
    match task {
        Task::Demo(options) => demo::demo(&project, &options).map(|()| true),
        Task::Test(options) => test::test(&project, &options),
        Task::Check => check::check(&project),
        Task::Bench(name) => bench::bench(&project, &name).map(|()| true),
        Task::Guide => guide::take(&project).map(|()| true),
        Task::Licences => stages::rust::licences(&project).map(|()| true),
        Task::Types => stages::contract::write(&project).map(|()| true),
        Task::Help => {
            println!("{}", args::HELP);
            Ok(true)
        }
    }
}

fn done(result: Result<bool, Trouble>) -> ExitCode {
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(trouble) => {
            eprintln!("\n{trouble}");
            ExitCode::FAILURE
        }
    }
}
