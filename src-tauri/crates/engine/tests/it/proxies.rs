//! A proxy that is chosen while the app is open.

use crate::world::World;
use rollcall_engine::api::{ConnectRequest, ErrorCode};
use rollcall_engine::{Engine, SignInHow};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A proxy that lets nothing through; it tells the heads of the requests it gets.
fn proxy() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, heads) = channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            // All of it: what stays unread would end the connection before the answer is heard.
            let (mut head, mut byte) = (Vec::new(), [0; 1]);
            while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
                head.push(byte[0]);
            }
            let _gone = stream.write_all(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n");
            if tell.send(String::from_utf8_lossy(&head).into_owned()).is_err() {
                return;
            }
        }
    });
    (address, heads)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chosen_proxy_counts_at_once_and_not_on_this_computer() {
    let (world, (address, heads)) = (World::sample(3, 1).await, proxy());
    world.engine.set_proxy(Some(format!(" {address}/ "))).await.unwrap();
    assert_eq!(world.engine.proxy().await.unwrap(), Some(address), "kept as it is written");
    world.sync().await;
    assert!(heads.try_recv().is_err(), "this computer is reached directly");

    refused(&world.engine, &heads).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_chosen_in_another_process_counts_with_the_next_request() {
    let (world, (address, heads)) = (World::sample(3, 1).await, proxy());
    let other = world.another(|_| ());
    other.set_proxy(Some(address.clone())).await.unwrap();
    assert_eq!(world.engine.proxy().await.unwrap(), Some(address), "it is shown");
    refused(&world.engine, &heads).await;
}

async fn refused(engine: &Engine, heads: &Receiver<String>) {
    let how = SignInHow { open_browser: false, timeout: Duration::from_secs(60) };
    let asked = engine.begin_sign_in(ConnectRequest::default(), how).await;
    assert_eq!(asked.unwrap_err().code, ErrorCode::ProxyRefused, "the proxy lets nobody through");
    let head = heads.recv_timeout(Duration::from_secs(5)).unwrap_or_else(|_| panic!("the proxy was asked"));
    assert!(head.starts_with("CONNECT login.microsoftonline.com:443 "), "for a tunnel to Microsoft: {head}");
}
