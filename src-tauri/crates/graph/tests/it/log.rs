//! What the log may say.

use crate::server::{Reply, Server, list};
use std::io::Write;
use std::sync::{Arc, Mutex};

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps what this thread logs, which runs all of the test. The subscriber is everybody's: with one
/// for this thread only, a line that another test came across first would stay switched off.
fn listen(kept: Kept) {
    let this = std::thread::current().id();
    let writer = move || -> Box<dyn Write> {
        let own = std::thread::current().id() == this;
        if own { Box::new(kept.clone()) } else { Box::new(std::io::sink()) }
    };
    // Our own lines: those of libraries are never switched on.
    let log = tracing_subscriber::fmt().with_env_filter("rollcall=trace").with_writer(writer);
    tracing::subscriber::set_global_default(log.finish()).unwrap();
}

#[tokio::test]
async fn the_log_names_requests_but_no_tokens_queries_or_people() {
    let kept = Kept::default();
    listen(kept.clone());
    let server = Server::start(|seen| match seen.number {
        0 => Reply::error(503, "serviceNotAvailable", &[("request-id", "r-77")]),
        _ => list(r#"{"id":"a","displayName":"Anna Example"}"#, None),
    })
    .await;
    server.client().users().next().await.unwrap();
    let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    for word in ["GET", "/v1.0/users", "503", "200", "r-77"] {
        assert!(log.contains(word), "{word} helps support: {log}");
    }
    for secret in ["token-0", "Anna", "select", "$top"] {
        assert!(!log.contains(secret), "{secret} has no place in a log: {log}");
    }
}
