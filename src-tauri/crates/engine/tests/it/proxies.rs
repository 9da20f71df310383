//! A proxy that is chosen while the app is open.

use crate::world::World;
use rollcall_engine::api::{ConnectRequest, ErrorCode};
use rollcall_engine::{Engine, SignInHow};
use rollcall_sample::ClosedProxy;
use std::process::Command;
use std::time::Duration;

/// Whatever stands in this one's environment, which may well name hosts that need no proxy.
#[test]
fn a_chosen_proxy_counts_in_an_environment_that_says_nothing_of_proxies() {
    for test in ["chosen_here_it_counts_at_once", "chosen_elsewhere_it_counts_with_the_next_request"] {
        let mut alone = Command::new(std::env::current_exe().unwrap());
        alone.args([&format!("proxies::{test}"), "--exact", "--ignored"]);
        for name in ["NO_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"] {
            alone.env_remove(name).env_remove(name.to_lowercase());
        }
        let said = alone.output().unwrap();
        let told = String::from_utf8_lossy(&said.stdout);
        assert!(said.status.success() && told.contains(" 1 passed"), "{test}: {told}");
    }
}

#[ignore = "runs in an environment of its own"]
#[tokio::test(flavor = "multi_thread")]
async fn chosen_here_it_counts_at_once() {
    let (world, proxy) = (World::sample(3, 1).await, ClosedProxy::start().unwrap());
    world.engine.set_proxy(Some(format!(" {}/ ", proxy.address()))).await.unwrap();
    let kept = world.engine.proxy().await.unwrap();
    assert_eq!(kept.as_deref(), Some(proxy.address()), "kept as it is written");
    world.sync().await;
    assert!(!proxy.was_asked(), "this computer is reached directly");

    refused(&world.engine, &proxy).await;
}

#[ignore = "runs in an environment of its own"]
#[tokio::test(flavor = "multi_thread")]
async fn chosen_elsewhere_it_counts_with_the_next_request() {
    let (world, proxy) = (World::sample(3, 1).await, ClosedProxy::start().unwrap());
    let other = world.another(|_| ());
    other.set_proxy(Some(proxy.address().to_owned())).await.unwrap();
    assert_eq!(world.engine.proxy().await.unwrap().as_deref(), Some(proxy.address()), "it is shown");
    refused(&world.engine, &proxy).await;
}

async fn refused(engine: &Engine, proxy: &ClosedProxy) {
    let how = SignInHow { open_browser: false, timeout: Duration::from_secs(60) };
    let asked = engine.begin_sign_in(ConnectRequest::default(), how).await;
    assert_eq!(asked.unwrap_err().code, ErrorCode::ProxyRefused, "the proxy lets nobody through");
    let head = proxy.head().unwrap_or_else(|| panic!("the proxy was asked"));
    assert!(head.starts_with("CONNECT login.microsoftonline.com:443 "), "for a tunnel to Microsoft: {head}");
}
