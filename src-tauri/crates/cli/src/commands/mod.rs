//! One file per command.

mod backup;
mod chart;
mod connect;
mod connections;
mod demo;
mod departments;
mod employees;
mod export;
mod history;
mod people;
mod preview;
mod proxy;
mod register;
mod rules;
mod schedule;
mod sync;

use crate::args::{Cli, Command, Global};
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use rollcall_engine::api::Failure;

/// What a command ends with; a failure is put into words in one place, below.
type Outcome = Result<Exit, Failure>;

pub(crate) async fn run(cli: Cli) -> Exit {
    match dispatch(&cli.global, cli.command).await {
        Ok(exit) => exit,
        Err(failure) => {
            output::failure(&failure, cli.global.json);
            Exit::of_failure(&failure)
        }
    }
}

async fn dispatch(global: &Global, command: Command) -> Outcome {
    if let Command::Demo(args) = command {
        return demo::run(global, &args).await;
    }
    if let Command::Register(args) = command {
        return register::run(&args, global.json);
    }
    if let Command::Restore(args) = command {
        return backup::restore(global, &args);
    }
    let session = Session::open(global)?;
    match command {
        Command::Connect(args) => connect::connect(&session, args).await,
        Command::Signin(args) => connect::sign_in_again(&session, args).await,
        Command::Connections => connections::list(&session).await,
        Command::Disconnect(args) => connections::disconnect(&session, &args).await,
        Command::Preview(args) => preview::run(&session, args).await,
        Command::Sync(args) => sync::run(&session, args).await,
        Command::Employees(args) => employees::run(&session, &args).await,
        Command::Departments(args) => departments::run(&session, args).await,
        Command::Rules(args) => rules::run(&session, args).await,
        Command::Person(args) => people::person(&session, *args).await,
        Command::Add(args) => people::add(&session, args).await,
        Command::Import(args) => people::import(&session, args).await,
        Command::Export(args) => export::run(&session, &args).await,
        Command::Chart(args) => chart::run(&session, &args).await,
        Command::History(args) => history::run(&session, &args).await,
        Command::Undo(args) => history::undo(&session, &args).await,
        Command::Backup(args) => backup::backup(&session, &args).await,
        Command::Restore(args) => backup::restore(global, &args),
        Command::Schedule(args) => schedule::run(&session, global, args).await,
        Command::Proxy(args) => proxy::run(&session, args).await,
        Command::Demo(args) => demo::run(global, &args).await,
        Command::Register(args) => register::run(&args, global.json),
    }
}
