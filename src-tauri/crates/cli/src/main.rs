//! `rollcall`: the command line. stdout carries the result, stderr progress and messages.
//! Thin: it decodes arguments, calls the engine, and puts what comes back into words.

mod args;
mod commands;
mod exit;
mod output;
mod session;
mod timer;

use clap::Parser;
use exit::Exit;

fn main() -> std::process::ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(help_or_mistake) => return output::usage(&help_or_mistake).into(),
    };
    // The demo works in a folder of its own.
    let kept = session::data_dir(&cli.global).ok().filter(|_| !matches!(cli.command, args::Command::Demo(_)));
    output::start_log(cli.global.verbose, kept.as_deref());
    match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(commands::run(cli)).into(),
        Err(error) => {
            output::message(format_args!("error: cannot start: {error}"));
            Exit::Failed.into()
        }
    }
}
