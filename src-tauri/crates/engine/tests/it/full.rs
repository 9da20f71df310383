//! Everything anew: what it costs, and that groups of every size come whole.

use crate::tenant::{Tenant, group_id, user_id};
use crate::world::{World, assert_mode, rules};
use rollcall_engine::api::ReadMode;
use rollcall_people::{ObjectId, Part, PartState};
use rollcall_sample::{Effect, Fault, LoggedRequest};

const USERS: usize = 2_500;
const GROUPS: usize = 45;

#[tokio::test(flavor = "multi_thread")]
async fn a_full_read_asks_no_more_often_than_it_must() {
    let world = World::sample(USERS, GROUPS).await;
    world.rules(world.connection, &rules(&[], &[], true)).await;
    world.asked();
    let read = world.sync().await;
    assert_mode(&read, ReadMode::Full, "the first read");
    let asked = world.asked();
    let pages = USERS.div_ceil(999) + GROUPS.div_ceil(999) + GROUPS.div_ceil(20);
    assert_eq!(asked.len(), pages + 3, "pages, the organisation and two positions: {:?}", paths(&asked));
    assert_eq!(read.requests, asked.len(), "and it says so");
    let most = asked.iter().map(|request| request.in_flight).max();
    assert!(most <= Some(4), "at most four at a time, not {most:?}");
    let at = |part: &str| paths(&asked).iter().position(|path| path.contains(part));
    assert!(at("users/delta?") < at("/users?"), "the position of the users comes before their list");
    assert!(at("groups/delta?") < at("/groups?"), "that of the groups before theirs");
    assert!(at("groups/delta?") < at("$batch"), "and before their members");
    let directory = world.directory();
    assert_eq!((directory.users.len(), directory.groups.len()), (USERS, GROUPS), "everybody, every group");
    assert_eq!(directory.incomplete, [].into(), "with all members");
}

fn paths(asked: &[LoggedRequest]) -> Vec<String> {
    asked.iter().map(|request| format!("{}?{}", request.path, request.query)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_of_every_size_come_whole() {
    let tenant = Tenant::start(1).await;
    let people = tenant.now().add_users(1_010);
    let sizes = [0, 1, 20, 21, 999, 1_000];
    for (n, size) in sizes.into_iter().enumerate() {
        tenant.now().set_group(n, people[..size].to_vec());
    }
    // Nested in one another, twice, and in a circle.
    tenant.now().set_group(6, [group_id(1), group_id(2), group_id(7)]);
    tenant.now().set_group(7, [group_id(2), group_id(6), people[1_005].clone()]);
    let world = World::reading(&tenant.url).await;
    world
        .rules(world.connection, &rules(&[&group_id(5), &group_id(4), &group_id(0)], &[&group_id(6)], false))
        .await;
    world.sync().await;
    let directory = world.directory();
    let members =
        |n: usize| directory.direct_members.get(&ObjectId::new(&group_id(n))).map_or(0, |m| m.len());
    for (n, size) in sizes.into_iter().enumerate().filter(|(n, _)| *n != 3) {
        assert_eq!(members(n), size, "the group of {size}");
    }
    assert_eq!((members(6), members(7)), (3, 3), "each group found inside was looked into once");
    let unread = Part::Members(ObjectId::new(&group_id(3)));
    assert_eq!(directory.incomplete, [(unread, PartState::Unread)].into(), "no rule needs the last one");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_of_a_hundred_thousand_comes_whole() {
    let tenant = Tenant::start(1).await;
    tenant.now().add_users(3);
    tenant.now().set_group(1, (1..=100_000).map(user_id));
    let world = World::reading(&tenant.url).await;
    world.rules(world.connection, &rules(&[&group_id(1)], &[], false)).await;
    let read = world.sync().await;
    assert_eq!(read.requests, 1 + 2 + 2 + 101, "a hundred full pages, and one to see the end");
    let directory = world.directory();
    assert_eq!(directory.direct_members[&ObjectId::new(&group_id(1))].len(), 100_000, "each of them");
}

#[tokio::test(flavor = "multi_thread")]
async fn denied_groups_leave_the_users_working_and_leave_no_position() {
    let world = World::sample(1_010, 5).await;
    world.rules(world.connection, &rules(&[], &[], false)).await;
    world.company.faults().add(Fault::new("/groups", Effect::forbidden()));
    world.sync().await;
    let directory = world.directory();
    assert_eq!(directory.users.len(), 1_010, "users need no group permission");
    assert_eq!(directory.incomplete.get(&Part::Groups), Some(&PartState::Denied), "what is missing is named");
    world.company.faults().clear();
    let read = world.sync().await;
    assert_mode(&read, ReadMode::Full, "an incomplete read is no basis for changes");
    assert!(world.directory().is_complete(&Part::Groups), "with the permission they come");
}
