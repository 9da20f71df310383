//! Refused tokens and claims challenges.

use crate::server::{Reply, Server, Tokens, client, http, list, quick};
use futures_util::future::BoxFuture;
use rollcall_graph::{GraphClient, GraphError, TokenSource, TokenTrouble, Watch};
use secrecy::SecretString;
use std::sync::Arc;
use std::sync::atomic::Ordering;

const EXPIRED: &str = r#"Bearer realm="", authorization_uri="https://login.example/authorize""#;

#[tokio::test]
async fn an_expired_token_is_renewed_once_and_the_page_repeated_once() {
    let server = Server::start(|seen| match seen.headers["authorization"].as_str() {
        "Bearer token-0" if seen.number > 0 => {
            Reply::error(401, "InvalidAuthenticationToken", &[("www-authenticate", EXPIRED)])
        }
        _ if seen.target.contains("?2") => list(r#"{"id":"b"}"#, None),
        _ => list(r#"{"id":"a"}"#, Some(&format!("http://{}/v1.0/users?2", seen.headers["host"]))),
    })
    .await;
    let tokens = Arc::new(Tokens::default());
    let graph = client(&format!("{}/v1.0", server.url), Arc::clone(&tokens), quick(), Watch::unattended());
    let mut pages = graph.users();
    let mut people = 0;
    while let Some(page) = pages.next().await.unwrap() {
        people += page.records.len();
    }
    assert_eq!(people, 2, "the read goes on where it was");
    assert_eq!(*tokens.refused.lock().unwrap(), ["token-0"], "the refused token is named, once");
    assert_eq!(graph.requests(), 3, "only the refused page is repeated");
}

#[tokio::test]
async fn a_second_refusal_ends_it() {
    let server = Server::with(vec![Reply::error(401, "InvalidAuthenticationToken", &[])]).await;
    let tokens = Arc::new(Tokens::default());
    let graph = client(&format!("{}/v1.0", server.url), Arc::clone(&tokens), quick(), Watch::unattended());
    let error = graph.me().await.unwrap_err();
    assert!(matches!(error, GraphError::Unauthorized(_)), "nothing else helps: {error}");
    assert_eq!(tokens.renewals.load(Ordering::SeqCst), 1, "renewed once");
    assert_eq!(server.seen().len(), 2, "repeated once");
}

#[tokio::test]
async fn a_claims_challenge_carries_its_claims() {
    let challenge = r#"Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#;
    let server = Server::with(vec![Reply::error(
        401,
        "InvalidAuthenticationToken",
        &[("www-authenticate", challenge)],
    )])
    .await;
    match server.client().me().await {
        Err(GraphError::ClaimsChallenge { claims, .. }) => {
            assert_eq!(&*claims, r#"{"access_token":{}}"#, "for the interactive sign-in");
        }
        other => panic!("a challenge is no ordinary refusal: {other:?}"),
    }
    assert_eq!(server.seen().len(), 1, "a renewed token would not help");
}

#[derive(Debug, thiserror::Error, PartialEq)]
#[error("sign in again")]
struct SignInAgain;

struct NoTokens;

impl TokenSource for NoTokens {
    fn token(&self) -> BoxFuture<'_, Result<SecretString, TokenTrouble>> {
        Box::pin(async { Err(SignInAgain.into()) })
    }

    fn renew(&self, _: SecretString) -> BoxFuture<'_, Result<SecretString, TokenTrouble>> {
        self.token()
    }
}

#[tokio::test]
async fn without_a_token_nothing_is_sent_and_the_reason_comes_back() {
    let server = Server::with(vec![list("", None)]).await;
    let base = format!("{}/v1.0", server.url).parse().unwrap();
    let graph = GraphClient::new(http(), base, Arc::new(NoTokens), Watch::unattended());
    match graph.me().await {
        Err(GraphError::Token(trouble)) => {
            assert_eq!(trouble.downcast_ref(), Some(&SignInAgain), "the source's own error");
        }
        other => panic!("there is no token: {other:?}"),
    }
    assert!(server.seen().is_empty(), "nothing was sent");
}
