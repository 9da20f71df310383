//! Stop: within two seconds wherever it strikes, and without a trace.

use crate::world::{World, rules};
use rollcall_engine::api::{ErrorCode, JobPhase, RunView};
use rollcall_engine::{Engine, Event};
use rollcall_sample::{Effect, Fault};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

const PROMISED: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread")]
async fn stop_ends_every_request_and_every_wait() {
    let mut world = World::sample(1_010, 25).await;
    world.rules(world.connection, &rules(&[], &[], true)).await;
    let begun: Arc<Notify> = Arc::default();
    let tell = begun.clone();
    world.restart(move |event| {
        if is(&event, JobPhase::SigningIn) {
            tell.notify_one();
        }
    });
    let stop_at = async |world: &World, place: &str, effect: Effect| {
        stop_at(world, &begun, place, effect).await;
    };
    let wait = Effect::throttled("60");
    for place in ["/organization", "users/delta", "/users?", "groups/delta", "/groups?", "$batch"] {
        for effect in [Effect::Hang, wait.clone()] {
            stop_at(&world, place, effect).await;
        }
    }
    stop_at(&world, "/users?", Effect::HangBody).await;
    stop_at(&world, "/users?", Effect::SlowBody).await;
    stop_at(&world, "/members?", wait.clone()).await;
    assert!(world.store().directory(world.connection).unwrap().is_none(), "nothing was read yet");

    world.sync().await;
    let before = world.stored(world.connection);
    world.company.next_day();
    stop_at(&world, "users/delta?$deltatoken", Effect::Hang).await;
    stop_at(&world, "groups/delta?$deltatoken", Effect::HangBody).await;
    stop_at(&world, "users/delta?$deltatoken", wait).await;
    world.company.entra().expire_access_tokens();
    stop_at(&world, "/oauth2/v2.0/token", Effect::Hang).await;
    assert_eq!(world.stored(world.connection), before, "what was stopped left no trace");
    assert_eq!(world.run().await.error, None, "and the sign-in still serves");
}

async fn stop_at(world: &World, begun: &Notify, place: &str, effect: Effect) {
    let fault = world.company.faults().add(Fault::new(place, effect.clone()));
    let running = start(world);
    // What the run before sent last may still strike: only what has begun can be stopped.
    begun.notified().await;
    while world.company.faults().struck(fault) == 0 {
        assert!(!running.is_finished(), "{place} {effect:?}: is asked for");
        tokio::time::sleep(Duration::from_millis(5)).await; // until the fault has struck
    }
    let asked = Instant::now();
    world.engine.stop_all();
    let run = running.await.unwrap();
    assert_eq!(run.error.map(|failure| failure.code), Some(ErrorCode::Stopped), "{place} {effect:?}");
    assert!(asked.elapsed() < PROMISED, "{place} {effect:?}: {:?}", asked.elapsed());
    world.company.faults().clear();
}

fn start(world: &World) -> tokio::task::JoinHandle<RunView> {
    let (engine, connection) = (world.engine.clone(), world.connection);
    tokio::spawn(async move { engine.sync(connection, Default::default()).await.unwrap() })
}

fn is(event: &Event, phase: JobPhase) -> bool {
    matches!(event, Event::Job(job) if job.phase == phase)
}

/// Stops whatever runs as soon as a phase begins.
#[derive(Clone, Default)]
struct Stopper(Arc<Mutex<Stopping>>);

#[derive(Default)]
struct Stopping {
    at: Option<JobPhase>,
    engine: Option<Engine>,
    asked: Option<Instant>,
}

impl Stopper {
    fn listen(&self, world: &mut World) {
        let own = self.clone();
        world.restart(move |event| own.hear(&event));
        self.0.lock().unwrap().engine = Some(world.engine.clone());
    }

    fn hear(&self, event: &Event) {
        let mut own = self.0.lock().unwrap();
        if own.at.take_if(|phase| is(event, *phase)).is_some()
            && let Some(engine) = own.engine.clone()
        {
            own.asked = Some(Instant::now());
            engine.stop_all();
        }
    }

    fn at(&self, phase: JobPhase) {
        self.0.lock().unwrap().at = Some(phase);
    }

    fn took(&self) -> Duration {
        self.0.lock().unwrap().asked.unwrap().elapsed()
    }
}

/// Where no request waits: pages being stored, the read becoming the directory, planning, applying, undoing.
#[tokio::test(flavor = "multi_thread")]
async fn stop_is_heard_in_every_phase_that_is_told() {
    let mut world = World::sample(3_000, 25).await;
    let everybody = rules(&[], &[], true).replace(r#"{"skip":true}"#, r#"{"import":{"department":"Main"}}"#);
    world.rules(world.connection, &everybody).await;
    let stopper = Stopper::default();
    stopper.listen(&mut world);
    for phase in [
        JobPhase::SigningIn,
        JobPhase::ReadingUsers,
        JobPhase::ReadingGroups,
        JobPhase::ReadingMembers,
        JobPhase::Planning,
        JobPhase::Applying,
    ] {
        stopper.at(phase);
        let run = world.run().await;
        assert!(stopper.took() < PROMISED, "{phase:?}: {:?}", stopper.took());
        assert_eq!(run.error.map(|failure| failure.code), Some(ErrorCode::Stopped), "{phase:?}");
        assert_eq!(world.store().employees().unwrap().len(), 0, "{phase:?}: nobody was added");
    }
    let run = world.run().await;
    let everybody = world.store().employees().unwrap();
    stopper.at(JobPhase::Undoing);
    let undone = world.engine.undo(run.run).await;
    assert_eq!(undone.unwrap_err().code, ErrorCode::Stopped, "undoing stops as well");
    assert_eq!(world.store().employees().unwrap(), everybody, "nobody was taken back");
    world.engine.undo(run.run).await.unwrap();
}
