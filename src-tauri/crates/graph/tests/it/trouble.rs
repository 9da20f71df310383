//! Servers and networks that fail.

use crate::server::{Reply, Server, Tokens, http, list, quick, watched};
use rollcall_graph::{Flaw, GraphClient, GraphError, Limits, Progress, Unreachable, Watch};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

fn good() -> Reply {
    Reply::json(r#"{"id":"a"}"#)
}

async fn failing(reply: Reply) -> (Server, GraphError) {
    let server = Server::with(vec![reply]).await;
    let error = server.client().me().await.unwrap_err();
    (server, error)
}

#[tokio::test]
async fn trouble_that_passes_is_not_noticed() {
    let html = |status| Reply::Answer(status, vec![], b"<html>busy</html>".to_vec());
    let empty = |status| Reply::Answer(status, vec![], vec![]);
    for reply in [
        Reply::status(500),
        Reply::status(502),
        Reply::status(503),
        Reply::status(504),
        Reply::status(509),
        html(500),
        html(502),
        html(503),
        html(504),
        html(509),
        empty(500),
        empty(502),
        empty(503),
        empty(504),
        empty(509),
        Reply::Reset,
        Reply::Truncated(br#"{"id":"#.to_vec()),
        Reply::error(429, "TooManyRequests", &[("retry-after", "0.01")]),
        Reply::error(503, "Request_ThrottledTemporarily", &[]),
        html(200),
        empty(200),
        Reply::json("{\"id\":"),
        Reply::json("\u{feff}{}"),
        Reply::json("null"),
    ] {
        let server = Server::with(vec![reply.clone(), good()]).await;
        let client = server.client();
        let me = client.me().await;
        assert!(me.is_ok(), "once {reply:?}, then fine: {me:?}");
        assert_eq!(client.requests(), 2, "asked twice");
    }
}

#[tokio::test]
async fn a_503_is_throttling_where_its_code_says_so() {
    let (_, error) = failing(Reply::error(503, "Request_ThrottledTemporarily", &[])).await;
    assert!(matches!(error, GraphError::Throttled { .. }), "{error:?}");
    let (_, error) = failing(Reply::error(503, "ServiceUnavailable", &[])).await;
    assert!(matches!(error, GraphError::Server { .. }), "{error:?}");
}

#[tokio::test]
async fn gateway_trouble_and_lost_connections_are_retried_on_a_fresh_connection() {
    for reply in [Reply::status(503), Reply::status(504), Reply::Reset] {
        let server = Server::with(vec![good(), reply.clone(), good()]).await;
        let client = server.client();
        client.me().await.unwrap();
        client.me().await.unwrap();
        let on: Vec<_> = server.seen().iter().map(|seen| seen.connection).collect();
        assert_eq!(on[0], on[1], "connections are kept while all is well");
        assert_ne!(on[1], on[2], "{reply:?} makes the connection suspect");
    }
}

#[tokio::test]
async fn after_five_tries_the_server_is_said_to_be_in_trouble() {
    let reply =
        Reply::error(503, "serviceNotAvailable", &[("request-id", "r-1"), ("client-request-id", "c-1")]);
    let (server, error) = failing(reply).await;
    assert_eq!(server.seen().len(), 5, "five tries");
    assert!(matches!(error, GraphError::Server { .. }), "{error}");
    let trace = error.trace().unwrap();
    assert_eq!(trace.http_status, Some(503), "for support");
    assert_eq!(trace.code.as_deref(), Some("serviceNotAvailable"), "for support");
    assert_eq!(trace.request_id.as_deref(), Some("r-1"), "for support");
    assert_eq!(trace.client_request_id.as_deref(), Some("c-1"), "for support");
}

#[tokio::test]
async fn nothing_is_asked_before_retry_after() {
    let throttled = |wait| Reply::error(429, "TooManyRequests", &[("retry-after", wait)]);
    let server = Server::with(vec![throttled("0.3"), throttled("0.15"), good()]).await;
    server.client().me().await.unwrap();
    let at: Vec<_> = server.seen().iter().map(|seen| seen.at).collect();
    assert!(at[1] - at[0] >= Duration::from_millis(300), "fractions of a second count");
    assert!(at[2] - at[1] >= Duration::from_millis(150), "each answer names its own");
}

#[tokio::test]
async fn whoever_looks_on_is_told_of_a_wait() {
    let server = Server::with(vec![Reply::error(429, "", &[("retry-after", "1.01")]), good()]).await;
    let (watch, told) = watched();
    server.client_with(quick(), watch).me().await.unwrap();
    assert_eq!(*told.lock().unwrap(), [Progress::Waiting { seconds: 2 }], "rounded up");
}

#[tokio::test]
async fn an_absurd_wait_fails_at_once_and_says_when_to_try_again() {
    for (wait, at_least) in [("3600", 3600), ("121", 121), ("Wed, 01 Jan 2200 00:00:00 GMT", 86_400)] {
        let (server, error) = failing(Reply::error(429, "TooManyRequests", &[("retry-after", wait)])).await;
        assert_eq!(server.seen().len(), 1, "{wait}: not worth waiting");
        assert!(matches!(error, GraphError::Throttled { .. }), "{error}");
        assert!(error.retry_after().unwrap() >= Duration::from_secs(at_least), "{wait} is passed on");
    }
}

#[tokio::test]
async fn throttling_without_a_figure_is_waited_out_a_few_times() {
    for reply in [Reply::status(429), Reply::error(503, "TooManyRequests", &[])] {
        let (server, error) = failing(reply).await;
        assert_eq!(server.seen().len(), 5, "five tries");
        assert!(matches!(error, GraphError::Throttled { retry_after: None, .. }), "{error}");
    }
}

#[tokio::test]
async fn lasting_nonsense_is_a_bad_answer_after_three_tries() {
    let gzip = Reply::Answer(200, vec![("content-encoding", "gzip".into())], b"{\"id\":\"a\"}".to_vec());
    for (reply, flaw) in [
        (Reply::json("<html><a href='/login'>Wi-Fi</a></html>"), Flaw::Html),
        (Reply::json("  "), Flaw::Empty),
        (Reply::json("\u{feff}{\"id\":\"a\"}"), Flaw::Bom),
        (Reply::json("{\"id\":\"a\""), Flaw::Malformed),
        (Reply::json("OK"), Flaw::Malformed),
        (Reply::json("{\"displayName\":\"a\"}"), Flaw::Shape),
        (gzip, Flaw::Encoding),
    ] {
        let (server, error) = failing(reply).await;
        assert!(
            matches!(error, GraphError::BadAnswer { what, .. } if what == flaw),
            "{flaw:?} expected: {error:?}"
        );
        assert_eq!(server.seen().len(), 3, "{flaw:?} is retried a little");
    }
}

#[tokio::test]
async fn a_malformed_page_is_asked_for_anew() {
    let page = |body: &str| Reply::json(body.to_owned());
    let broken = r#"{"@odata.nextLink":"http://HOST/v1.0/users?2","value":[{"id":"a"},{"id":}]}"#;
    let whole = r#"{"@odata.nextLink":"http://HOST/v1.0/users?2","value":[{"id":"a"}]}"#;
    let server = Server::start(move |seen| match (seen.target.as_str(), seen.number) {
        ("/v1.0/users?2", _) => page(r#"{"value":[{"id":"b"}]}"#),
        (_, 0) => page(&broken.replace("HOST", &seen.headers["host"])),
        _ => page(&whole.replace("HOST", &seen.headers["host"])),
    })
    .await;
    let mut pages = server.client().users();
    let mut people = Vec::new();
    while let Some(page) = pages.next().await.unwrap() {
        people.extend(page.records.into_iter().map(|p| p.object_id.to_string()));
    }
    assert_eq!(people, ["a", "b"], "nothing lost, nothing twice");
}

#[tokio::test]
async fn a_page_that_stays_malformed_fails() {
    for body in
        [r#"{"value":[{"id":}]}"#, r#"{"value":{}}"#, r#"{"value":null}"#, r#"{"error":{"code":"x"}}"#]
    {
        let server = Server::with(vec![Reply::json(body)]).await;
        let error = server.client().users().next().await.unwrap_err();
        assert!(matches!(error, GraphError::BadAnswer { .. }), "{body}: {error}");
        assert!(server.seen().len() <= 4, "retried a little, not for ever");
    }
}

#[tokio::test]
async fn statuses_and_codes_are_told_apart() {
    type Is = fn(&GraphError) -> bool;
    let cases: [(u16, &str, Is); 12] = [
        (400, "Directory_ExpiredPageToken", |e| matches!(e, GraphError::Resync(_))),
        (400, "SYNCSTATENOTFOUND", |e| matches!(e, GraphError::Resync(_))),
        (400, "", |e| matches!(e, GraphError::Rejected(_))),
        (403, "Authorization_RequestDenied", |e| matches!(e, GraphError::Forbidden(_))),
        (403, "", |e| matches!(e, GraphError::Forbidden(_))),
        (404, "Request_ResourceNotFound", |e| matches!(e, GraphError::NotFound(_))),
        (405, "Request_BadRequest", |e| matches!(e, GraphError::Rejected(_))),
        (407, "", |e| matches!(e, GraphError::Offline { why: Unreachable::Proxy, .. })),
        (410, "SyncStateNotFound", |e| matches!(e, GraphError::Resync(_))),
        (410, "", |e| matches!(e, GraphError::Resync(_))),
        (418, "teapot", |e| matches!(e, GraphError::Rejected(_))),
        (501, "NotImplemented", |e| matches!(e, GraphError::Rejected(_))),
    ];
    for (status, code, expected) in cases {
        let (server, error) = failing(Reply::error(status, code, &[])).await;
        assert!(expected(&error), "{status} {code}: {error:?}");
        assert_eq!(server.seen().len(), 1, "{status} {code} is not worth a second try");
    }
}

#[tokio::test]
async fn error_bodies_of_any_shape_are_classified_by_status_and_their_prose_is_dropped() {
    for body in [
        "",
        "[]",
        "7",
        "<html>",
        r#"{"error":[]}"#,
        r#"{"error":{"code":{}}}"#,
        r#"{"error":{"message":"Anna"}}"#,
        r#"{"error":{"code":"Anna is not allowed","innerError":{"innerError":7}}}"#,
    ] {
        let (_, error) = failing(Reply::Answer(403, vec![], body.into())).await;
        assert!(matches!(error, GraphError::Forbidden(_)), "{body}: {error:?}");
        assert!(!format!("{error:?} {error}").contains("Anna"), "messages may name people: {error:?}");
    }
    let (_, error) = failing(Reply::error(403, "Denied", &[])).await;
    assert!(!format!("{error:?}").contains("Anna"), "nor where the body is well formed: {error:?}");
}

#[tokio::test]
async fn the_number_for_support_may_stand_in_the_body() {
    let body = r#"{"error":{"code":"x","innerError":{"request-id":"in-the-body"}}}"#;
    let answer = |headers| Reply::Answer(403, headers, body.into());
    let (_, error) = failing(answer(vec![])).await;
    assert_eq!(error.trace().unwrap().request_id.as_deref(), Some("in-the-body"), "as it is found");
    let (_, error) = failing(answer(vec![("request-id", "in-the-header".into())])).await;
    assert_eq!(error.trace().unwrap().request_id.as_deref(), Some("in-the-header"), "which is surer");
}

#[tokio::test]
async fn an_error_whose_body_does_not_end_is_an_error_still() {
    let server = Server::with(vec![Reply::Drip(403, Duration::from_millis(5))]).await;
    let limits = Limits { silence: Duration::from_millis(500), ..quick() };
    let error = server.client_with(limits, Watch::unattended()).me().await.unwrap_err();
    assert!(matches!(error, GraphError::Forbidden(_)), "its status says all: {error:?}");
    assert_eq!(server.seen().len(), 1, "and is final");
}

#[tokio::test]
async fn of_an_errors_body_only_the_beginning_is_read() {
    for (padding, expected) in [(1 << 10, Some("Denied")), (4 << 20, None)] {
        let body = format!("{}{}", " ".repeat(padding), r#"{"error":{"code":"Denied"}}"#);
        let (_, error) = failing(Reply::Answer(403, vec![], body.into_bytes())).await;
        assert!(matches!(error, GraphError::Forbidden(_)), "its status says enough: {error:?}");
        assert_eq!(error.trace().unwrap().code.as_deref(), expected, "after {padding} bytes");
    }
}

#[tokio::test]
async fn a_page_that_is_too_large_is_refused() {
    let server = Server::with(vec![Reply::json(format!("{{{}}}", " ".repeat(5000)))]).await;
    let limits = Limits { body: 4096, ..quick() };
    let error = server.client_with(limits, Watch::unattended()).me().await.unwrap_err();
    assert!(matches!(error, GraphError::BadAnswer { what: Flaw::TooLarge, .. }), "{error}");
    assert_eq!(server.seen().len(), 1, "it would be as large again");
}

fn hasty() -> Limits {
    Limits { silence: Duration::from_millis(60), answering: Duration::from_millis(200), ..quick() }
}

#[tokio::test]
async fn silence_and_trickle_time_out() {
    for reply in [Reply::Silence, Reply::Drip(200, Duration::from_millis(10))] {
        let server = Server::with(vec![reply.clone()]).await;
        let begun = Instant::now();
        let error = server.client_with(hasty(), Watch::unattended()).me().await.unwrap_err();
        assert!(matches!(error, GraphError::Offline { why: Unreachable::Timeout, .. }), "{reply:?}: {error}");
        assert!(begun.elapsed() < Duration::from_secs(2), "all tries together are bounded");
    }
}

#[tokio::test]
async fn stop_ends_everything_within_two_seconds() {
    let wait = Reply::error(429, "", &[("retry-after", "100")]);
    for reply in [Reply::Silence, Reply::Drip(200, Duration::from_millis(5)), wait] {
        let server = Server::with(vec![reply.clone()]).await;
        let watch = Watch::unattended();
        let client = server.client_with(quick(), watch.clone());
        let asking = tokio::spawn(async move { client.users().next().await });
        while server.seen().is_empty() {
            tokio::task::yield_now().await;
        }
        let begun = Instant::now();
        watch.cancel.cancel();
        let answer = asking.await.unwrap();
        assert!(matches!(answer, Err(GraphError::Stopped)), "{reply:?}: {answer:?}");
        assert!(begun.elapsed() < Duration::from_secs(2), "{reply:?} does not hold it up");
    }
}

async fn offline(base: &str, http: impl Into<rollcall_graph::Http>) -> Unreachable {
    let client = GraphClient::with_limits(
        http,
        base.parse().unwrap(),
        Arc::new(Tokens::default()),
        Watch::unattended(),
        quick(),
    );
    match client.me().await {
        Err(GraphError::Offline { why, cause }) => {
            assert!(!cause.contains("/v1.0"), "no address in {cause}");
            why
        }
        other => panic!("there is nobody at {base}: {other:?}"),
    }
}

/// Answers whatever comes in plain text.
async fn speaks_no_tls() -> std::net::SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            let _ = stream.read(&mut [0; 4096]).await;
        }
    });
    address
}

#[tokio::test]
async fn reasons_of_being_offline_are_told_apart() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(
        offline(&format!("http://{closed}/v1.0"), http()).await,
        Unreachable::Connection,
        "nobody listens"
    );

    let plain = speaks_no_tls().await;
    assert_eq!(
        offline(&format!("https://{plain}/v1.0"), http()).await,
        Unreachable::Tls,
        "no TLS spoken there"
    );

    let proxy = Server::with(vec![Reply::status(407)]).await;
    let through =
        || reqwest::Client::builder().proxy(reqwest::Proxy::all(&proxy.url).unwrap()).build().unwrap();
    assert_eq!(
        offline("https://graph.example/v1.0", through()).await,
        Unreachable::Proxy,
        "a tunnel refused"
    );
    assert_eq!(
        offline("http://graph.example/v1.0", through()).await,
        Unreachable::Proxy,
        "a request refused"
    );
    assert!(proxy.seen()[0].target.starts_with("graph.example:443"), "asked for a tunnel");
    assert!(!proxy.seen()[0].headers.contains_key("authorization"), "the proxy does not see the token");
}

