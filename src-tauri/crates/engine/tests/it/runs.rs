//! What a run did to each person, block by block.

use crate::world::World;
use rollcall_engine::api::{ImportRequest, PersonEdit, Place, PlanRow, PlanTab, RunResult};
use rollcall_engine::{ApplyHow, ReadHow, SyncHow};

/// All rows of a tab, read seven at a time.
async fn in_blocks(world: &World, run: i64, tab: PlanTab) -> Vec<PlanRow> {
    let mut rows = Vec::new();
    loop {
        let page = world.engine.run_rows(run, tab, rows.len(), 7).await.unwrap();
        rows.extend(page.rows);
        if rows.len() >= page.total {
            return rows;
        }
    }
}

fn who(rows: &[PlanRow]) -> Vec<&str> {
    rows.iter().map(|row| row.object_id.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn blocks_of_a_run_give_all_of_it_in_its_order() {
    let world = World::connected().await;
    world.preview(world.connection, false).await;
    let skip: Vec<String> =
        world.directory().users.iter().take(40).map(|user| user.object_id.to_string()).collect();
    let how = SyncHow { read: ReadHow { skip, ..ReadHow::default() }, ..SyncHow::default() };
    let run = world.engine.sync(world.connection, how).await.unwrap().run;
    let whole = world.engine.run(run).await.unwrap();
    assert!(whole.changes.len() > 50 && whole.passed_over.len() > 7, "more than a block of each");
    assert_eq!(who(&in_blocks(&world, run, PlanTab::Add).await), who(&whole.changes), "who came in");
    let passed = in_blocks(&world, run, PlanTab::NotImported).await;
    assert_eq!(who(&passed), who(&whole.passed_over), "who was left out");

    let erase = PersonEdit { place: Some(Place::Erase), ..PersonEdit::default() };
    world.engine.edit_person(&passed[3].object_id, erase).await.unwrap();
    let left = in_blocks(&world, run, PlanTab::NotImported).await;
    assert_eq!(left.len(), passed.len() - 1, "whoever is erased is told of no more");
    assert_eq!(who(&left)[3], passed[4].object_id, "and the others close the gap");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_keeps_from_when_to_when_it_was_read_and_planned() {
    let world = World::connected().await;
    let preview = world.engine.preview(world.connection, ReadHow::default()).await.unwrap();
    let run = world.engine.apply(&preview.plan, ApplyHow::default()).await.unwrap();
    let read = run.read.unwrap();
    let (began, planned) = read.span.unwrap();
    assert!(began <= preview.read_at && preview.read_at <= planned, "the reading lies in it");
    assert!(planned <= run.started_at, "the preview came first");
}

/// What an undo says beforehand is what it says afterwards, and what the next sync does.
#[tokio::test(flavor = "multi_thread")]
async fn an_undo_says_beforehand_whether_the_next_sync_would_do_it_again() {
    let world = World::connected().await;
    let mut last = world.run().await.run;
    for again in [true, false, true] {
        let seen = world.engine.undo_preview(last).await.unwrap();
        let undone = world.engine.take_back(last).await.unwrap();
        assert_eq!((seen.comes_again, undone.comes_again), (again, again), "run {last}");
        last = undone.run.run;
    }
    assert_eq!(world.run().await.result, RunResult::Applied, "as it said");
    let back = world.engine.restore_preview(last).await.unwrap();
    let restored = world.engine.restore_to(last).await.unwrap();
    assert!(back.comes_again && restored.comes_again, "nor does going back");
    let forth = world.engine.take_back(restored.runs[0].run).await.unwrap();
    assert!(!forth.comes_again, "the list is as sync made it");
    assert_eq!(world.run().await.result, RunResult::NoChanges, "and sync agrees");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_from_a_file_are_not_said_to_come_again() {
    let world = World::connected().await;
    let file = tempfile::NamedTempFile::with_suffix(".csv").unwrap();
    std::fs::write(file.path(), "email,display_name\nlocal@contoso.example,Local\n").unwrap();
    let path = file.path().display().to_string();
    let request = ImportRequest { path, ..ImportRequest::default() };
    let imported = world.engine.import_people(request).await.unwrap();
    let seen = world.engine.undo_preview(imported.run.unwrap()).await.unwrap();
    assert_eq!((seen.counts.remove, seen.comes_again), (1, false), "nobody brings the person but a file");
}
