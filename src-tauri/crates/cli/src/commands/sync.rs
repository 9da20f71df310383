//! `sync`: read, plan, apply.

use super::Outcome;
use super::preview::read_how;
use crate::args::Sync;
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use chrono::Utc;
use rollcall_engine::api::{ConnectionView, Failure, RunTrigger, Turn};
use rollcall_engine::{SyncHow, TurnHow, local_zone};

pub(crate) async fn run(session: &Session, args: Sync) -> Outcome {
    let read = read_how(args.read);
    let way = if args.scheduled {
        Way::Scheduled(TurnHow { read, once_a_day: args.once_a_day })
    } else {
        Way::ByHand(SyncHow { read, allow_removals: args.allow_removals, trigger: RunTrigger::Manual })
    };
    match args.name {
        Some(name) => one(session, &name, &way).await,
        None => all(session, &way).await,
    }
}

enum Way {
    ByHand(SyncHow),
    Scheduled(TurnHow),
}

impl Way {
    async fn sync(&self, session: &Session, connection: &ConnectionView) -> Result<Turn, Failure> {
        let engine = &session.engine;
        match self {
            Self::ByHand(how) => Ok(Turn::Ran(Box::new(engine.sync(connection.id, how.clone()).await?))),
            Self::Scheduled(how) => {
                engine.take_turn(connection.id, how.clone(), (Utc::now(), local_zone())).await
            }
        }
    }
}

async fn one(session: &Session, name: &str, way: &Way) -> Outcome {
    let connection = session.connection(name).await?;
    let turn = way.sync(session, &connection).await?;
    output::turn(&connection.name, &turn, session.json);
    if let Turn::Ran(run) = &turn {
        run.error.iter().for_each(|failure| output::admin_link(&connection, failure));
    }
    Ok(exit(&turn))
}

/// One failing connection does not keep the others from running.
async fn all(session: &Session, way: &Way) -> Outcome {
    let mut turns = Vec::new();
    for connection in session.engine.connections().await? {
        let turn = way.sync(session, &connection).await;
        turns.push((connection.name, turn));
    }
    output::runs_of_all(&turns, session.json);
    let exits = turns.iter().map(|(_, turn)| turn.as_ref().map_or_else(Exit::of_failure, exit));
    Ok(exits.fold(Exit::Done, Exit::worst))
}

fn exit(turn: &Turn) -> Exit {
    match turn {
        Turn::Ran(run) => Exit::of_run(run),
        Turn::Off | Turn::Paused | Turn::DoneToday => Exit::Done,
    }
}
