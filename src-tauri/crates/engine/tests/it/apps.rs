//! Going over to another app registration by a new sign-in, while another process is at work with the former.

use crate::world::World;
use rollcall_engine::SignInHow;
use rollcall_sample::browser;
use std::time::Duration;

/// What the sample company's tenant has registered.
const OWN: &str = "5a3b1c70-c0de-4a11-a000-0a11ca11ca11";

#[tokio::test(flavor = "multi_thread")]
async fn a_new_sign_in_goes_over_to_another_app_registration_for_every_process() {
    let world = World::sample(3, 1).await;
    world.sync().await;
    let app_of = async || world.engine.connections().await.unwrap()[0].client_id.clone();
    assert_ne!(app_of().await, OWN, "Microsoft's tool at first");
    let other = world.another(|_| {});
    let how = SignInHow { open_browser: false, timeout: Duration::from_secs(60) };
    let started = other.begin_sign_in_again(world.connection, Some(format!(" {OWN} ")), how).await.unwrap();
    assert!(started.url.contains(OWN), "the browser is asked for it: {}", started.url);
    browser::sign_in(&started.url, browser::Visit::default()).await.unwrap();
    other.await_sign_in(started.attempt).await.unwrap();
    assert_eq!(app_of().await, OWN, "it is the connection's from now on");
    world.company.entra().expire_access_tokens();
    world.sync().await;
    assert_eq!(world.run().await.error, None, "who worked with the former one renews through the new one");
    let again = world.engine.begin_sign_in_again(world.connection, None, how).await.unwrap();
    assert!(again.url.contains(OWN), "and so does the next sign-in: {}", again.url);
    world.engine.cancel_sign_in(again.attempt);
}
