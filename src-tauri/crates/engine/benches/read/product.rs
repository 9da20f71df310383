//! Rollcall's own read, through the engine as the command line uses it, until planning begins; or all of
//! a first sync.

use crate::meter::{Cost, Meter};
use rollcall_engine::api::{ConnectionView, JobPhase, RunResult};
use rollcall_engine::{Engine, Event, Listener, Options, ReadHow, Secrets, SyncHow};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};
use tokio::sync::oneshot;

pub(crate) fn open(dir: &Path, listener: Listener) -> Engine {
    let secrets = Secrets::KeyFile(dir.join("key"));
    Engine::open(Options { data_dir: dir.join("data"), secrets, listener }).unwrap()
}

pub(crate) async fn connection(engine: &Engine) -> ConnectionView {
    engine.connections().await.unwrap().remove(0)
}

/// What Rollcall is to do.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Task {
    /// Read everything; the plan that would follow is left out.
    Full,
    /// The same, following the changes since the last read.
    Changes,
    /// A first sync: read everything, plan and apply.
    Sync,
}

impl Task {
    const ALL: [Self; 3] = [Self::Full, Self::Changes, Self::Sync];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Changes => "changes",
            Self::Sync => "sync",
        }
    }
}

/// Does it in the data directory and says what it cost.
pub(crate) async fn run(dir: &str, task: &str) {
    let task = Task::ALL.into_iter().find(|known| known.word() == task).unwrap();
    let dir = Path::new(dir);
    let cost = if task == Task::Sync { sync(dir).await } else { read(dir, task == Task::Full).await };
    Cost { rows: rows(dir), ..cost }.say();
    std::process::exit(0);
}

async fn read(dir: &Path, full: bool) -> Cost {
    let (planning, begun) = oneshot::channel();
    let meter = Arc::new(OnceLock::new());
    let engine = open(dir, when_planning(meter.clone(), planning));
    let connection = connection(&engine).await;
    meter.get_or_init(Meter::start);
    tokio::select! {
        ended = engine.preview(connection.id, ReadHow { full, ..ReadHow::default() }) => panic!("no plan: {ended:?}"),
        cost = begun => cost.unwrap(),
    }
}

async fn sync(dir: &Path) -> Cost {
    let engine = open(dir, Arc::new(|_| {}));
    let connection = connection(&engine).await;
    let meter = Meter::start();
    let run = engine.sync(connection.id, SyncHow::default()).await.unwrap();
    let cost = meter.cost();
    assert_eq!(run.result, RunResult::Applied, "people come in");
    cost
}

/// Says what it cost until then; whoever announces it goes on planning meanwhile.
fn when_planning(meter: Arc<OnceLock<Meter>>, planning: oneshot::Sender<Cost>) -> Listener {
    let planning = Mutex::new(Some(planning));
    Arc::new(move |event| {
        if matches!(event, Event::Job(job) if job.phase == JobPhase::Planning)
            && let Some(planning) = planning.lock().unwrap().take()
        {
            planning.send(meter.get().unwrap().cost()).unwrap();
        }
    })
}

/// What is in the database afterwards.
fn rows(dir: &Path) -> [usize; 3] {
    let db = rusqlite::Connection::open(dir.join("data/rollcall.sqlite")).unwrap();
    [
        "SELECT count(*) FROM directory_object WHERE kind = 'user'",
        "SELECT count(*) FROM directory_object WHERE kind = 'group'",
        "SELECT count(*) FROM directory_member",
    ]
    .map(|sql| db.query_row(sql, [], |row| row.get(0)).unwrap())
}
