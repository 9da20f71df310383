//! Lists that belong to many objects (the members of groups, mostly): 20 lists a request through
//! `$batch`, a few requests at a time.
//! An outer 200 says nothing: each part has its own status, throttling included.
//! <https://learn.microsoft.com/graph/json-batching>

mod parts;

use crate::error::GraphError;
use crate::page::{BadRecord, Page, Parsed};
use crate::pager::Pager;
use crate::record::{Member, Relation};
use crate::wire::{Ask, Body, Budget, Wire, jitter};
use futures_util::stream::{self, StreamExt};
use parts::Answers;
use rollcall_people::ObjectId;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio_util::task::AbortOnDropHandle;

/// A list of one object.
pub(crate) type Which = (Relation, ObjectId);

/// As many requests as Graph takes in one `$batch`.
const PARTS: usize = 20;

/// Pages that may wait to be taken; of most lists there is just one, and a small one.
const PAGES: usize = 2 * PARTS;

/// Some of one object's list. The pages of a list come in order, those of different lists mixed.
#[derive(Debug)]
pub struct RelatedPage {
    pub of: ObjectId,
    pub relation: Relation,
    pub objects: Vec<Member>,
    pub bad: Vec<BadRecord>,
    pub state: ListState,
}

#[derive(Debug)]
pub enum ListState {
    More,
    /// This was the last page.
    Complete,
    /// The list could not be read to its end (403, 404, a server that keeps failing on it);
    /// what came of it before is incomplete.
    Failed(GraphError),
}

/// Dropping it ends the requests under way. Needs a tokio runtime from the first [`Related::next`] on.
pub struct Related {
    wire: Arc<Wire>,
    wanted: Vec<Which>,
    lanes: usize,
    running: Option<Running>,
}

struct Running {
    pages: mpsc::Receiver<Result<RelatedPage, GraphError>>,
    _task: AbortOnDropHandle<()>,
}

impl Related {
    pub(crate) fn new(wire: &Arc<Wire>, wanted: Vec<Which>) -> Self {
        Self { wire: Arc::clone(wire), wanted, lanes: wire.limits.lanes, running: None }
    }

    /// Leaves so many lanes to whatever is read beside it: a list waits for each of its pages, and would
    /// otherwise wait for a free lane every time as well.
    pub fn beside(self, others: usize) -> Self {
        Self { lanes: self.lanes.saturating_sub(others).max(1), ..self }
    }

    /// The next page of any list, or `None` when each list has been `Complete` or `Failed`.
    /// An error concerns them all: nothing more comes.
    pub async fn next(&mut self) -> Result<Option<RelatedPage>, GraphError> {
        if self.running.is_none() {
            self.running = Some(start(&self.wire, std::mem::take(&mut self.wanted), self.lanes));
        }
        let Some(running) = &mut self.running else { return Ok(None) };
        let page = running.pages.recv().await.transpose();
        if page.is_err() {
            running.pages.close();
        }
        page
    }

    /// The next page and all that have come by now: most pages are small, and wanted together.
    pub async fn some(&mut self) -> Result<Option<Vec<RelatedPage>>, GraphError> {
        let Some(first) = self.next().await? else { return Ok(None) };
        let mut pages = vec![first];
        while let Some(Ok(page)) = self.running.as_mut().map(|running| running.pages.try_recv()) {
            pages.push(page?);
        }
        Ok(Some(pages))
    }
}

fn start(wire: &Arc<Wire>, wanted: Vec<Which>, lanes: usize) -> Running {
    let (out, pages) = mpsc::channel(PAGES);
    let lane = Lane { wire: Arc::clone(wire), out };
    let task = tokio::spawn(async move {
        let batches = wanted.chunks(PARTS).map(<[Which]>::to_vec).collect::<Vec<_>>();
        let work = stream::iter(batches).for_each_concurrent(lanes, |batch| lane.run(batch));
        tokio::select! {
            () = work => {}
            // Nobody listens any more.
            () = lane.out.closed() => {}
        }
    });
    Running { pages, _task: AbortOnDropHandle::new(task) }
}

struct Lane {
    wire: Arc<Wire>,
    out: mpsc::Sender<Result<RelatedPage, GraphError>>,
}

