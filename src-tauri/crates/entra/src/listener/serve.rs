//! The HTTP side: accepts connections, reads one bounded request of each, and answers it.
//!
//! Every connection has a task and a time limit of its own, so a slow client delays nobody.

use super::callback::{Callback, Carrier, Expected, Reply, Verdict};
use super::pages::{PageTexts, Tone, bare, page};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::CONTENT_TYPE;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

/// A form with a code and a state has 2–4 kB.
const LONGEST_BODY: usize = 64 * 1024;
const LONGEST_HEAD: usize = 64 * 1024;
/// For one connection, from its first byte to its last.
const PATIENCE: Duration = Duration::from_secs(10);
/// For the page on its way to the browser, once the listener closes.
const FAREWELL: Duration = Duration::from_millis(500);

/// Where answers are judged and handed over, once.
pub(super) struct Desk {
    expected: Expected,
    pages: PageTexts,
    settle: Mutex<Option<oneshot::Sender<Callback>>>,
}

/// Accepts until closing.
pub(super) async fn accept(listener: TcpListener, desk: Arc<Desk>, closing: CancellationToken) {
    while let Some(accepted) = closing.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok((stream, _)) => drop(tokio::spawn(serve(stream, Arc::clone(&desk), closing.clone()))),
            // Out of file handles, for example: let others finish first.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn serve(stream: TcpStream, desk: Arc<Desk>, closing: CancellationToken) {
    let service = service_fn(move |request| {
        let desk = Arc::clone(&desk);
        async move { Ok::<_, Infallible>(desk.answer(request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .keep_alive(false)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let farewell = async {
        closing.cancelled().await;
        tokio::time::sleep(FAREWELL).await;
    };
    // Whatever ends first; what the client made of it does not matter.
    tokio::select! {
        _ = tokio::time::timeout(PATIENCE, connection) => {}
        () = farewell => {}
    }
}

impl Desk {
    pub(super) fn new(expected: Expected, pages: PageTexts, settle: oneshot::Sender<Callback>) -> Self {
        Self { expected, pages, settle: Mutex::new(Some(settle)) }
    }

    async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        match (request.method().clone(), request.uri().path()) {
            (Method::OPTIONS | Method::HEAD, _) => bare(StatusCode::NO_CONTENT), // no grants for anyone
            (Method::GET, "/") => {
                let query = request.uri().query().unwrap_or_default();
                self.respond(self.expected.judge(Carrier::Query(query)))
            }
            (method, "/") if self.expected.reads_form(&method) => self.read_form(request).await,
            (_, "/") => self.neutral(StatusCode::METHOD_NOT_ALLOWED),
            _ => bare(StatusCode::NOT_FOUND),
        }
    }

    async fn read_form(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        if !is_form(&request) {
            return self.neutral(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        match Limited::new(request.into_body(), LONGEST_BODY).collect().await {
            Ok(body) => self.respond(self.expected.judge(Carrier::Form(&body.to_bytes()))),
            Err(_) => self.neutral(StatusCode::PAYLOAD_TOO_LARGE),
        }
    }

    fn respond(&self, verdict: Verdict) -> Response<Full<Bytes>> {
        match verdict {
            Verdict::Answer(callback) => self.settle(callback),
            Verdict::Consent { given: true } => {
                self.page(StatusCode::OK, Tone::Good, &self.pages.consent_given, None)
            }
            Verdict::Consent { given: false } => {
                self.page(StatusCode::OK, Tone::Bad, &self.pages.consent_refused, None)
            }
            Verdict::Neutral(status) => self.neutral(status),
        }
    }

    /// The first answer counts; a reload or a double click finds the place taken.
    fn settle(&self, callback: Callback) -> Response<Full<Bytes>> {
        let error = match &callback.reply {
            Reply::Code(_) => None,
            Reply::Error(error) => Some(error.error.clone()),
        };
        let settle = self.settle.lock().ok().and_then(|mut place| place.take());
        if settle.is_none_or(|s| s.send(callback).is_err()) {
            return self.page(StatusCode::OK, Tone::Plain, &self.pages.already_answered, None);
        }
        match error {
            None => self.page(StatusCode::OK, Tone::Good, &self.pages.signed_in, None),
            Some(code) => self.page(StatusCode::OK, Tone::Bad, &self.pages.not_signed_in, Some(&code)),
        }
    }

    fn neutral(&self, status: StatusCode) -> Response<Full<Bytes>> {
        self.page(status, Tone::Plain, &self.pages.waiting, None)
    }

    fn page(
        &self,
        status: StatusCode,
        tone: Tone,
        texts: &[String; 2],
        code: Option<&str>,
    ) -> Response<Full<Bytes>> {
        page(status, &self.pages.language, tone, texts, code)
    }
}

fn is_form(request: &Request<Incoming>) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}
