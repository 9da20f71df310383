//! Following the changes: when, at what cost, and what makes the reader read anew.

use crate::tenant::{Tenant, group_id};
use crate::world::{World, assert_mode, rules};
use rollcall_engine::api::{ErrorCode, ReadMode, RunResult};
use rollcall_engine::{ReadHow, SyncHow};
use rollcall_people::{ObjectId, Part, PartState};
use rollcall_sample::{Effect, Fault, Hostile};

const FOLLOWED: &str = "delta?$deltatoken=";

/// Read in full; no rule imports anybody, so that only the reading counts.
async fn read_once() -> World {
    let world = World::sample(1_010, 25).await;
    world.rules(world.connection, &rules(&[], &[], false)).await;
    assert_mode(&world.sync().await, ReadMode::Full, "the first read");
    world.asked();
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn later_reads_are_three_requests() {
    let world = read_once().await;
    let (before, first) = world.stored(world.connection);
    let read = world.sync().await;
    assert_mode(&read, ReadMode::Delta, "more than a page of users");
    assert_eq!((read.requests, world.asked().len()), (3, 3), "organisation, users, groups");
    let (unchanged, same) = world.stored(world.connection);
    assert_eq!(unchanged.generation, before.generation, "nothing changed, so plans stay good");
    assert!(unchanged.read_at > before.read_at, "although it was read again");
    assert!(unchanged.links != before.links, "and the position moved on");
    assert_eq!(same, first, "the directory is the same");
    for _ in 0..3 {
        world.company.next_day();
    }
    let read = world.sync().await;
    assert_mode(&read, ReadMode::Delta, "three days later");
    assert_eq!(read.requests, 3, "a handful of changes costs no more");
    let (changed, _) = world.stored(world.connection);
    assert!(changed.generation > before.generation, "other data is another generation");
    assert_eq!(read.users, changed.users, "the counts are those of the whole directory");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_applied_run_says_which_read_it_was_made_of() {
    let world = World::sample(1_010, 25).await;
    world.sync().await;
    world.company.next_day();
    let run = world.engine.sync(world.connection, SyncHow::default()).await.unwrap();
    assert_eq!(run.result, RunResult::Applied, "the day brought changes");
    let (info, _) = world.stored(world.connection);
    let read = run.read.unwrap();
    assert_eq!(read.generation, Some(info.generation), "the directory as it is stored");
    let read_at = read.read_at.unwrap();
    assert!(info.read_at.to_rfc3339().starts_with(read_at.trim_end_matches('Z')), "and when: {read_at}");
    let history = world.engine.history(0, 1).await.unwrap().remove(0);
    assert_eq!(history.read.unwrap().generation, Some(info.generation), "kept with the run");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_after_a_run_is_known_without_planning_it() {
    let world = World::sample(1_010, 25).await;
    let run = world.engine.sync(world.connection, SyncHow::default()).await.unwrap();
    assert_eq!(run.result, RunResult::Applied, "everybody comes in");
    assert!(world.store().settled(world.connection).unwrap().is_some(), "what comes next is kept already");
    let known = world.engine.preview(world.connection, ReadHow::default()).await.unwrap();
    let how = ReadHow { full: true, ..ReadHow::default() };
    let planned = world.engine.preview(world.connection, how).await.unwrap();
    assert_eq!((known.plan, known.counts), (planned.plan, planned.counts), "as planning anew says");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_after_people_left_is_known_without_planning_it() {
    let world = World::sample(1_010, 25).await;
    world.engine.sync(world.connection, SyncHow::default()).await.unwrap();
    let (mut left, mut days) = (0, 0);
    while left == 0 {
        days += 1;
        assert!(days <= 10, "somebody leaves now and then");
        world.company.next_day();
        left = world.engine.sync(world.connection, SyncHow::default()).await.unwrap().counts.remove;
    }
    assert!(world.store().settled(world.connection).unwrap().is_some(), "although {left} left");
    let known = world.engine.preview(world.connection, ReadHow::default()).await.unwrap();
    let how = ReadHow { full: true, ..ReadHow::default() };
    let planned = world.engine.preview(world.connection, how).await.unwrap();
    assert_eq!((known.plan, known.counts), (planned.plan, planned.counts), "as planning anew says");
}

#[tokio::test(flavor = "multi_thread")]
async fn small_companies_and_those_who_ask_are_read_in_full() {
    let small = World::sample(999, 3).await;
    small.rules(small.connection, &rules(&[], &[], false)).await;
    small.sync().await;
    assert_mode(&small.sync().await, ReadMode::Full, "a page of users is read as quickly as changes");
    let world = read_once().await;
    let how = SyncHow { read: ReadHow { full: true, ..ReadHow::default() }, ..SyncHow::default() };
    let read = world.engine.sync(world.connection, how).await.unwrap().read.unwrap();
    assert_mode(&read, ReadMode::Full, "asked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_position_that_is_refused_costs_a_full_read() {
    let world = read_once().await;
    let refusals = [
        ("users/", Effect::gone()),
        ("users/", Effect::gone().with_header("location", "/v1.0/users/delta?$deltatoken=")),
        ("groups/", Effect::gone()),
        ("users/", Effect::error(410, "resyncRequired", "")),
        ("groups/", Effect::expired_page_token()),
        ("users/", Effect::error(400, "", "")),
        ("users/", Effect::not_found()),
        ("groups/", Effect::forbidden()),
    ];
    for (list, refusal) in refusals {
        world.company.next_day();
        let fault = Fault::new(&format!("{list}{FOLLOWED}"), refusal.clone()).once();
        world.company.faults().add(fault);
        assert_mode(&world.sync().await, ReadMode::Full, &format!("{list} {refusal:?}"));
        assert_mode(&world.sync().await, ReadMode::Delta, "and the next one goes on from there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_that_passes_is_waited_out_and_other_trouble_changes_nothing() {
    let world = read_once().await;
    let follow = |list: &str, effect| Fault::new(&format!("{list}{FOLLOWED}"), effect);
    world.company.faults().add(follow("users/", Effect::throttled("0.1")).once());
    world.company.faults().add(follow("groups/", Effect::expired_access_token()).once());
    assert_mode(&world.sync().await, ReadMode::Delta, "429 and 401 are no reason to read anew");
    let before = world.stored(world.connection);
    world.company.next_day();
    world.company.faults().add(follow("users/", Effect::forbidden()));
    let run = world.engine.sync(world.connection, SyncHow::default()).await.unwrap();
    assert_eq!(run.error.unwrap().code, ErrorCode::ConsentNeeded, "users may not be read any more");
    assert_eq!(world.stored(world.connection), before, "the directory and its position stay");
    world.company.faults().clear();
    assert_mode(&world.sync().await, ReadMode::Delta, "and serve when it is over");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_that_breaks_off_is_as_if_it_had_not_been() {
    let world = read_once().await;
    let before = world.stored(world.connection);
    // Small pages; the second one leads elsewhere.
    world.company.set_day(6);
    world.company.faults().add(Fault::new("users/delta", Effect::PageSize(5)));
    world.company.faults().add(Fault::new("users/delta?$skiptoken", Effect::Redirect("/elsewhere".into())));
    let run = world.engine.sync(world.connection, SyncHow::default()).await.unwrap();
    assert!(run.error.is_some(), "the round did not end");
    assert_eq!(world.stored(world.connection), before, "its first page counts for nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_cannot_be_understood_asks_for_a_full_read() {
    let world = read_once().await;
    world.company.next_day();
    let spoiled = Fault::new(&format!("users/{FOLLOWED}"), Effect::Hostile(Hostile::MissingId));
    world.company.faults().add(spoiled.once());
    world.sync().await;
    assert!(!world.directory().is_complete(&Part::Users), "somebody changed, and nobody knows who");
    assert_mode(&world.sync().await, ReadMode::Full, "that is no basis");
    assert!(world.directory().is_complete(&Part::Users), "and mends it");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_groups_that_are_newly_needed_are_read() {
    let world = read_once().await;
    let group = world.directory().groups[7].object_id.clone();
    let unread = |world: &World| world.directory().incomplete.get(&Part::Members(group.clone())).copied();
    world.rules(world.connection, &rules(&[group.as_str()], &[], false)).await;
    assert_eq!(unread(&world), Some(PartState::Unread), "until it is read nobody knows who is in it");
    world.asked();
    assert_mode(&world.sync().await, ReadMode::Delta, "a new rule");
    let asked = world.asked();
    let batch = asked.iter().find(|request| request.path.ends_with("$batch")).unwrap();
    assert_eq!((asked.len(), batch.inner.len()), (4, 1), "the one group, and nothing else");
    assert_eq!(unread(&world), None, "now it is known");
    assert!(!world.directory().direct_members[&group].is_empty(), "who is in it");
    assert_eq!(world.sync().await.requests, 3, "and it is not asked again");
}

#[tokio::test(flavor = "multi_thread")]
async fn members_that_come_and_go_are_told_and_need_not_be_read() {
    let tenant = Tenant::start(5).await;
    let people = tenant.now().add_users(1_050);
    tenant.now().add_group(1, &people[..10]);
    let world = World::reading(&tenant.url).await;
    world.rules(world.connection, &rules(&[&group_id(1)], &[], false)).await;
    world.sync().await;
    for (member, present) in [(2, false), (30, true), (3, false), (31, true), (30, false)] {
        tenant.now().set_member(&group_id(1), &people[member], present);
        assert_eq!(world.sync().await.requests, 3, "nothing but the changes is asked for");
    }
    let directory = world.directory();
    let expected = [0, 1, 4, 5, 6, 7, 8, 9, 31].map(|n| ObjectId::new(&people[n]));
    assert_eq!(directory.direct_members[&ObjectId::new(&group_id(1))], expected.into(), "exactly these");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_contradicts_the_stored_members_has_the_group_read_again() {
    let tenant = Tenant::start(5).await;
    let people = tenant.now().add_users(1_050);
    tenant.now().add_group(1, &people[..10]);
    tenant.now().add_group(2, &people[..10]);
    let world = World::reading(&tenant.url).await;
    world.rules(world.connection, &rules(&[&group_id(1), &group_id(2)], &[], false)).await;
    world.sync().await;
    // Somebody joins without a word; then somebody is said to join who had been there all the time.
    tenant.now().set_member_silently(&group_id(1), &people[20], true);
    tenant.now().set_member_silently(&group_id(1), &people[0], false);
    tenant.now().set_member(&group_id(1), &people[0], true);
    assert_mode(&world.sync().await, ReadMode::Delta, "one group is no reason to read everything");
    let directory = world.directory();
    let members = &directory.direct_members[&ObjectId::new(&group_id(1))];
    assert!(members.contains(&ObjectId::new(&people[20])), "the silent one was found");
    assert_eq!(members.len(), 11, "with all the others");
    let asked = tenant.now().asked.iter().filter(|path| path.starts_with("$batch")).count();
    assert_eq!(asked, 2, "one more request, for the group in doubt");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_was_never_introduced_costs_a_full_read() {
    let tenant = Tenant::start(5).await;
    tenant.now().add_users(1_050);
    let world = World::reading(&tenant.url).await;
    world.sync().await;
    tenant.now().mention_stranger();
    assert_mode(&world.sync().await, ReadMode::Full, "half a person is nobody");
    assert_eq!(world.directory().users.len(), 1_050, "and the stranger is not there");
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_told_again_of_somebody_who_left_are_no_reason_to_read_anew() {
    let tenant = Tenant::start(6).await;
    let people = tenant.now().add_users(1_050);
    let world = World::reading(&tenant.url).await;
    world.sync().await;
    tenant.now().change(&people[7], "jobTitle");
    tenant.now().delete(&people[7]);
    world.sync().await;
    // Both come once more, each on a page of its own.
    (tenant.now().replay, tenant.now().page) = (2, 1);
    assert_mode(&world.sync().await, ReadMode::Delta, "the round itself says that the stranger is gone");
    assert_eq!(world.directory().users.len(), 1_049, "who left stays away");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_never_there_can_leave_twice() {
    let tenant = Tenant::start(5).await;
    tenant.now().add_users(1_050);
    tenant.now().mention_a_leaver();
    let world = World::reading(&tenant.url).await;
    world.sync().await;
    let (before, people) = world.stored(world.connection);
    tenant.now().mention_a_leaver();
    assert_mode(&world.sync().await, ReadMode::Delta, "that is no reason to read anew");
    let (after, same) = world.stored(world.connection);
    assert_eq!((after.generation, same), (before.generation, people), "and changes nothing");
}
