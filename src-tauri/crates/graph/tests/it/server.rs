//! A scripted HTTP/1.1 server on the bare socket: what goes over the wire is exactly what a test says,
//! broken answers included, and what came in is kept byte by byte.

use rollcall_graph::{GraphClient, Http, Limits, Progress, TokenSource, TokenTrouble, Watch};
use secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::task::AbortOnDropHandle;

/// A request as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: String,
    /// Path and query, byte by byte.
    pub(crate) target: String,
    /// Names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
    /// Which connection it came on, and which request of all it was, both from 0.
    pub(crate) connection: usize,
    pub(crate) number: usize,
    /// How many requests were waiting for their answers then, this one included.
    pub(crate) busy: usize,
    pub(crate) at: Instant,
}

/// What goes back.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// Status, further headers, body.
    Answer(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Closes without a word.
    Reset,
    /// Headers that promise more than the body that comes; then closes.
    Truncated(Vec<u8>),
    /// Never answers.
    Silence,
    /// The same, but after a while.
    Later(Duration, Box<Reply>),
    /// Status and headers, then a byte every so often without end.
    Drip(u16, Duration),
}

impl Reply {
    pub(crate) fn json(body: impl Into<String>) -> Self {
        Self::Answer(200, vec![("content-type", "application/json".into())], body.into().into_bytes())
    }

    pub(crate) fn status(status: u16) -> Self {
        Self::error(status, "", &[])
    }

    pub(crate) fn error(status: u16, code: &str, headers: &[(&'static str, &str)]) -> Self {
        let body = format!(
            r#"{{"error":{{"code":"{code}","message":"Anna Example is not allowed","innerError":{{}}}}}}"#
        );
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self::Answer(status, headers, body.into_bytes())
    }
}

type Script = dyn Fn(&Seen) -> Reply + Send + Sync;

/// Answers until dropped.
pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    _accepting: AbortOnDropHandle<()>,
}

impl Server {
    /// `script` answers each request.
    pub(crate) async fn start(script: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::default();
        let desk = Desk { script: Arc::new(script), seen: Arc::clone(&seen), busy: Arc::default() };
        let accepting = AbortOnDropHandle::new(tokio::spawn(accept(listener, desk)));
        Self { url, seen, _accepting: accepting }
    }

    /// The replies in turn, then the last one for good.
    pub(crate) async fn with(replies: Vec<Reply>) -> Self {
        Self::start(move |seen| replies[seen.number.min(replies.len() - 1)].clone()).await
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn targets(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.target).collect()
    }

    pub(crate) fn client(&self) -> GraphClient {
        self.client_with(quick(), Watch::unattended())
    }

    pub(crate) fn client_with(&self, limits: Limits, watch: Watch) -> GraphClient {
        client(&format!("{}/v1.0", self.url), Arc::new(Tokens::default()), limits, watch)
    }
}

pub(crate) fn client(base: &str, tokens: Arc<Tokens>, limits: Limits, watch: Watch) -> GraphClient {
    GraphClient::with_limits(http(), base.parse().unwrap(), tokens, watch, limits)
}

/// One pair of clients for all tests: loading the system's certificates takes its time.
pub(crate) fn http() -> Http {
    static HTTP: LazyLock<Http> = LazyLock::new(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = || reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        let fresh = builder().pool_max_idle_per_host(0).build().unwrap();
        Http { pooled: builder().build().unwrap(), fresh }
    });
    HTTP.clone()
}

/// The product's limits with pauses nobody notices.
pub(crate) fn quick() -> Limits {
    Limits { pace: Duration::from_millis(1), ..Limits::default() }
}

/// A watch that keeps what it was told.
pub(crate) fn watched() -> (Watch, Arc<Mutex<Vec<Progress>>>) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&told);
    let progress = Arc::new(move |progress| keep.lock().unwrap().push(progress));
    (Watch { progress, ..Watch::unattended() }, told)
}

/// Tokens `token-0`, `token-1`, ... : each renewal gives the next.
#[derive(Default)]
pub(crate) struct Tokens {
    pub(crate) renewals: AtomicUsize,
    pub(crate) refused: Mutex<Vec<String>>,
}

