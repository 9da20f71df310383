//! Numbers while the first read is still under way.

use crate::world::{World, rules};
use rollcall_engine::api::{EarlyCount, EarlyCounts, ErrorCode, Failure, Preview, Tag, TemplateCode};
use rollcall_engine::{Event, ReadHow, SyncHow};
use rollcall_sample::{Effect, Fault, LoggedRequest};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

type Read = JoinHandle<Result<Preview, Failure>>;

/// A first read whose users are all there, while the groups do not come until the faults are lifted.
async fn users_only(world: &mut World) -> Read {
    users_only_heard(world).await.0
}

/// The same, with a sign of each change that rules are looked at again for.
async fn users_only_heard(world: &mut World) -> (Read, Arc<Notify>) {
    world.company.faults().add(Fault::new("/groups?", Effect::Hang));
    let heard: Arc<Notify> = Arc::default();
    let tell = heard.clone();
    world.restart(move |event| {
        if matches!(&event, Event::Changed(tags) if tags.contains(&Tag::Rules)) {
            tell.notify_one();
        }
    });
    let (engine, connection) = (world.engine.clone(), world.connection);
    let mut read = tokio::spawn(async move { engine.preview(connection, ReadHow::default()).await });
    tokio::select! {
        () = heard.notified() => {}
        ended = &mut read => panic!("it ended before its users were there: {ended:?}"),
    }
    (read, heard)
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

#[tokio::test(flavor = "multi_thread")]
async fn a_group_chosen_during_the_first_read_is_read_with_it() {
    let mut world = World::connected().await;
    let read = users_only(&mut world).await;
    assert!(world.choose(&rules(&["Sales"], &[], false)).await.unwrap(), "nobody knows the groups yet");
    world.company.faults().clear();
    let preview = read.await.unwrap().unwrap();
    assert_eq!((preview.blocked, preview.outdated), (false, false), "there is nothing left to read");
    assert!(preview.counts.add > 0, "its members come in");
}

/// Groups are listed before users are: what is chosen then needs members all the same, also inside a group
/// whose own members were read already.
#[tokio::test(flavor = "multi_thread")]
async fn a_group_chosen_once_groups_are_read_is_read_after_the_users() {
    let nested = rules(&[], &["Sales"], false);
    let usual = World::connected().await;
    usual.rules(usual.connection, &nested).await;
    usual.sync().await;

    let world = World::connected().await;
    assert!(world.choose(&rules(&["Sales"], &[], false)).await.unwrap());
    let hangs = world.company.faults().add(Fault::new("/users?", Effect::Hang));
    let (engine, connection) = (world.engine.clone(), world.connection);
    let read = tokio::spawn(async move { engine.preview(connection, ReadHow::default()).await });
    let asks_for_members = |request: &LoggedRequest| request.path.contains("$batch");
    while world.company.faults().struck(hangs) == 0 || !world.company.log().iter().any(asks_for_members) {
        assert!(!read.is_finished(), "users are still to come");
        tokio::time::sleep(Duration::from_millis(5)).await; // until members of groups are asked for
    }
    assert!(world.choose(&nested).await.unwrap(), "saved while users are read");
    world.company.faults().clear();
    let preview = read.await.unwrap().unwrap();
    assert_eq!((preview.blocked, preview.outdated), (false, false), "there is nothing left to read");
    assert_eq!(preview.counts.add, usual.store().employees().unwrap().len(), "as if chosen before");
}

/// Only the plan that is being made is made by what is saved meanwhile; all else began with what was there.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_saved_beside_what_only_happens_to_come_before_the_first_read() {
    for what in [Beside::Sync, Beside::Import, Beside::AnotherPreview] {
        let world = World::connected().await;
        let hangs = world.company.faults().add(Fault::new("/groups?", Effect::Hang));
        let running = what.begin(&world);
        while world.company.faults().struck(hangs) == 0 {
            assert!(!running.is_finished(), "{what:?} reads");
            tokio::time::sleep(Duration::from_millis(5)).await; // until it reads groups
        }
        let refused = world.choose(&rules(&[], &[], true)).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::RunActive, "{what:?} goes on as it began");
        world.company.faults().clear();
        running.await.unwrap();
    }
}

#[derive(Clone, Copy, Debug)]
enum Beside {
    Sync,
    Import,
    AnotherPreview,
}

impl Beside {
    fn begin(self, world: &World) -> JoinHandle<()> {
        let (engine, other, connection) = (world.engine.clone(), world.another(|_| {}), world.connection);
        let file = world.file("rules.json", &rules(&["Sales"], &[], false));
        tokio::spawn(async move {
            match self {
                Self::Sync => drop(engine.sync(connection, SyncHow::default()).await.unwrap()),
                Self::Import => drop(engine.import_rules(connection, file).await.unwrap()),
                Self::AnotherPreview => drop(other.preview(connection, ReadHow::default()).await.unwrap()),
            }
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_that_is_dropped_leaves_nothing_to_count_and_no_way_to_save_beside_others() {
    let mut world = World::connected().await;
    let (read, heard) = users_only_heard(&mut world).await;
    read.abort();
    assert!(read.await.unwrap_err().is_cancelled(), "nobody waits for it any more");
    let told = tokio::time::timeout(Duration::ZERO, heard.notified()).await;
    assert!(told.is_ok(), "whoever counted looks again");
    assert_eq!(world.early().await, None, "and finds nothing");

    world.company.faults().clear();
    let hangs = world.company.faults().add(Fault::new("/groups?", Effect::Hang));
    let other = Beside::AnotherPreview.begin(&world);
    while world.company.faults().struck(hangs) == 0 {
        assert!(!other.is_finished(), "it reads");
        tokio::time::sleep(Duration::from_millis(5)).await; // until it reads groups
    }
    let refused = world.choose(&rules(&[], &[], true)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::RunActive, "it is another one's read now");
    world.company.faults().clear();
    other.await.unwrap();
}
