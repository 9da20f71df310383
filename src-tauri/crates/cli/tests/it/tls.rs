//! Servers whose certificate or encryption cannot be trusted: nothing goes on, and there is no way around.
//! On Linux only, where the trusted certificates can be chosen per process.

use crate::world::{NAME, Said, World, run};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rollcall_sample::browser::Visit;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection};
use serde_json::json;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

/// An organisation's own certificate authority.
struct Authority(Issuer<'static, KeyPair>);

/// How a server proves who it is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Proof {
    Good,
    Expired,
    /// Signed by itself.
    OwnWord,
    /// Of another host.
    Elsewhere,
    /// No certificate at all: it speaks TLS 1.0 only.
    Old,
}

impl Authority {
    /// And its certificate, as the system would trust it.
    fn new() -> (Self, String) {
        let key = KeyPair::generate().unwrap();
        let mut about = CertificateParams::new([]).unwrap();
        about.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        about.distinguished_name.push(DnType::CommonName, "Contoso's own authority");
        let certificate = about.self_signed(&key).unwrap().pem();
        (Self(Issuer::new(about, key)), certificate)
    }

    fn certify(&self, proof: Proof) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
        let key = KeyPair::generate().unwrap();
        let host = if proof == Proof::Elsewhere { "graph.example" } else { "localhost" };
        let mut about = CertificateParams::new([host.to_owned()]).unwrap();
        if proof == Proof::Expired {
            (about.not_before, about.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 1, 1));
        }
        let certificate = match proof {
            Proof::OwnWord => about.self_signed(&key),
            _ => about.signed_by(&key, &self.0),
        };
        (certificate.unwrap().der().clone(), PrivateKeyDer::Pkcs8(key.serialize_der().into()))
    }
}

/// Serves until the test ends; its address.
fn server(authority: &Authority, proof: Proof) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let (certificate, key) = authority.certify(proof);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let config = Arc::clone(&config);
            std::thread::spawn(move || {
                if proof == Proof::Old { speak_tls_1_0(stream) } else { speak(stream, config) }
            });
        }
    });
    address
}

fn speak(mut stream: TcpStream, config: Arc<ServerConfig>) {
    let Ok(mut tls) = ServerConnection::new(config) else { return };
    let mut session = rustls::Stream::new(&mut tls, &mut stream);
    if session.read(&mut [0; 4096]).is_ok() {
        let _gone =
            session.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    }
}

/// The greeting of a server that knows nothing newer, with RSA and AES as was usual then (RFC 2246, 7.4.1.3).
fn speak_tls_1_0(mut stream: TcpStream) {
    let greeting = [&[0x03, 0x01][..], &[7; 32], &[0, 0x00, 0x2f, 0]].concat();
    let message = [&[2, 0, 0, greeting.len() as u8][..], &greeting].concat();
    let record = [&[22, 0x03, 0x01, 0, message.len() as u8][..], &message].concat();
    if stream.read(&mut [0; 4096]).is_ok() {
        let _gone = stream.write_all(&record);
        let _gone = stream.read(&mut [0; 64]);
    }
}

async fn world() -> (World, Authority) {
    let (authority, trusted) = Authority::new();
    let mut world = World::new().await;
    let trusted = world.file("trusted.pem", &trusted);
    world.env = vec![("SSL_CERT_FILE", trusted), ("SSL_CERT_DIR", "/nowhere".to_owned())];
    (world, authority)
}

fn to<'a>(login: &'a str, graph: &'a str) -> [&'a str; 9] {
    ["connect", NAME, "--cloud", "custom", "--login-url", login, "--graph-url", graph, "--json"]
}

const BAD: [(Proof, &str); 4] = [
    (Proof::Expired, "expired"),
    (Proof::OwnWord, "UnknownIssuer"),
    (Proof::Elsewhere, "not valid for name"),
    (Proof::Old, "peer"),
];

#[track_caller]
fn expect_refused(said: Said, proof: Proof, reason: &str) {
    let said = said.expect(1, "nothing goes on");
    assert_eq!(said.json()["error"]["code"], "insecure_connection", "{proof:?}: {said:?}");
    assert!(said.stderr.contains(reason), "{proof:?}: {reason:?} is said to support: {}", said.stderr);
    assert!(
        said.stderr.contains("date and time"),
        "{proof:?}: and people learn what to check: {}",
        said.stderr
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_service_that_cannot_be_trusted_is_not_asked() {
    let (world, authority) = world().await;
    for (proof, reason) in BAD {
        let login = server(&authority, proof);
        let said = run(world.command(&[&to(&login, &login)[..], &["--no-browser"]].concat())).await;
        assert!(!said.stderr.contains("Open to sign in"), "{proof:?}: no page is opened: {}", said.stderr);
        expect_refused(said, proof, reason);
    }
    let login = server(&authority, Proof::Good);
    let said = run(world.command(&[&to(&login, &login)[..], &["--no-browser"]].concat())).await;
    let code = said.json()["error"]["code"].clone();
    assert_ne!(
        code, "insecure_connection",
        "what an organisation's own authority signed is trusted: {said:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_graph_that_cannot_be_trusted_gets_no_token() {
    let (world, authority) = world().await;
    let login = world.company.login_url();
    for (proof, reason) in BAD {
        let graph = format!("{}/v1.0", server(&authority, proof));
        expect_refused(world.sign_in(&to(&login, &graph), Visit::default()).await, proof, reason);
    }
    assert_eq!(world.json(&["connections"]).await, json!([]), "and nothing was connected");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_switch_makes_exceptions() {
    let world = World::new().await;
    for command in ["connect", "signin", "sync", "preview"] {
        let help = world.rollcall(&[command, "--help"]).await.expect(0, "help").stdout.to_lowercase();
        for word in ["insecure", "certificate", "verify", "tls"] {
            assert!(!help.contains(word), "{command} has no switch about {word}: {help}");
        }
    }
}
