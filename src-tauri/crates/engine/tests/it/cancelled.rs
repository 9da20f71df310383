//! Sign-ins that are cancelled while their connection is being stored, and another process is in the way, or
//! that cannot be stored.

use crate::elsewhere::{self, Elsewhere};
use crate::world::World;
use rollcall_engine::SignInHow;
use rollcall_engine::api::{CloudChoice, ConnectRequest, ErrorCode, SignInStarted};
use rollcall_entra::{KeySource, Vault};
use rollcall_sample::browser;
use secrecy::ExposeSecret;
use std::time::{Duration, Instant};

const PROMISED: Duration = Duration::from_secs(2);
const HOW: SignInHow = SignInHow { open_browser: false, timeout: Duration::from_secs(60) };

#[test]
#[ignore = "the second process of the tests below"]
fn another_process() {
    elsewhere::write();
}

/// Signs in up to the lock that the other process has, is cancelled there, and says how long that took.
async fn cancelled(world: &World, started: SignInStarted) -> Duration {
    let database = world.engine.data_dir().join("rollcall.sqlite");
    let other = Elsewhere::writes(&database, "cancelled::another_process");
    let engine = world.engine.clone();
    let waiting = tokio::spawn(async move { engine.await_sign_in(started.attempt).await });
    browser::sign_in(&started.url, browser::Visit::default()).await.unwrap();
    // Long enough to arrive at the lock; whoever is still on the way has to end as soon.
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(!waiting.is_finished(), "nothing can be stored");
    let asked = Instant::now();
    world.engine.cancel_sign_in(started.attempt);
    let ended = waiting.await.unwrap();
    let took = asked.elapsed();
    assert_eq!(ended.unwrap_err().code, ErrorCode::SignInCancelled, "as when the browser was waited for");
    drop(other);
    took
}

fn sealed(world: &World) -> Vec<u8> {
    std::fs::read(world.engine.data_dir().join("sign-ins.sealed")).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_connection_is_not_half_there() {
    let world = World::sample(3, 1).await;
    let before = (world.engine.connections().await.unwrap(), sealed(&world));
    let request = || ConnectRequest {
        name: Some("Fabrikam".to_owned()),
        cloud: CloudChoice::Custom,
        login_url: Some(world.company.login_url()),
        graph_url: Some(world.company.graph_url()),
        ..ConnectRequest::default()
    };
    let started = world.engine.begin_sign_in(request(), HOW).await.unwrap();
    let took = cancelled(&world, started).await;
    assert!(took < PROMISED, "no lock is waited for: {took:?}");
    let after = (world.engine.connections().await.unwrap(), sealed(&world));
    assert_eq!(format!("{:?}", after.0), format!("{:?}", before.0), "no connection");
    assert_eq!(after.1, before.1, "and no tokens");
    world.connect(&world.company.graph_url(), "Fabrikam").await;
    assert_eq!(world.engine.connections().await.unwrap().len(), 2, "the next sign-in comes through");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_former_sign_in_stays() {
    let world = World::sample(3, 1).await;
    let stored = || world.store().connection(world.connection).unwrap();
    let before = (stored(), sealed(&world));
    let started = world.engine.begin_sign_in_again(world.connection, None, HOW).await.unwrap();
    let took = cancelled(&world, started).await;
    assert!(took < PROMISED, "no lock is waited for: {took:?}");
    assert_eq!((stored(), sealed(&world)), before, "account, state and tokens");
    assert_eq!(world.run().await.error, None, "which still serve");
}

/// The access token that is sealed for the connection.
fn access(world: &World) -> String {
    let data = world.engine.data_dir();
    let vault = Vault::open(data, KeySource::File(data.with_file_name("key"))).unwrap();
    vault.get(world.connection).unwrap().unwrap().access().expose_secret().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_former_sign_in_stays_too_where_the_new_one_cannot_be_sealed() {
    let world = World::sample(3, 1).await;
    let (before, file) = (access(&world), world.engine.data_dir().join("sign-ins.sealed"));
    let started = world.engine.begin_sign_in_again(world.connection, None, HOW).await.unwrap();
    // Root may write anywhere, so a directory in the file's place stands for the disk's refusal.
    let aside = file.with_extension("aside");
    std::fs::rename(&file, &aside).unwrap();
    std::fs::create_dir(&file).unwrap();
    let visit = browser::sign_in(&started.url, browser::Visit::default());
    let (refused, visited) = tokio::join!(world.engine.await_sign_in(started.attempt), visit);
    visited.unwrap();
    assert!(refused.is_err(), "it is said that nothing was kept: {refused:?}");
    std::fs::remove_dir(&file).unwrap();
    std::fs::rename(&aside, &file).unwrap();
    world.connect(&world.company.graph_url(), "Fabrikam").await;
    assert!(access(&world) == before, "the next sign-in brings nothing of the refused one along");
}