impl TokenSource for Tokens {
    fn token(&self) -> futures_util::future::BoxFuture<'_, Result<SecretString, TokenTrouble>> {
        let token = format!("token-{}", self.renewals.load(Ordering::SeqCst));
        Box::pin(async move { Ok(token.into()) })
    }

    fn renew(
        &self,
        refused: SecretString,
    ) -> futures_util::future::BoxFuture<'_, Result<SecretString, TokenTrouble>> {
        self.refused.lock().unwrap().push(refused.expose_secret().to_owned());
        self.renewals.fetch_add(1, Ordering::SeqCst);
        self.token()
    }
}

/// A list of `value` (JSON objects), with a link to `next` if there is one.
pub(crate) fn list(value: &str, next: Option<&str>) -> Reply {
    let next = next.map_or(String::new(), |link| format!(r#""@odata.nextLink":"{link}","#));
    Reply::json(format!(r#"{{"@odata.context":"x",{next}"value":[{value}]}}"#))
}

#[derive(Clone)]
struct Desk {
    script: Arc<Script>,
    seen: Arc<Mutex<Vec<Seen>>>,
    busy: Arc<AtomicUsize>,
}

async fn accept(listener: TcpListener, desk: Desk) {
    // Dropped with the server, and the connections with it.
    let mut connections = tokio::task::JoinSet::new();
    for connection in 0.. {
        let Ok((stream, _)) = listener.accept().await else { return };
        let desk = desk.clone();
        connections.spawn(async move { desk.serve(stream, connection).await });
    }
}

impl Desk {
    async fn serve(&self, stream: TcpStream, connection: usize) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        while let Some(seen) = self.receive(&mut stream, connection).await? {
            let mut reply = (self.script)(&seen);
            if let Reply::Later(after, then) = reply {
                tokio::time::sleep(after).await;
                reply = *then;
            }
            self.busy.fetch_sub(1, Ordering::SeqCst);
            match reply {
                Reply::Answer(status, headers, body) => {
                    answer(&mut stream, status, &headers, &body, body.len()).await?;
                }
                Reply::Truncated(body) => return answer(&mut stream, 200, &[], &body, body.len() + 10).await,
                Reply::Reset => return Ok(()),
                Reply::Silence | Reply::Later(..) => std::future::pending().await,
                Reply::Drip(status, pace) => return drip(&mut stream, status, pace).await,
            }
        }
        Ok(())
    }

    async fn receive(
        &self,
        stream: &mut BufReader<TcpStream>,
        connection: usize,
    ) -> std::io::Result<Option<Seen>> {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace().map(str::to_owned);
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let headers = headers(stream).await?;
        let length = headers.get("content-length").and_then(|n| n.parse().ok()).unwrap_or(0);
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await?;
        let body = String::from_utf8(body).unwrap();
        let mut all = self.seen.lock().unwrap();
        let (number, busy) = (all.len(), self.busy.fetch_add(1, Ordering::SeqCst) + 1);
        let seen = Seen { method, target, headers, body, connection, number, busy, at: Instant::now() };
        all.push(seen.clone());
        Ok(Some(seen))
    }
}

async fn headers(stream: &mut BufReader<TcpStream>) -> std::io::Result<BTreeMap<String, String>> {
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let Some((name, value)) = line.split_once(':') else { return Ok(headers) };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
}

async fn answer(
    stream: &mut BufReader<TcpStream>,
    status: u16,
    headers: &[(&'static str, String)],
    body: &[u8],
    promised: usize,
) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} Scripted\r\ncontent-length: {promised}\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    stream.write_all(format!("{head}\r\n").as_bytes()).await?;
    stream.write_all(body).await?;
    stream.flush().await
}

async fn drip(stream: &mut BufReader<TcpStream>, status: u16, pace: Duration) -> std::io::Result<()> {
    let head = format!("HTTP/1.1 {status} Scripted\r\ncontent-length: 1000000\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    loop {
        stream.write_all(b" ").await?;
        stream.flush().await?;
        tokio::time::sleep(pace).await;
    }
}
