//! `sync`: read, plan, apply.

use super::Outcome;
use super::preview::read_how;
use crate::args::Sync;
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use rollcall_engine::SyncHow;
use rollcall_engine::api::{Failure, RunTrigger};

pub(crate) async fn run(session: &Session, args: Sync) -> Outcome {
    let how = SyncHow {
        read: read_how(args.read),
        allow_removals: args.allow_removals,
        trigger: if args.scheduled { RunTrigger::Scheduled } else { RunTrigger::Manual },
    };
    match args.name {
        Some(name) => one(session, &name, &how).await,
        None => all(session, &how).await,
    }
}

async fn one(session: &Session, name: &str, how: &SyncHow) -> Outcome {
    let connection = session.connection(name).await?;
    let run = session.engine.sync(connection.id, how.clone()).await?;
    output::run(&run, session.json);
    Ok(Exit::of_run(&run))
}

/// One failing connection does not keep the others from running.
async fn all(session: &Session, how: &SyncHow) -> Result<Exit, Failure> {
    let mut runs = Vec::new();
    let mut exit = Exit::Done;
    for connection in session.engine.connections().await? {
        match session.engine.sync(connection.id, how.clone()).await {
            Ok(run) => {
                exit = exit.worst(Exit::of_run(&run));
                runs.push(Ok(run));
            }
            Err(failure) => {
                exit = exit.worst(Exit::of_failure(&failure));
                runs.push(Err((connection.name, failure)));
            }
        }
    }
    output::runs_of_all(&runs, session.json);
    Ok(exit)
}
