//! Somebody who connects to the sample company, for every test and bench that needs a connection of the engine's.

use rollcall_engine::api::{CloudChoice, ConnectRequest, ConnectionId};
use rollcall_engine::{Engine, SignInHow};
use rollcall_sample::{SampleCompany, browser};
use std::time::Duration;

/// Signs in as its administrator; Graph may be another server than the company's own.
pub(crate) async fn connect(
    engine: &Engine,
    company: &SampleCompany,
    graph_url: &str,
    name: &str,
) -> ConnectionId {
    let request = ConnectRequest {
        name: Some(name.to_owned()),
        cloud: CloudChoice::Custom,
        login_url: Some(company.login_url()),
        graph_url: Some(graph_url.to_owned()),
        ..ConnectRequest::default()
    };
    let how = SignInHow { open_browser: false, timeout: Duration::from_secs(60) };
    let started = engine.begin_sign_in(request, how).await.unwrap();
    let visit = browser::sign_in(&started.url, browser::Visit::default());
    let (connection, visited) = tokio::join!(engine.await_sign_in(started.attempt), visit);
    visited.unwrap();
    connection.unwrap().id
}
