//! Whatever happens in a tenant, and however it is told: the directory that followed the changes is the
//! one a full read finds.

use crate::tenant::{Tenant, group_id};
use crate::world::{World, rules};
use rollcall_people::{ConnectionId, Directory, Group, ObjectId, Part, PartState, Person, TextAttribute};
use rollcall_store::ReadMode;
use std::collections::{BTreeMap, BTreeSet};

const ROUNDS: usize = 12;
/// In this round the service no longer knows any position.
const FORGETFUL: usize = 9;

#[tokio::test(flavor = "multi_thread")]
async fn changes_lead_where_a_full_read_leads() {
    let (few, all) = (history(11, false), history(12, true));
    tokio::try_join!(tokio::spawn(few), tokio::spawn(all)).unwrap();
}

async fn history(seed: u64, all_groups: bool) {
    let tenant = Tenant::start(seed).await;
    begin(&tenant);
    let mut world = World::reading(&tenant.url).await;
    let fresh = world.connect(&tenant.url, "Fresh").await;
    for round in 0..ROUNDS {
        if round % 5 == 0 {
            edit_rules(&world, fresh, round, all_groups).await;
        }
        let chaos = happen(&tenant, round);
        world.preview(world.connection, false).await;
        if chaos {
            // What happened while it was read comes with the next round.
            tenant.now().meanwhile = 0;
            world.preview(world.connection, false).await;
        }
        // How lists are spread over pages is tried elsewhere, and takes its time.
        tenant.now().page = 999;
        world.preview(fresh, true).await;
        let (info, directory) = world.stored(world.connection);
        let mode = if round == FORGETFUL { ReadMode::Full } else { ReadMode::Delta };
        assert_eq!(info.mode, mode, "seed {seed}, round {round}: only a forgotten position is given up");
        assert_same(&directory, &world.stored(fresh).1, &format!("seed {seed}, round {round}, {mode:?}"));
        if round % 6 == 3 {
            world.restart(|_| {});
        }
    }
}

fn begin(tenant: &Tenant) {
    let mut tenant = tenant.now();
    let people = tenant.add_users(1_015);
    for n in 1..=9 {
        tenant.add_group(n, &people[n * 7..n * 7 + n * 5]);
    }
    tenant.set_member(&group_id(2), &group_id(3), true);
    tenant.set_member(&group_id(3), &group_id(4), true);
    tenant.set_member(&group_id(4), &group_id(2), true);
}

/// Other groups are needed as time goes by, some of them for the first time.
async fn edit_rules(world: &World, fresh: ConnectionId, round: usize, all: bool) {
    let text = match round {
        0 => rules(&[&group_id(1)], &[&group_id(2)], all),
        5 => rules(&[&group_id(5)], &[&group_id(2)], all),
        _ => rules(&[&group_id(5), &group_id(1)], &[&group_id(6)], all),
    };
    for connection in [world.connection, fresh] {
        // Refused when one of the groups is gone by then; the former rules stay.
        world.try_rules(connection, &text).await;
    }
}

/// Whether more happens while it is read.
fn happen(tenant: &Tenant, round: usize) -> bool {
    let mut tenant = tenant.now();
    for _ in 0..tenant.dice.below(30) {
        tenant.event();
    }
    tenant.page = [999, 999, 3, 40][tenant.dice.below(4)];
    if tenant.page < 40 && round == 0 {
        tenant.page = 40;
    }
    tenant.replay = [0, 0, 7, 60][tenant.dice.below(4)];
    tenant.forgotten = if round == FORGETFUL { usize::MAX } else { 0 };
    tenant.meanwhile = if round % 4 == 2 { 6 } else { 0 };
    tenant.meanwhile > 0
}

fn assert_same(followed: &Directory, fresh: &Directory, when: &str) {
    assert_eq!(people(followed), people(fresh), "{when}: everybody, with every attribute");
    assert_eq!(teams(followed), teams(fresh), "{when}: groups");
    assert_eq!(followed.verified_domains, fresh.verified_domains, "{when}: domains");
    for (part, state) in &followed.incomplete {
        let known = fresh.incomplete.get(part);
        assert!(known.is_some(), "{when}: {part:?} is {state:?}, but a full read has all of it");
    }
    for group in fresh.groups.iter().map(|group| &group.object_id) {
        if fresh.is_complete(&Part::Members(group.clone())) {
            assert_eq!(effective(followed, group), effective(fresh, group), "{when}: members of {group}");
        }
    }
}

/// Without the day of creation, by which the tenant here tells new people from restored ones.
fn people(directory: &Directory) -> BTreeMap<ObjectId, Person> {
    let mut people: BTreeMap<_, _> =
        directory.users.iter().map(|user| (user.object_id.clone(), user.clone())).collect();
    people.values_mut().for_each(|user| user.set_text(TextAttribute::CreatedDateTime, None));
    people
}

fn teams(directory: &Directory) -> BTreeMap<ObjectId, Group> {
    directory.groups.iter().map(|group| (group.object_id.clone(), group.clone())).collect()
}

/// Members that are there: users and groups.
fn effective<'a>(directory: &'a Directory, group: &ObjectId) -> BTreeSet<&'a ObjectId> {
    let there = directory.users.iter().map(|user| &user.object_id);
    let there: BTreeSet<_> = there.chain(directory.groups.iter().map(|group| &group.object_id)).collect();
    let members = directory.direct_members.get(group);
    assert_ne!(directory.incomplete.get(&Part::Members(group.clone())), Some(&PartState::Unread), "{group}");
    members.into_iter().flatten().filter(|member| there.contains(member)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_during_a_full_read_comes_with_the_next_round() {
    let tenant = Tenant::start(77).await;
    begin(&tenant);
    let world = World::reading(&tenant.url).await;
    let fresh = world.connect(&tenant.url, "Fresh").await;
    edit_rules(&world, fresh, 0, true).await;
    tenant.now().page = 200;
    tenant.now().meanwhile = 8;
    world.preview(world.connection, true).await;
    assert_eq!(tenant.now().meanwhile, 0, "all of it happened while everything was read");
    world.preview(world.connection, false).await;
    world.preview(fresh, true).await;
    let (info, directory) = world.stored(world.connection);
    assert_eq!(info.mode, ReadMode::Delta, "the position was taken before the lists");
    assert_same(&directory, &world.stored(fresh).1, "after the next round");
}
