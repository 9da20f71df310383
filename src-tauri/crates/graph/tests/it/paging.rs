//! Links from page to page.

use crate::server::{Reply, Server, list, quick};
use rollcall_graph::{Flaw, GraphError, Limits, Watch};
use std::time::Duration;

async fn read_all(server: &Server) -> Result<usize, GraphError> {
    let mut pages = server.client().users();
    let mut people = 0;
    while let Some(page) = pages.next().await? {
        people += page.records.len();
    }
    Ok(people)
}

/// Page 0 links to `target` (on this server), which is the last page.
async fn linking_to(target: &str) -> Server {
    let target = target.to_owned();
    Server::start(move |seen| match seen.number {
        0 => list(r#"{"id":"a"}"#, Some(&format!("http://{}{target}", seen.headers["host"]))),
        _ => list(r#"{"id":"b"}"#, None),
    })
    .await
}

#[tokio::test]
async fn next_links_go_back_byte_by_byte() {
    let opaque = "X%27Aa%23Zz$-_.~!*(),;:@/?%5b%5D%c3%A4+=&".repeat(100);
    for target in [
        format!("/v1.0/users?$top=999&$skiptoken={opaque}%27"),
        "/v1.0/users?$expand=manager($select%3did%2CdisplayName)&$skiptoken=%27%23$".to_owned(),
        "/v1.0//users/?&&$skiptoken=".to_owned(),
    ] {
        let server = linking_to(&target).await;
        assert_eq!(read_all(&server).await.unwrap(), 2, "both pages are read");
        assert_eq!(server.targets()[1], target, "an opaque link is not ours to tidy up");
    }
}

#[tokio::test]
async fn a_bare_apostrophe_is_sent_in_its_escaped_form() {
    let server = linking_to("/v1.0/users?$skiptoken=X'4453'").await;
    assert_eq!(read_all(&server).await.unwrap(), 2, "both pages are read");
    assert_eq!(server.targets()[1], "/v1.0/users?$skiptoken=X%274453%27", "the same to OData");
}

#[tokio::test]
async fn empty_pages_in_the_middle_do_not_end_a_list() {
    let server = Server::start(|seen| match seen.number {
        50 => list(r#"{"id":"a"}"#, None),
        n => list("", Some(&format!("http://{}/v1.0/users?$skiptoken={n}", seen.headers["host"]))),
    })
    .await;
    assert_eq!(read_all(&server).await.unwrap(), 1, "the user after fifty empty pages is found");
}

#[tokio::test]
async fn a_link_after_the_records_is_followed_too() {
    let server = Server::start(|seen| match seen.number {
        0 => Reply::json(format!(
            r#"{{"value":[{{"id":"a"}}],"@odata.nextLink":"http://{}/v1.0/users?2"}}"#,
            seen.headers["host"]
        )),
        _ => list(r#"{"id":"b"}"#, None),
    })
    .await;
    assert_eq!(read_all(&server).await.unwrap(), 2, "the order of keys means nothing");
}

#[tokio::test]
async fn every_page_carries_the_same_headers() {
    let server = linking_to("/v1.0/users?2").await;
    read_all(&server).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].headers, seen[1].headers, "links do not carry headers");
    assert_eq!(seen[0].headers["accept-encoding"], "gzip", "pages come compressed");
    assert_eq!(seen[0].headers["authorization"], "Bearer token-0", "each page needs the token");
}

#[tokio::test]
async fn the_next_page_is_asked_for_while_this_one_is_worked_on() {
    let server = linking_to("/v1.0/users?2").await;
    let mut pages = server.client().users();
    pages.next().await.unwrap();
    let asked = async {
        while server.seen().len() < 2 {
            tokio::task::yield_now().await;
        }
    };
    let asked = tokio::time::timeout(Duration::from_secs(5), asked).await;
    assert!(asked.is_ok(), "the second page is under way before anybody asks for it");
}

#[tokio::test]
async fn foreign_links_are_refused_before_a_header_leaves() {
    let foreign = Server::with(vec![list("", None)]).await;
    let elsewhere = foreign.url.clone();
    let host = elsewhere.trim_start_matches("http://").to_owned();
    let same_host_other_port = format!("{elsewhere}/v1.0/users");
    for link in [
        same_host_other_port,
        format!("https://{host}/v1.0/users"),
        "http://OWN@OTHER/v1.0/users".replace("OTHER", &host),
        "http://someone:secret@OWN/v1.0/users".to_owned(),
        "http://OTHER\\\\@OWN/v1.0/users".replace("OTHER", &host),
    ] {
        let server =
            Server::start(move |seen| list("", Some(&link.replace("OWN", &seen.headers["host"])))).await;
        let error = read_all(&server).await.unwrap_err();
        assert!(matches!(error, GraphError::ForeignLink), "{error} should be a foreign link");
        assert_eq!(server.seen().len(), 1, "the link was not followed here either");
    }
    assert!(foreign.seen().is_empty(), "nothing reached the foreign host");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let foreign = Server::with(vec![list("", None)]).await;
    for status in [301, 302, 303, 307, 308] {
        let location = format!("{}/login", foreign.url);
        let server = Server::with(vec![Reply::error(status, "", &[("location", &location)])]).await;
        let error = read_all(&server).await.unwrap_err();
        assert!(matches!(error, GraphError::ForeignLink), "{status} to another host: {error}");
    }
    assert!(foreign.seen().is_empty(), "nothing reached the foreign host");
    let server = Server::with(vec![Reply::error(302, "", &[("location", "/elsewhere")])]).await;
    let error = read_all(&server).await.unwrap_err();
    assert!(
        matches!(error, GraphError::BadAnswer { what: Flaw::Redirect, .. }),
        "Graph does not redirect: {error}"
    );
    assert_eq!(server.seen().len(), 1, "not followed on the same host either");
}

#[tokio::test]
async fn links_in_a_circle_end() {
    let server = Server::start(|seen| {
        let next = if seen.target.contains("token=1") { 2 } else { 1 };
        list("", Some(&format!("http://{}/v1.0/users?$skiptoken={next}", seen.headers["host"])))
    })
    .await;
    let error = read_all(&server).await.unwrap_err();
    assert!(matches!(error, GraphError::TooManyPages { pages: 3 }), "seen on the third page: {error}");
    assert_eq!(server.seen().len(), 3, "no page is asked twice");
}

#[tokio::test]
async fn endless_chains_end() {
    let server = Server::start(|seen| {
        list("", Some(&format!("http://{}/v1.0/users?$skiptoken={}", seen.headers["host"], seen.number)))
    })
    .await;
    let limits = Limits { pages: 30, ..quick() };
    let mut pages = server.client_with(limits, Watch::unattended()).users();
    let error = loop {
        if let Err(error) = pages.next().await {
            break error;
        }
    };
    assert!(matches!(error, GraphError::TooManyPages { pages: 30 }), "the limit ends it: {error}");
}

#[tokio::test]
async fn a_list_that_broke_off_never_looks_complete() {
    let server = Server::start(|seen| match seen.number {
        0 => list(r#"{"id":"a"}"#, Some(&format!("http://{}/v1.0/users?2", seen.headers["host"]))),
        _ => Reply::status(403),
    })
    .await;
    let mut pages = server.client().users();
    pages.next().await.unwrap();
    let error = pages.next().await.unwrap_err();
    assert!(matches!(error, GraphError::Forbidden(_)), "consent was withdrawn in between: {error}");
    assert!(pages.next().await.is_err(), "asking again must not say that this was all");
}

#[tokio::test]
async fn an_unreadable_link_is_a_bad_answer() {
    for link in ["", "users?page=2", "http://"] {
        let server = Server::start(move |_| list("", Some(link))).await;
        let error = read_all(&server).await.unwrap_err();
        assert!(matches!(error, GraphError::BadAnswer { what: Flaw::Link, .. }), "{link:?}: {error}");
    }
}
