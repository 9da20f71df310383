//! Positions that were lost: away for long, or refused. Everything is read anew, and only the whole counts.

use crate::tenant::Tenant;
use crate::world::{World, assert_mode, rules};
use rollcall_engine::api::{ErrorCode, ReadMode, RunResult};
use rollcall_sample::{Effect, Fault};

#[tokio::test(flavor = "multi_thread")]
async fn after_eight_and_after_forty_days_everything_is_as_in_a_fresh_connection() {
    let tenant = Tenant::start(7).await;
    let people = tenant.now().add_users(1_050);
    (1..=5).for_each(|n| tenant.now().add_group(n, &people[n * 10..n * 20]));
    let world = World::reading(&tenant.url).await;
    let fresh = world.connect(&tenant.url, "Fresh").await;
    for connection in [world.connection, fresh] {
        world.rules(connection, &rules(&[], &[], true)).await;
    }
    world.sync().await;
    for days in [8, 40] {
        (0..150).for_each(|_| tenant.now().event());
        // After a week the service has forgotten the position, and after a month whom it deleted.
        tenant.now().forgotten = usize::MAX;
        world.was_off(days);
        assert_mode(&world.sync().await, ReadMode::Full, &format!("off for {days} days"));
        tenant.now().forgotten = 0;
        world.preview(fresh, true).await;
        let (mut here, mut there) = (world.directory(), world.stored(fresh).1);
        for directory in [&mut here, &mut there] {
            directory.users.sort_by(|a, b| a.object_id.cmp(&b.object_id));
            directory.groups.sort_by(|a, b| a.object_id.cmp(&b.object_id));
        }
        assert_eq!(here.users, there.users, "{days} days: everybody");
        assert_eq!(here.groups, there.groups, "{days} days: every group");
        assert_eq!(here.direct_members, there.direct_members, "{days} days: with its members");
        assert_mode(&world.sync().await, ReadMode::Delta, "and from there on the changes are followed again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_position_removes_nobody_before_everything_is_read() {
    let world = World::sample(1_010, 5).await;
    world.sync().await;
    let before = world.stored(world.connection);
    let list = world.store().employees().unwrap();
    world.company.next_day();
    world.company.faults().add(Fault::new("users/delta?$deltatoken=", Effect::gone()));
    let broken = world.company.faults().add(Fault::new("users?", Effect::forbidden()).after(1));
    let run = world.run().await;
    assert_eq!(
        run.error.map(|failure| failure.code),
        Some(ErrorCode::ConsentNeeded),
        "half of the full read"
    );
    assert_eq!(world.stored(world.connection), before, "is no directory");
    world.company.faults().remove(broken);
    // Now the service knows nobody: the guard holds what an ordinary full read would hold.
    world.company.faults().add(Fault::new("/users", Effect::NoUsers));
    assert_eq!(world.run().await.result, RunResult::Held, "nobody leaves because of a position");
    assert_eq!(world.store().employees().unwrap(), list, "the list is unchanged");
}
