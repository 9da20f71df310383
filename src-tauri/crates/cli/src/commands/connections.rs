//! `connections` and `disconnect`.

use super::Outcome;
use crate::args::Disconnect;
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use rollcall_engine::api::DisconnectChoice;

pub(crate) async fn list(session: &Session) -> Outcome {
    output::connections(&session.engine.connections().await?, session.json);
    Ok(Exit::Done)
}

pub(crate) async fn disconnect(session: &Session, args: &Disconnect) -> Outcome {
    let people = match args {
        Disconnect { archive: true, .. } => DisconnectChoice::Archive,
        Disconnect { delete: true, .. } => DisconnectChoice::Delete,
        _ => DisconnectChoice::Keep,
    };
    let connection = session.connection(&args.name).await?;
    let affected = session.engine.disconnect(connection.id, people).await?;
    output::disconnected(&connection.name, people, affected, session.json);
    Ok(Exit::Done)
}
