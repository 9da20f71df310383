//! "Pause until tomorrow".

use crate::world::{World, ZONE, at};
use rollcall_engine::TurnHow;
use rollcall_engine::api::{RunTrigger, Turn};

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_night_is_left_out_and_survives_a_restart() {
    let mut world = World::new().await;
    let evening = at("2026-11-21T21:00:00Z");
    let id = world.ready("Contoso", evening).await;
    world.engine.pause_schedule(evening, ZONE).await.unwrap();
    world.restart();
    let shown = world.engine.schedule(evening, ZONE).await.unwrap();
    assert_eq!(shown.paused_until.as_deref(), Some("2026-11-22T05:00:00Z"), "six o'clock in Berlin");
    assert_eq!(shown.connections[0].next_run.as_deref(), Some("2026-11-23T02:00:00Z"), "the night after");
    assert_eq!(world.at(at("2026-11-22T02:00:00Z")).await, [], "tonight is left out");
    let turn = world.engine.take_turn(id, TurnHow::default(), (at("2026-11-22T02:00:00Z"), ZONE)).await;
    assert!(matches!(turn, Ok(Turn::Paused)), "for schedulers outside as well: {turn:?}");
    assert_eq!(world.at(at("2026-11-22T12:00:00Z")).await, [], "and not made up for");
    let next = world.at(at("2026-11-23T02:00:00Z")).await;
    assert_eq!(next.iter().map(|(_, trigger, _)| *trigger).collect::<Vec<_>>(), [RunTrigger::Scheduled]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_that_is_taken_back_leaves_the_night_as_it_was() {
    let world = World::new().await;
    let evening = at("2026-11-21T21:00:00Z");
    world.ready("Contoso", evening).await;
    world.engine.pause_schedule(evening, ZONE).await.unwrap();
    world.engine.resume_schedule(evening).await.unwrap();
    let shown = world.engine.schedule(evening, ZONE).await.unwrap();
    assert_eq!(shown.paused_until, None, "no pause any more");
    assert_eq!(world.at(at("2026-11-22T02:00:00Z")).await.len(), 1, "tonight as ever");
}
