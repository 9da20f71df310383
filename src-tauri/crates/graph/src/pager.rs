//! A list, page by page. While one page is read and worked on, the next is already under way.

use crate::delta::DeltaLink;
use crate::error::{Flaw, GraphError, Trace};
use crate::page::{self, Page, Parsed, Record};
use crate::wire::{Ask, Body, Link, Wire};
use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::Arc;
use tokio_util::task::AbortOnDropHandle;

/// Dropping it ends the request under way. Needs a tokio runtime from the first [`Pager::next`] on.
pub struct Pager<T> {
    wire: Arc<Wire>,
    read: fn(&str) -> Result<Parsed<T>, Flaw>,
    state: State,
    /// Hashes of the links asked so far.
    asked: HashSet<u64>,
    hashes: RandomState,
    changes: bool,
    delta: Option<DeltaLink>,
}

enum State {
    Start(Result<Link, GraphError>),
    Ahead(Ahead),
    /// Being read, or read in vain: asking on would pass off a part as the whole.
    Broken,
    Done,
}

struct Ahead {
    link: Link,
    body: AbortOnDropHandle<Result<Body, GraphError>>,
}

impl<T> Pager<T> {
    pub(crate) fn new(wire: &Arc<Wire>, start: Result<Link, GraphError>) -> Self
    where
        T: Record,
    {
        Self {
            wire: Arc::clone(wire),
            read: page::parse,
            state: State::Start(start),
            asked: HashSet::new(),
            hashes: RandomState::new(),
            changes: false,
            delta: None,
        }
    }

    /// A list that ends with a link to the changes that follow it.
    pub(crate) fn of_changes(wire: &Arc<Wire>, start: Result<Link, GraphError>) -> Self
    where
        T: Record,
    {
        Self { changes: true, ..Self::new(wire, start) }
    }

    /// The next page, or `None` after the last. After an error there is nothing more to be had.
    pub async fn next(&mut self) -> Result<Option<Page<T>>, GraphError> {
        self.turn().await.map_err(|error| if self.changes { expired(error) } else { error })
    }

    /// Where the next round of changes begins; known once a list of changes is through.
    pub fn delta_link(&self) -> Option<&DeltaLink> {
        self.delta.as_ref()
    }

    async fn turn(&mut self) -> Result<Option<Page<T>>, GraphError> {
        match std::mem::replace(&mut self.state, State::Broken) {
            State::Start(link) => self.go_on(link?)?,
            State::Done => self.state = State::Done,
            other => self.state = other,
        }
        let ahead = match &mut self.state {
            State::Ahead(ahead) => ahead,
            State::Done => return Ok(None),
            State::Start(_) | State::Broken => return Err(GraphError::Stopped),
        };
        // Awaited in place, so that a caller may drop this future and come back.
        let body = (&mut ahead.body).await;
        let link = ahead.link.clone();
        self.state = State::Broken;
        let body = body.unwrap_or(Err(GraphError::Stopped))?;
        self.open(link, &body).await.map(Some)
    }

    async fn open(&mut self, link: Link, body: &Body) -> Result<Page<T>, GraphError> {
        self.asked.insert(self.hashes.hash_one(&link));
        if let Some(next) = page::peek_next(&body.text) {
            self.go_on(self.wire.base.follow(&next)?)?;
        }
        let parsed = match (self.read)(&body.text) {
            Ok(parsed) => parsed,
            Err(_) => self.again(link).await?,
        };
        self.turn_to(parsed, &body.trace)
    }

    /// The page made no sense: it is asked for anew, and so is what follows it.
    async fn again(&mut self, link: Link) -> Result<Parsed<T>, GraphError> {
        self.state = State::Broken;
        let read = self.read;
        self.wire.ask(&self.ask(link), |body| read(&body.text)).await
    }

    fn turn_to(&mut self, parsed: Parsed<T>, trace: &Trace) -> Result<Page<T>, GraphError> {
        match (parsed.next, parsed.delta) {
            (Some(_), _) if matches!(self.state, State::Ahead(_)) => {}
            (Some(next), _) => self.go_on(self.wire.base.follow(&next)?)?,
            (None, None) if self.changes => {
                return Err(GraphError::BadAnswer { what: Flaw::Shape, trace: trace.clone() });
            }
            (None, delta) => {
                self.delta = delta.map(DeltaLink);
                self.state = State::Done;
            }
        }
        Ok(parsed.page)
    }

    fn ask(&self, link: Link) -> Ask {
        if self.changes { Ask::changes(link) } else { Ask::get(link) }
    }

    fn go_on(&mut self, link: Link) -> Result<(), GraphError> {
        let pages = self.asked.len();
        if pages >= self.wire.limits.pages || self.asked.contains(&self.hashes.hash_one(&link)) {
            self.state = State::Broken;
            return Err(GraphError::TooManyPages { pages });
        }
        let (wire, ask) = (Arc::clone(&self.wire), self.ask(link.clone()));
        let body = tokio::spawn(async move { wire.ask(&ask, Ok).await });
        self.state = State::Ahead(Ahead { link, body: AbortOnDropHandle::new(body) });
        Ok(())
    }
}

/// Whatever is wrong with a stored position, short of permissions and throttling, means: read in full.
fn expired(error: GraphError) -> GraphError {
    match error {
        GraphError::NotFound(trace) => GraphError::Resync(trace),
        GraphError::Rejected(trace) if trace.http_status.is_some_and(|s| (400..500).contains(&s)) => {
            GraphError::Resync(trace)
        }
        other => other,
    }
}
