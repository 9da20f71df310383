//! Two processes over one data directory, of which one shows what the other one does.

use crate::world::World;
use rollcall_engine::api::{EmployeeQuery, Tag};
use rollcall_engine::{Engine, Event};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;

#[tokio::test(flavor = "multi_thread")]
async fn who_shows_the_list_hears_of_a_sync_elsewhere() {
    let world = World::connected().await;
    let (told, mut heard) = mpsc::unbounded_channel();
    let window = world.another(move |event| {
        if let Event::Changed(tags) = event {
            let _ = told.send(tags);
        }
    });
    assert_eq!(people(&window).await, 0, "nobody yet");
    let watching = tokio::spawn({
        let window = window.clone();
        async move { window.watch_others(Duration::from_millis(10)).await }
    });
    world.sync().await;
    let synced = people(&world.engine).await;
    assert!(synced > 100, "the other one brought the company in");
    let mut shown = 0;
    while shown != synced {
        let tags = timeout(Duration::from_secs(60), heard.recv()).await.expect("is told").unwrap();
        for tag in [Tag::Connections, Tag::Employees, Tag::History, Tag::Preview, Tag::Rules] {
            assert!(tags.contains(&tag), "{tag:?} may be another: {tags:?}");
        }
        shown = people(&window).await;
    }
    watching.abort();
}

async fn people(engine: &Engine) -> usize {
    engine.employees(EmployeeQuery::default(), 0, 10).await.unwrap().total
}
