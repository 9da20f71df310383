//! Rollcall's own read, through the engine as the command line uses it, until planning begins.

use crate::meter::Meter;
use rollcall_engine::api::{ConnectionView, JobPhase};
use rollcall_engine::{Engine, Event, Listener, Options, ReadHow, Secrets};
use std::path::Path;
use std::sync::Arc;
use tokio::sync::Notify;

pub(crate) fn open(dir: &Path, listener: Listener) -> Engine {
    let secrets = Secrets::KeyFile(dir.join("key"));
    Engine::open(Options { data_dir: dir.join("data"), secrets, listener }).unwrap()
}

pub(crate) async fn connection(engine: &Engine) -> ConnectionView {
    engine.connections().await.unwrap().remove(0)
}

/// Reads into the data directory and says what it cost; the plan that would follow is left out.
pub(crate) async fn run(dir: &str, full: bool) {
    let dir = Path::new(dir);
    let planning = Arc::new(Notify::new());
    let engine = open(dir, when_planning(planning.clone()));
    let connection = connection(&engine).await;
    let meter = Meter::start();
    let cost = tokio::select! {
        ended = engine.preview(connection.id, ReadHow { full, ..ReadHow::default() }) => panic!("no plan: {ended:?}"),
        () = planning.notified() => meter.cost(),
    };
    crate::meter::Cost { rows: rows(dir), ..cost }.say();
    std::process::exit(0);
}

fn when_planning(planning: Arc<Notify>) -> Listener {
    Arc::new(move |event| {
        if matches!(event, Event::Job(job) if job.phase == JobPhase::Planning) {
            planning.notify_one();
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
