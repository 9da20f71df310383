//! What a person should hear of automatic syncs although nobody looks at the app: at most one notice
//! per run, none when nothing changed, and one per episode of trouble.

use crate::api::{Counts, Failure, RunResult, RunView};
use crate::engine::{Engine, Inner};
use crate::failures;
use crate::jobs::Event;
use rollcall_people::ConnectionId;
use rollcall_store::RunId;

/// News of one automatic sync; the edges choose whether and how to pass it on.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The connection's name.
    pub connection: String,
    pub news: News,
}

#[derive(Clone, Debug)]
pub enum News {
    Applied(Counts),
    /// The run waits for a person.
    Held(Failure),
    /// The day's run did not come about.
    Failed(Failure),
}

impl Engine {
    /// After a turn that is over. Trouble in telling must not become trouble of the run.
    pub(super) async fn announce(&self, connection: ConnectionId, run: &RunView) {
        match self.news(connection, run.clone()).await {
            Ok(Some(news)) => {
                self.inner.jobs.tell(Event::Notice(Notice { connection: run.connection.clone(), news }));
            }
            Ok(None) => {}
            Err(failure) => tracing::warn!(%connection, code = ?failure.code, "a notice was lost"),
        }
    }

    async fn news(&self, connection: ConnectionId, run: RunView) -> Result<Option<News>, Failure> {
        match (run.result, run.error) {
            (RunResult::Applied, _) => Ok(Some(News::Applied(run.counts))),
            (RunResult::Held, Some(why)) => {
                let (id, code) = (RunId(run.run), why.code);
                let known = self.blocking(move |inner| held_before(inner, connection, id, code)).await?;
                Ok((!known).then_some(News::Held(why)))
            }
            (RunResult::Failed, Some(why)) => {
                Ok(self.tell_once(connection).await?.then_some(News::Failed(why)))
            }
            _ => Ok(None),
        }
    }
}

/// Whether the connection's run before this one was held for the same reason: night after night a
/// person is told once.
fn held_before(
    inner: &Inner,
    connection: ConnectionId,
    run: RunId,
    code: crate::api::ErrorCode,
) -> Result<bool, Failure> {
    let before = inner.store.run_before(connection, run).map_err(failures::of_store)?;
    let before = before.map(crate::history::view);
    Ok(before.is_some_and(|before| {
        before.result == RunResult::Held && before.error.is_some_and(|error| error.code == code)
    }))
}
