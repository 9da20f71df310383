//! People who come back: where they belong is asked of them alone, and where that cannot be had, of the groups.

use crate::tenant::{LONG_AGO, Tenant, group_id};
use crate::world::{World, assert_mode, rules};
use chrono::Utc;
use rollcall_engine::api::{ReadMode, ReadStats};
use rollcall_people::ObjectId;
use std::collections::BTreeSet;

/// A tenant read once, by rules that need so many groups, each with the same ten members.
async fn read_once(gone: &[usize], groups: usize) -> (Tenant, World, Vec<String>) {
    let tenant = Tenant::start(5).await;
    let people = tenant.now().add_users(1_050);
    for n in 1..=groups {
        tenant.now().add_group(n, &people[..10]);
    }
    tenant.now().set_manager(&people[500], &people[3]);
    for n in gone {
        tenant.now().delete(&people[*n]);
    }
    let world = World::reading(&tenant.url).await;
    let ids: Vec<String> = (1..=groups).map(group_id).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    world.rules(world.connection, &rules(&ids, &[], false)).await;
    world.sync().await;
    (tenant, world, people)
}

async fn restored(tenant: &Tenant, world: &World, people: &[String], who: &[usize]) -> ReadStats {
    who.iter().for_each(|n| tenant.now().restore(&people[*n]));
    tenant.now().asked.clear();
    let read = world.sync().await;
    assert_mode(&read, ReadMode::Delta, "people came back");
    read
}

fn members(world: &World, group: usize) -> BTreeSet<ObjectId> {
    world.directory().direct_members[&ObjectId::new(&group_id(group))].clone()
}

fn manager_of(world: &World, id: &str) -> Option<(ObjectId, Option<String>)> {
    let directory = world.directory();
    let report = directory.users.iter().find(|user| user.object_id == ObjectId::new(id)).unwrap();
    report.manager.as_ref().map(|manager| (manager.object_id.clone(), manager.display_name.clone()))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_restored_brings_memberships_along_that_nobody_tells() {
    let (tenant, world, people) = read_once(&[3], 40).await;
    assert_eq!(members(&world, 1).len(), 9, "the deleted one is not listed");
    let read = restored(&tenant, &world, &people, &[3]).await;
    assert_eq!(read.requests, 4, "one request more, for the one person: not for forty groups");
    for group in 1..=40 {
        assert!(members(&world, group).contains(&ObjectId::new(&people[3])), "back in group {group}");
    }
    assert_eq!(world.sync().await.requests, 3, "and it is not asked again");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_a_group_while_deleted_is_not_back_in_it() {
    let (tenant, world, people) = read_once(&[], 5).await;
    tenant.now().delete(&people[3]);
    world.sync().await;
    tenant.now().set_member_silently(&group_id(2), &people[3], false);
    restored(&tenant, &world, &people, &[3]).await;
    assert!(!members(&world, 2).contains(&ObjectId::new(&people[3])), "not in the group that was left");
    assert!(members(&world, 1).contains(&ObjectId::new(&people[3])), "but in the others");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_who_is_restored_manages_the_same_people_again() {
    let (tenant, world, people) = read_once(&[3], 0).await;
    assert_eq!(manager_of(&world, &people[500]), None, "whoever is deleted manages nobody");
    let read = restored(&tenant, &world, &people, &[3]).await;
    assert_eq!(read.requests, 4, "one request more");
    let manager = Some((ObjectId::new(&people[3]), Some("Person 4".to_owned())));
    assert_eq!(manager_of(&world, &people[500]), manager, "with the name, as a full read finds it");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_made_since_the_last_full_read_belongs_nowhere_from_before() {
    let (tenant, world, _) = read_once(&[], 5).await;
    world.was_off(2);
    tenant.now().add_user(&Utc::now().to_rfc3339());
    assert_eq!(world.sync().await.requests, 3, "a newcomer is not asked about");
    tenant.now().add_user(LONG_AGO);
    assert_eq!(world.sync().await.requests, 4, "whoever is older may have been here before");
}

#[tokio::test(flavor = "multi_thread")]
async fn more_people_than_groups_have_the_groups_read() {
    let gone: Vec<usize> = (0..10).collect();
    let (tenant, world, people) = read_once(&gone, 2).await;
    let read = restored(&tenant, &world, &people, &gone).await;
    assert_eq!(read.requests, 5, "one request for whom they manage, and one for the two groups");
    assert_eq!((members(&world, 1).len(), members(&world, 2).len()), (10, 10), "all of them are back");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_person_belongs_cannot_always_be_had() {
    let (tenant, world, people) = read_once(&[3], 5).await;
    tenant.now().secretive = true;
    restored(&tenant, &world, &people, &[3]).await;
    assert!(members(&world, 5).contains(&ObjectId::new(&people[3])), "so the groups were asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_who_is_still_deleted_is_nobodys() {
    let (tenant, world, people) = read_once(&[3, 500], 0).await;
    restored(&tenant, &world, &people, &[500]).await;
    assert_eq!(manager_of(&world, &people[500]), None, "although the change names one");
}
