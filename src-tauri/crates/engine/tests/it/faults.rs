//! Throttling, wherever it strikes, and what is told meanwhile.

use crate::world::{World, rules};
use rollcall_engine::Event;
use rollcall_engine::SyncHow;
use rollcall_engine::api::{ErrorCode, JobPhase};
use rollcall_sample::{Effect, Fault};
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_throttled_part_of_a_batch_is_asked_again_only_when_it_may_be() {
    const PAUSE: Duration = Duration::from_millis(700);
    let world = World::sample(1_010, 15).await;
    world.rules(world.connection, &rules(&[], &[], true)).await;
    world.company.faults().add(Fault::new("/members?", Effect::throttled("0.7")).times(3));
    world.asked();
    world.sync().await;
    let batches: Vec<_> = world.asked().into_iter().filter(|r| r.path.ends_with("$batch")).collect();
    let [first, second] = &batches[..] else { panic!("one more request: {batches:?}") };
    assert_eq!((first.inner.len(), second.inner.len()), (15, 3), "only what was refused is repeated");
    let pause = second.at.duration_since(first.at).unwrap();
    assert!(pause >= PAUSE, "nothing is asked for as long as the service wants: {pause:?}");
    let directory = world.directory();
    assert_eq!(directory.incomplete, [].into(), "and the data is whole");
}

/// The company costs 30 units to read with all members, and has 20 in ten seconds.
#[tokio::test(flavor = "multi_thread")]
async fn a_quota_is_waited_out_and_loses_nothing() {
    let world = World::connected().await;
    world.rules(world.connection, &rules(&[], &[], true)).await;
    world.sync().await;
    let expected = world.directory();
    let quota = world.company.faults().add(Fault::new("/v1.0/", Effect::Quota(20)));
    world.asked();
    let run = world.run().await;
    assert_eq!(run.error, None, "throttling is ordinary");
    assert!(world.company.faults().struck(quota) > 0, "the quota was used up");
    let asked = world.asked();
    // Users and members are asked for side by side: whichever comes second meets the end of the quota.
    let batched = asked.iter().flat_map(|request| &request.inner).map(|one| (one.url.clone(), one.status));
    let alone = asked.iter().filter(|request| request.inner.is_empty());
    let alone = alone.map(|request| (format!("{}?{}", request.path, request.query), request.status));
    let answers: Vec<(String, u16)> = batched.chain(alone).collect();
    let times = |url: &str, ok: bool| answers.iter().filter(|(of, s)| of == url && (*s == 200) == ok).count();
    for (url, _) in &answers {
        assert_eq!(times(url, true), 1, "what was answered is not asked for again: {url} in {asked:?}");
        assert!(times(url, false) <= 1, "what was refused is asked for again once: {url} in {asked:?}");
    }
    assert!(asked.iter().all(|request| request.in_flight <= 4), "and never more at a time");
    assert_eq!(world.directory(), expected, "everybody is there, in every group");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quota_slows_down_and_loses_nothing() {
    let world = World::sample(1_010, 25).await;
    world.rules(world.connection, &rules(&[], &[], true)).await;
    world.sync().await;
    let expected = world.directory();
    // Refused in the middle of a page and of a batch, each list with its own pauses.
    for (place, times) in [("/users?", 1), ("/groups?", 2), ("/members?", 9), ("$batch", 1)] {
        world.company.faults().add(Fault::new(place, Effect::throttled("0.2")).after(1).times(times));
    }
    let how =
        SyncHow { read: rollcall_engine::ReadHow { full: true, ..Default::default() }, ..SyncHow::default() };
    let run = world.engine.sync(world.connection, how).await.unwrap();
    assert_eq!(run.error, None, "throttling is ordinary");
    let mut read = world.directory();
    read.users.sort_by(|a, b| a.object_id.cmp(&b.object_id));
    let mut expected = expected;
    expected.users.sort_by(|a, b| a.object_id.cmp(&b.object_id));
    assert_eq!(read.users, expected.users, "everybody is there");
    assert_eq!(read.direct_members, expected.direct_members, "in every group");
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_names_the_phases_of_either_way_to_read() {
    let mut world = World::sample(1_010, 25).await;
    let told: Arc<Mutex<Vec<JobPhase>>> = Arc::default();
    let heard = told.clone();
    world.restart(move |event| {
        if let Event::Job(job) = event {
            heard.lock().unwrap().push(job.phase);
        }
    });
    world.rules(world.connection, &rules(&[], &[], true)).await;
    for (how, expected) in [
        ("in full", &[JobPhase::ReadingUsers, JobPhase::ReadingGroups, JobPhase::ReadingMembers][..]),
        ("changes", &[JobPhase::ReadingUsers][..]),
    ] {
        told.lock().unwrap().clear();
        world.company.next_day();
        world.sync().await;
        let told = told.lock().unwrap();
        for phase in expected.iter().chain(&[JobPhase::Planning]) {
            assert!(told.contains(phase), "{how}: {phase:?} is among {told:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_that_is_given_up_says_how_often_it_was_tried_again() {
    let world = World::connected().await;
    let broken = world.company.faults().add(Fault::new("/users?", Effect::Malformed));
    let run = world.run().await;
    let error = run.error.unwrap();
    let struck = world.company.faults().struck(broken);
    assert_eq!(error.code, ErrorCode::BadAnswer, "{error:?}");
    let again = (struck - 1).to_string();
    assert_eq!(error.params.get("retries"), Some(&again), "all tries but the first");
    let kept = world.engine.history(0, 1).await.unwrap().remove(0);
    assert_eq!(kept.error, Some(error), "and the history knows");

    world.company.faults().clear();
    world.company.faults().add(Fault::new("/users?", Effect::throttled("600")));
    let error = world.run().await.error.unwrap();
    assert_eq!(error.params.get("retries"), None, "nothing is tried that would be too early: {error:?}");
}
