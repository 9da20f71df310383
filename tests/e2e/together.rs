//! The window and another process over one data directory: one run at a time, whoever began it.

use crate::stage::{App, Machine, Start};
use crate::world::World;
use rollcall_engine::SyncHow;
use rollcall_engine::api::{ErrorCode, RunResult};
use rollcall_sample::{Effect, Fault, FaultId};
use std::path::Path;
use std::time::Duration;

/// The next run stays in the middle of its reading until all faults are lifted.
fn holding(world: &World) -> FaultId {
    world.company.faults().add(Fault::new("/v1.0/users?", Effect::Hang))
}

async fn until_it_stands_still(world: &World, fault: FaultId) {
    while world.company.faults().struck(fault) == 0 {
        tokio::time::sleep(Duration::from_millis(20)).await; // until the run has come so far
    }
}

async fn sync_now(app: &App) {
    app.go("Connections").await;
    app.press("Sync now").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_and_another_process_never_sync_at_once() {
    let world = World::synced().await;
    let app = world.open().await;
    world.company.next_day();
    let held = holding(&world);
    let (engine, connection) = (world.engine.clone(), world.connection);
    let theirs = tokio::spawn(async move { engine.sync(connection, SyncHow::default()).await });
    until_it_stands_still(&world, held).await;
    sync_now(&app).await;
    app.sees("Another run is under way.").await;
    world.company.faults().clear();
    let theirs = theirs.await.unwrap().unwrap();
    assert_eq!(theirs.result, RunResult::Applied, "nobody came between: {:?}", theirs.error);

    world.company.next_day();
    let held = holding(&world);
    sync_now(&app).await;
    until_it_stands_still(&world, held).await;
    let refused = world.engine.sync(connection, SyncHow::default()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::RunActive, "the window's run is one as well");
    world.company.faults().clear();
    app.sees("Contoso: Applied").await;
    let history = world.engine.history(0, 10).await.unwrap();
    assert_eq!(history.len(), 3, "the first, theirs, the window's; what was refused is none");
    app.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_shows_what_another_process_did() {
    let world = World::synced().await;
    let app = world.open().await;
    app.go("History").await;
    app.sees("Applied").await;
    let first = world.engine.history(0, 1).await.unwrap().remove(0);
    world.engine.undo(first.run).await.unwrap();
    app.sees("Undone").await;
    app.go("Employees").await;
    app.sees("No employees yet").await;
    app.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_is_shown_before_its_data_can_be_opened() {
    let world = World::connected().await;
    let data = world.path("locked");
    std::fs::create_dir(&data).unwrap();
    let copy = data.join("rollcall.sqlite");
    let open = |path: &Path| rusqlite::Connection::open(path).unwrap();
    open(&world.path("data/rollcall.sqlite")).execute("VACUUM INTO ?1", [copy.to_str()]).unwrap();
    let other = open(&copy);
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").unwrap();
    let [_, key] = world.variables();
    let variables = [("ROLLCALL_DATA_DIR", data.into_os_string()), key];

    let app = App::on(Machine::start(), Start { variables: &variables, ..Start::default() }).await;
    app.is_shown().await;
    let answered = app
        .ask(
            "const status = window.__TAURI_INTERNALS__.invoke('app_status').then(() => true, () => true);
             return Promise.race([status, new Promise((next) => setTimeout(() => next(false), 50))]);",
        )
        .await;
    assert_eq!(answered, false, "nobody has to look at nothing while a database is brought up to date");
    drop(other);
    app.sees("Contoso").await;
}