impl Lane {
    async fn run(&self, wanted: Vec<Which>) {
        if let Err(error) = self.read(wanted).await {
            self.send(Err(error)).await;
        }
    }

    /// Asks until each list has an answer; those that were throttled or failed are asked again.
    async fn read(&self, mut open: Vec<Which>) -> Result<(), GraphError> {
        let mut budget = Budget::new(&self.wire.limits);
        while !open.is_empty() {
            let (done, failed) = sort(self.ask(&open).await?);
            open = failed.keys().cloned().collect();
            let worst = failed.values().max_by_key(|error| error.retry_after());
            let pause = worst.and_then(|error| budget.pause(error, jitter()));
            if let (Some(error), Some(pause)) = (worst, pause) {
                self.wire.slow_down(error, pause);
            }
            for (which, answer) in done {
                self.deliver(which, answer).await?;
            }
            match (worst, pause) {
                (Some(_), Some(pause)) => self.wire.rest(pause).await?,
                _ => return self.give_up(failed).await,
            }
        }
        Ok(())
    }

    async fn ask(&self, wanted: &[Which]) -> Result<Answers, GraphError> {
        let link = self.wire.base.link("/$batch")?;
        let read = |answer: Body| parts::read(&self.wire.base, wanted, &answer);
        self.wire.ask(&Ask::batch(link, &parts::body(wanted)), read).await
    }

    /// The first page, and those that follow it.
    async fn deliver(
        &self,
        which: Which,
        answer: Result<Parsed<Member>, GraphError>,
    ) -> Result<(), GraphError> {
        let ended = match answer {
            Ok(Parsed { page, next: None, .. }) => {
                return self.page(&which, page, ListState::Complete).await;
            }
            Ok(Parsed { page, next: Some(next), .. }) => {
                self.page(&which, page, ListState::More).await?;
                self.follow(&which, &next).await
            }
            Err(error) => Err(error),
        };
        let state = match ended {
            Ok(()) => ListState::Complete,
            Err(error) if concerns_all(&error) => return Err(error),
            Err(error) => ListState::Failed(error),
        };
        self.page(&which, Page { records: Vec::new(), bad: Vec::new() }, state).await
    }

    async fn follow(&self, which: &Which, next: &str) -> Result<(), GraphError> {
        let mut pages = Pager::new(&self.wire, self.wire.base.follow(next));
        while let Some(page) = pages.next().await? {
            self.page(which, page, ListState::More).await?;
        }
        Ok(())
    }

    async fn give_up(&self, failed: BTreeMap<Which, GraphError>) -> Result<(), GraphError> {
        for (which, error) in failed {
            self.deliver(which, Err(error)).await?;
        }
        Ok(())
    }

    async fn page(
        &self,
        (relation, of): &Which,
        page: Page<Member>,
        state: ListState,
    ) -> Result<(), GraphError> {
        let page =
            RelatedPage { of: of.clone(), relation: *relation, objects: page.records, bad: page.bad, state };
        self.send(Ok(page)).await;
        Ok(())
    }

    /// When nobody listens any more, the whole task ends.
    async fn send(&self, page: Result<RelatedPage, GraphError>) {
        let _ = self.out.send(page).await;
    }
}

/// Answers to pass on, and trouble that may pass.
fn sort(answers: Answers) -> (Answers, BTreeMap<Which, GraphError>) {
    let mut passing = BTreeMap::new();
    let mut done = BTreeMap::new();
    for (which, answer) in answers {
        match answer {
            Err(
                error @ (GraphError::Throttled { .. }
                | GraphError::Server { .. }
                | GraphError::BadAnswer { .. }),
            ) => {
                passing.insert(which, error);
            }
            answer => drop(done.insert(which, answer)),
        }
    }
    (done, passing)
}

/// Trouble that the next list would have as well.
fn concerns_all(error: &GraphError) -> bool {
    !matches!(
        error,
        GraphError::Forbidden(_)
            | GraphError::NotFound(_)
            | GraphError::Resync(_)
            | GraphError::Rejected(_)
            | GraphError::Server { .. }
            | GraphError::BadAnswer { .. }
            | GraphError::TooManyPages { .. }
    )
}
