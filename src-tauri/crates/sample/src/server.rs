//! Listening on 127.0.0.1, plain or with TLS, and running one task per connection.
//! Border: sockets; what a request means begins in `journey`.

use crate::journey;
use crate::state::State;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

/// The certificate of the https server, in PEM: self-signed, for localhost, 127.0.0.1 and ::1.
pub const CERTIFICATE: &str = include_str!("../assets/loopback-test-tls-cert.pem");
const CERTIFICATE_KEY: &str = include_str!("../assets/loopback-test-tls-key.pem");

/// Where the company can be reached; cut when dropped.
pub(crate) struct Line {
    pub(crate) at: SocketAddr,
    pub(crate) tls: Option<TlsAcceptor>,
    server: JoinSet<()>,
}

impl Line {
    pub(crate) fn open(
        listener: TcpListener,
        tls: Option<TlsAcceptor>,
        state: &Arc<State>,
    ) -> io::Result<Self> {
        let at = listener.local_addr()?;
        let mut server = JoinSet::new();
        server.spawn(serve(listener, tls.clone(), state.clone()));
        Ok(Self { at, tls, server })
    }

    /// Returns when the port is free and every connection has ended.
    pub(crate) async fn cut(&mut self) {
        self.server.shutdown().await;
    }
}

/// Serves until the task is aborted; its connections end with it.
async fn serve(listener: TcpListener, tls: Option<TlsAcceptor>, state: Arc<State>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((socket, _)) => drop(connections.spawn(connection(socket, tls.clone(), state.clone()))),
                // Out of file handles, or the caller went away: the next one may do better.
                Err(error) => {
                    tracing::debug!(%error, "a connection could not be accepted");
                    tokio::task::yield_now().await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn connection(socket: TcpStream, tls: Option<TlsAcceptor>, state: Arc<State>) {
    // Small answers must not wait for a full packet.
    let _ = socket.set_nodelay(true);
    match tls {
        None => talk(socket, state).await,
        Some(acceptor) => match acceptor.accept(socket).await {
            Ok(stream) => talk(stream, state).await,
            Err(error) => tracing::debug!(%error, "the TLS handshake failed"),
        },
    }
}

async fn talk(stream: impl AsyncRead + AsyncWrite + Unpin + 'static, state: Arc<State>) {
    let service = service_fn(move |request| journey::travel(state.clone(), request));
    let builder = auto::Builder::new(TokioExecutor::new());
    if let Err(error) = builder.serve_connection(TokioIo::new(stream), service).await {
        tracing::debug!(%error, "a connection ended early");
    }
}

pub(crate) fn acceptor() -> io::Result<TlsAcceptor> {
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE.as_bytes()).map_err(io::Error::other)?;
    let key = PrivateKeyDer::from_pem_slice(CERTIFICATE_KEY.as_bytes()).map_err(io::Error::other)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key);
    let mut config = config.map_err(io::Error::other)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
