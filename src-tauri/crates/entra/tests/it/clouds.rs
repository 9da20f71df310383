//! Before anyone signs in: tenants, clouds and networks that do not answer as hoped.

use crate::peer::{CLIENT, Peer, http};
use rollcall_entra::{Cloud, SignInError, SignInRequest, Trouble, Unreachable, begin};
use tokio::net::TcpListener;

#[tokio::test]
async fn an_unknown_tenant_is_named_as_such() {
    let peer = Peer::start().await;
    let request = SignInRequest { tenant: Some("unknown.example".to_owned()), ..peer.request() };
    let Err(SignInError::UnknownTenant(error)) = begin(http(), request).await.map(|_| ()) else {
        panic!("there is no such tenant")
    };
    assert_eq!(error.aadsts, [90002], "the number helps support");
}

#[tokio::test]
async fn nobody_there_is_offline() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let cloud = Cloud::custom(&format!("http://{free}"), &format!("http://{free}")).unwrap();
    let ended = begin(http(), SignInRequest::new(cloud, CLIENT)).await.map(|_| ());
    let Err(SignInError::Service(Trouble::Offline { why: Unreachable::Connection, cause })) = ended else {
        panic!("nobody listens: {ended:?}")
    };
    assert!(cause.to_lowercase().contains("refused"), "what the system said: {cause}");
}

#[tokio::test]
async fn a_service_that_hangs_up_will_pass() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            drop(stream);
        }
    });
    let cloud = Cloud::custom(&format!("http://{address}"), &format!("http://{address}")).unwrap();
    let ended = begin(http(), SignInRequest::new(cloud, CLIENT)).await.map(|_| ());
    assert!(
        matches!(&ended, Err(SignInError::Service(t)) if t.will_pass()),
        "not a matter of settings: {ended:?}"
    );
}
