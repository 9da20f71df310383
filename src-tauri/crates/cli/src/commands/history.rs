//! `history` and `undo`: past runs.

use super::Outcome;
use crate::args::{History, Undo};
use crate::exit::Exit;
use crate::output;
use crate::session::Session;

pub(crate) async fn run(session: &Session, args: &History) -> Outcome {
    match args.run {
        None => output::history(&session.engine.history(0, usize::MAX).await?, session.json),
        Some(run) => output::run_detail(&session.engine.run(run).await?, session.json),
    }
    Ok(Exit::Done)
}

pub(crate) async fn undo(session: &Session, args: &Undo) -> Outcome {
    match (args.run, args.to) {
        (Some(run), _) => {
            let undone = session.engine.take_back(run).await?;
            output::undone(&undone, session.json);
            Ok(Exit::of_run(&undone.run))
        }
        (None, Some(run)) => {
            output::restored(&session.engine.restore_to(run).await?, session.json);
            Ok(Exit::Done)
        }
        (None, None) => Ok(Exit::WrongUsage),
    }
}
