//! Numbers while the first read is still under way.

use crate::world::{World, rules};
use rollcall_engine::api::{EarlyCount, EarlyCounts, ErrorCode, Failure, Preview, Tag, TemplateCode};
use rollcall_engine::{Event, ReadHow};
use rollcall_sample::{Effect, Fault};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

type Read = JoinHandle<Result<Preview, Failure>>;

/// A first read whose users are all there, while the groups do not come until the faults are lifted.
async fn users_only(world: &mut World) -> Read {
    world.company.faults().add(Fault::new("/groups?", Effect::Hang));
    let heard: Arc<Notify> = Arc::default();
    let tell = heard.clone();
    world.restart(move |event| {
        if matches!(&event, Event::Changed(tags) if tags.contains(&Tag::Rules)) {
            tell.notify_one();
        }
    });
    let (engine, connection) = (world.engine.clone(), world.connection);
    let read = tokio::spawn(async move { engine.preview(connection, ReadHow::default()).await });
    heard.notified().await;
    read
}

impl World {
    /// Saves rules as a screen does; says whether they are.
    async fn choose(&self, rules: &str) -> Result<bool, Failure> {
        let config = serde_json::from_str(rules).unwrap();
        Ok(self.engine.save_rules(self.connection, config, true).await?.saved)
    }

    async fn early(&self) -> Option<EarlyCounts> {
        self.engine.early_counts(self.connection).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_are_counted_among_all_users_while_groups_still_load() {
    let mut world = World::connected().await;
    assert_eq!(world.early().await, None, "nothing is read yet");
    let read = users_only(&mut world).await;
    let early = world.early().await.unwrap();
    assert!(!read.is_finished(), "the groups are still to come");

    world.company.faults().clear();
    let preview = read.await.unwrap().unwrap();
    let read_to_its_end = world.engine.rule_templates(world.connection).await.unwrap();
    assert_eq!(early.users, preview.checked, "all users");
    assert_eq!(early.imported, Some(preview.counts.add), "the rules of a new connection need no groups");
    let known = |EarlyCount { code, people }: &EarlyCount| (format!("{code:?}"), *people);
    let known: BTreeMap<_, _> = early.templates.iter().map(known).collect();
    for template in &read_to_its_end {
        let exact = known[&format!("{:?}", template.code)];
        assert_eq!(exact, template.people, "{:?} counts then as it does at the end", template.code);
    }
    assert_eq!(known[&format!("{:?}", TemplateCode::GroupMembers)], None, "which is nothing without groups");
    assert_eq!(world.early().await, None, "now there is a directory to count in");
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_of_groups_are_not_counted_before_groups_are_read() {
    let mut world = World::connected().await;
    let read = users_only(&mut world).await;
    let before = world.early().await.unwrap();
    world.choose(&rules(&["All staff"], &[], false)).await.unwrap();
    let chosen = world.early().await.unwrap();
    assert_eq!((chosen.users, chosen.imported), (before.users, None), "nobody knows who is in it");
    let templates = chosen.templates.iter().zip(&before.templates);
    templates.for_each(|(now, then)| assert_eq!(now, then, "what needs no groups is counted all the same"));
    world.company.faults().clear();
    read.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_planned_or_kept_of_a_read_that_is_not_complete() {
    let mut world = World::connected().await;
    let read = users_only(&mut world).await;
    assert!(world.early().await.is_some(), "users are counted");
    let planned = world.engine.plan_again(world.connection).await;
    assert_eq!(planned.unwrap_err().code, ErrorCode::PlanOutdated, "but nothing is planned from them");
    assert!(world.engine.current_preview(world.connection).await.unwrap().is_none(), "nor shown as a plan");
    assert!(world.store().directory(world.connection).unwrap().is_none(), "nor a directory");
    world.engine.stop_all();
    assert_eq!(read.await.unwrap().unwrap_err().code, ErrorCode::Stopped, "given up");
    assert_eq!(world.early().await, None, "and with it the numbers");
    world.company.faults().clear();
    let run = world.run().await;
    assert_eq!(run.error, None, "a sync afterwards is as ever");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_chosen_during_the_first_read_holds_for_its_plan_and_later_reads_are_left_alone() {
    let mut world = World::connected().await;
    let read = users_only(&mut world).await;
    assert!(world.choose(&rules(&[], &[], false)).await.unwrap(), "saved while it is read");
    assert_eq!(world.early().await.unwrap().imported, Some(0), "nobody, by these rules");
    world.company.faults().clear();
    let preview = read.await.unwrap().unwrap();
    assert_eq!((preview.counts.add, preview.outdated), (0, false), "planned by what was chosen");

    let hangs = world.company.faults().add(Fault::new("/groups?", Effect::Hang));
    let (engine, connection) = (world.engine.clone(), world.connection);
    let again = tokio::spawn(async move {
        engine.preview(connection, ReadHow { full: true, ..ReadHow::default() }).await
    });
    while world.company.faults().struck(hangs) == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await; // until the second read is under way
    }
    let refused = world.choose(&rules(&[], &[], true)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::RunActive, "what is read now belongs to a plan that was shown");
    assert_eq!(world.early().await, None, "there is a directory to count in");
    world.company.faults().clear();
    again.await.unwrap().unwrap();
}
