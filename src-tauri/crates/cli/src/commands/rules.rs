//! `rules`: configuration as a file, and one person explained.

use super::Outcome;
use crate::args::{Rules, RulesCommand};
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use rollcall_engine::api::ConnectionView;
use std::path::Path;

pub(crate) async fn run(session: &Session, args: Rules) -> Outcome {
    let connection = session.connection(&args.name).await?;
    match args.what {
        RulesCommand::Export { file } => export(session, &connection, file.as_deref()).await,
        RulesCommand::Import { file } => import(session, &connection, &file).await,
        RulesCommand::Check { person } => {
            output::check(&session.engine.check(connection.id, &person).await?, session.json);
            Ok(Exit::Done)
        }
    }
}

async fn export(session: &Session, connection: &ConnectionView, file: Option<&Path>) -> Outcome {
    match file {
        None => output::line(session.engine.export_rules(connection.id).await?),
        Some(file) => {
            session.engine.export_rules_to(connection.id, file.to_owned()).await?;
            output::rules_exported(&connection.name, file, session.json);
        }
    }
    Ok(Exit::Done)
}

async fn import(session: &Session, connection: &ConnectionView, file: &Path) -> Outcome {
    let imported = session.engine.import_rules(connection.id, file.to_owned()).await?;
    output::rules_imported(&imported, session.json);
    Ok(Exit::Done)
}