struct NoNames;

impl reqwest::dns::Resolve for NoNames {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(async { Err(std::io::Error::other("no such host").into()) })
    }
}

#[tokio::test]
async fn an_unknown_host_is_a_matter_of_names() {
    let _provider = http();
    let nameless = reqwest::Client::builder().no_proxy().dns_resolver(Arc::new(NoNames)).build().unwrap();
    assert_eq!(offline("http://graph.example/v1.0", nameless).await, Unreachable::Name, "nobody knows it");
}

#[tokio::test]
async fn throttling_keeps_all_requests_back() {
    let server = Server::start(|seen| match seen.number {
        0 => Reply::error(429, "", &[("retry-after", "1.01")]),
        _ => list("", None),
    })
    .await;
    let (watch, told) = watched();
    let graph = server.client_with(quick(), watch);
    let (mut users, mut groups) = (graph.users(), graph.groups());
    let later = async {
        // The answer has to come in before its wish can be heard.
        while told.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        groups.next().await.unwrap();
    };
    let (first, ()) = tokio::join!(users.next(), later);
    first.unwrap();
    let at: Vec<_> = server.seen().iter().map(|seen| seen.at).collect();
    assert_eq!(at.len(), 3, "users twice, groups once");
    assert!(at[1..].iter().all(|later| *later - at[0] >= Duration::from_secs(1)), "groups wait too");
}
