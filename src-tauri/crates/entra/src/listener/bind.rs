//! One ephemeral port, owned on 127.0.0.1 and on ::1.
//!
//! Browsers resolve `localhost` to either address. A port that someone else holds on ::1 would
//! hand them the answer, so it is never advertised.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use tokio::net::TcpListener;

/// Enough for a machine with many ports taken on one of the addresses.
const TRIES: usize = 50;

pub(super) struct Bound {
    pub(super) port: u16,
    pub(super) listeners: Vec<TcpListener>,
}

pub(super) async fn loopback() -> io::Result<Bound> {
    let mut last = io::Error::from(ErrorKind::AddrInUse);
    // Rejected ports stay taken until one fits, or the system would offer them again.
    let mut rejected = Vec::new();
    for _ in 0..TRIES {
        let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        match pair(v4).await {
            Ok(bound) => return Ok(bound),
            Err((v4, error)) => {
                rejected.push(v4);
                last = error;
            }
        }
    }
    Err(last)
}

/// The same port on ::1. Without IPv6 there is nobody to share it with, so IPv4 alone will do.
async fn pair(v4: TcpListener) -> Result<Bound, (TcpListener, io::Error)> {
    let port = match v4.local_addr() {
        Ok(address) => address.port(),
        Err(error) => return Err((v4, error)),
    };
    match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await {
        Ok(v6) => Ok(Bound { port, listeners: vec![v4, v6] }),
        Err(error) if is_taken(&error) => Err((v4, error)),
        Err(_) => Ok(Bound { port, listeners: vec![v4] }),
    }
}

/// Windows reports a port held exclusively by another program as a refused permission.
fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_ipv6() -> bool {
        std::net::TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok()
    }

    #[tokio::test]
    async fn both_loopback_addresses_share_the_port() {
        let bound = loopback().await.unwrap();
        let addresses: Vec<_> = bound.listeners.iter().map(|l| l.local_addr().unwrap()).collect();
        assert!(addresses.iter().all(|a| a.port() == bound.port && a.ip().is_loopback()), "{addresses:?}");
        assert_eq!(addresses.len(), if has_ipv6() { 2 } else { 1 }, "IPv6 too, where there is any");
    }

    #[tokio::test]
    async fn a_port_that_someone_holds_on_ipv6_is_given_up() {
        if !has_ipv6() {
            // Nothing can hold ::1 here; `both_loopback_addresses_share_the_port` covers this machine.
            return;
        }
        let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = v4.local_addr().unwrap().port();
        let Ok(_squatter) = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await else { return };
        let Err((_, error)) = pair(v4).await else { panic!("half a port was taken for a whole one") };
        assert_eq!(error.kind(), ErrorKind::AddrInUse, "the caller goes on to another port");
    }
}
