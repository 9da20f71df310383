//! `backup` and `restore`: everything but the sign-ins, as one file.

use super::Outcome;
use crate::args::{BackupFile, Global};
use crate::exit::Exit;
use crate::output;
use crate::session::{Session, options};
use rollcall_engine::Engine;

pub(crate) async fn backup(session: &Session, args: &BackupFile) -> Outcome {
    let done = session.engine.back_up(args.file.display().to_string()).await?;
    output::backed_up(&done, session.json);
    Ok(Exit::Done)
}

/// Without a session: the database may be one that does not open.
pub(crate) fn restore(global: &Global, args: &BackupFile) -> Outcome {
    let (_, restored) = Engine::restore(options(global)?, &args.file)?;
    output::backup_restored(&restored, global.json);
    Ok(Exit::Done)
}
