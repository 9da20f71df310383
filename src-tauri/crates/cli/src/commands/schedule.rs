//! `schedule`: when automatic syncs run, and the system's own scheduler that starts them.

use super::Outcome;
use crate::args::{Global, Schedule, SetSchedule};
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use crate::timer::{self, Installation, Job};
use chrono::Utc;
use rollcall_engine::api::{ErrorCode, Failure, ScheduleView};
use rollcall_engine::local_zone;

pub(crate) async fn run(session: &Session, global: &Global, args: Schedule) -> Outcome {
    match args {
        Schedule::Show => {}
        Schedule::Set(set) => change(session, &set).await?,
        Schedule::Pause => session.engine.pause_schedule(Utc::now(), local_zone()).await?,
        Schedule::Resume => session.engine.resume_schedule(Utc::now()).await?,
        Schedule::Install => timer::install(&plan(session, global).await?.1)?,
        Schedule::Remove => timer::remove(&plan(session, global).await?.1)?,
    }
    let (schedule, installation) = plan(session, global).await?;
    output::schedule(&schedule, &installation, session.json);
    Ok(Exit::Done)
}

async fn change(session: &Session, set: &SetSchedule) -> Result<(), Failure> {
    if let Some(at) = &set.at {
        session.engine.set_schedule_time(at).await?;
    }
    if let Some(name) = &set.name {
        let connection = session.connection(name).await?;
        session.engine.switch_schedule(connection.id, set.on).await?;
    }
    Ok(())
}

async fn plan(session: &Session, global: &Global) -> Result<(ScheduleView, Installation), Failure> {
    let schedule = session.engine.schedule(Utc::now(), local_zone()).await?;
    let installation = timer::installation(&job(session, global, &schedule.at)?, session.engine.data_dir())?;
    Ok((schedule, installation))
}

/// This program with the same data directory and key, wherever it is called from.
fn job(session: &Session, global: &Global, at: &str) -> Result<Job, Failure> {
    let unusable = |error: std::io::Error| Failure::new(ErrorCode::Internal).caused_by(error);
    let mut args: Vec<String> =
        ["sync", "--all", "--scheduled", "--once-a-day", "--data-dir"].map(str::to_owned).into();
    args.push(std::path::absolute(session.engine.data_dir()).map_err(unusable)?.display().to_string());
    if let Some(file) = &global.key_file {
        args.extend([
            "--key-file".to_owned(),
            std::path::absolute(file).map_err(unusable)?.display().to_string(),
        ]);
    }
    let (hour, minute) = at.split_once(':').unwrap_or_default();
    let number = |text: &str| text.parse().unwrap_or_default();
    Ok(Job {
        program: std::env::current_exe().map_err(unusable)?,
        args,
        hour: number(hour),
        minute: number(minute),
    })
}
