//! The latest plan of a connection: its rows, searched, sorted and jumped among, and how long it is one.

use crate::world::World;
use rollcall_engine::SyncHow;
use rollcall_engine::api::{PlanQuery, PlanSort, PlanTab, RunResult};

#[tokio::test(flavor = "multi_thread")]
async fn the_rows_of_a_plan_are_sorted_searched_and_found_by_their_beginning() {
    let world = World::connected().await;
    world.preview(world.connection, true).await;
    let engine = &world.engine;
    let plan = engine.current_preview(world.connection).await.unwrap().unwrap().plan;
    let all = PlanQuery::of(PlanTab::All);
    let whole = engine.plan_rows(&plan, &all, 0, usize::MAX).unwrap();
    assert!(whole.total > 100, "the sample company comes in");

    let by_name = |descending| PlanQuery { sort: Some(PlanSort::Name), descending, ..all.clone() };
    let names = |query: &PlanQuery| -> Vec<String> {
        let rows = engine.plan_rows(&plan, query, 0, usize::MAX).unwrap().rows;
        rows.into_iter().map(|row| row.name).collect()
    };
    let (up, mut down) = (names(&by_name(false)), names(&by_name(true)));
    assert_eq!(up.len(), whole.total, "sorting loses nobody");
    down.reverse();
    assert_eq!(
        up.iter().map(|name| name.to_lowercase()).next(),
        down.iter().map(|name| name.to_lowercase()).next()
    );
    let block = engine.plan_rows(&plan, &by_name(false), 40, 3).unwrap().rows;
    assert_eq!(block.iter().map(|row| &row.name).collect::<Vec<_>>(), up[40..43].iter().collect::<Vec<_>>());

    let searched = PlanQuery { search: up[40].to_uppercase(), ..all.clone() };
    let found = names(&searched);
    assert!(!found.is_empty() && found.len() < 5, "one person, whatever the case: {found:?}");

    let jump = |typed: &str, from| engine.plan_jump(&plan, &by_name(false), typed, from).unwrap();
    let there = jump(&up[70], 0).unwrap();
    assert_eq!(up[there], up[70], "to that name");
    assert_eq!(jump(&up[3], 50).map(|at| up[at].clone()).as_ref(), Some(&up[3]), "round the end");
    assert_eq!(jump("nobody is called like this", 0), None, "or nowhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_sync_has_applied_is_no_preview_of_changes_to_come() {
    let world = World::connected().await;
    let engine = &world.engine;
    let shown = async || engine.current_preview(world.connection).await.unwrap().map(|shown| shown.counts);
    let first = engine.sync(world.connection, SyncHow::default()).await.unwrap();
    assert_eq!(first.result, RunResult::Applied, "{first:?}");
    assert_eq!(shown().await, None, "nothing waits any more");
    let second = engine.sync(world.connection, SyncHow::default()).await.unwrap();
    assert_eq!(second.result, RunResult::NoChanges, "{second:?}");
    assert_eq!(shown().await.unwrap().add, 0, "that there is nothing to do stays true");

    world.company.next_day();
    world.preview(world.connection, false).await;
    assert_eq!(shown().await.unwrap().add, 1, "a preview waits");
    engine.sync(world.connection, SyncHow::default()).await.unwrap();
    assert_eq!(shown().await, None, "and is overtaken by the night");
}
