//! Data nobody would write on purpose: that record is mended or reported, the others go on.

use crate::server::{Reply, Server, list};
use rollcall_graph::{BadRecord, Page, Problem};
use rollcall_people::{ListAttribute, ObjectId, Person, TextAttribute};

async fn read(value: &str) -> Page<Person> {
    let server = Server::with(vec![list(value, None)]).await;
    let page = server.client().users().next().await.unwrap().unwrap();
    assert_eq!(server.seen().len(), 1, "hostile data is data: nothing to ask anew");
    page
}

/// The record between two good ones.
async fn between(value: &str) -> Page<Person> {
    let page =
        read(&format!(r#"{{"id":"first","city":"Bern"}},{value},{{"id":"last","city":"Genf"}}"#)).await;
    let others: Vec<_> = page.records.iter().map(|p| p.object_id.as_str()).collect();
    assert!(others.starts_with(&["first"]) && others.ends_with(&["last"]), "the others go on: {others:?}");
    page
}

async fn name_of(json: &str) -> String {
    let page = between(&format!(r#"{{"id":"x","displayName":{json},"city":"Basel"}}"#)).await;
    assert_eq!(page.records[1].text(TextAttribute::City), Some("Basel"), "the rest of the record is whole");
    page.records[1].text(TextAttribute::DisplayName).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn odd_texts_are_mended() {
    assert_eq!(name_of("4711").await, "4711", "a number for a text");
    assert_eq!(name_of("true").await, "true", "a truth value for a text");
    assert_eq!(name_of(r#""A\u0000nna\u001b[2J""#).await, "Anna[2J", "NUL and controls go");
    assert_eq!(name_of("\"A\u{1}nna\"").await, "A nna", "raw ones, which are no JSON, become blanks");
    assert_eq!(name_of(r#""a\ud800b\udfff""#).await, "a\u{fffd}b\u{fffd}", "lone surrogates are replaced");
    assert_eq!(name_of(r#""\ud83d\ude00 😀""#).await, "😀 😀", "emoji stay, escaped or not");
    assert_eq!(name_of("\"\u{202e}annA\"").await, "\u{202e}annA", "writing directions are data");
    let long = name_of(&format!("\"{}\"", "x".repeat(3 << 20))).await;
    assert_eq!(long.len(), 64 << 10, "megabytes are cut");
}

#[tokio::test]
async fn bytes_that_are_no_text_spoil_only_themselves() {
    let body =
        [br#"{"value":[{"id":"a","city":"B"#.as_slice(), b"\xff\xfe", br#"rn"},{"id":"b"}]}"#].concat();
    let server = Server::with(vec![Reply::Answer(200, vec![], body)]).await;
    let page = server.client().users().next().await.unwrap().unwrap();
    assert_eq!(page.records.len(), 2, "both are there");
    assert_eq!(
        page.records[0].text(TextAttribute::City),
        Some("B\u{fffd}\u{fffd}rn"),
        "marked as unreadable"
    );
}

#[tokio::test]
async fn ten_thousand_addresses_are_addresses() {
    let addresses: Vec<_> = (0..10_000).map(|n| format!("\"smtp:a{n}@x.example\"")).collect();
    let page = between(&format!(r#"{{"id":"x","proxyAddresses":[{}]}}"#, addresses.join(","))).await;
    assert_eq!(page.records[1].list(ListAttribute::ProxyAddresses).len(), 10_000, "none is lost");
}

#[tokio::test]
async fn odd_lists_are_mended() {
    let page = between(r#"{"id":"x","otherMails":null,"businessPhones":"+41 44","proxyAddresses":[null,7,"smtp:a@x.example"]}"#).await;
    let person = &page.records[1];
    assert_eq!(person.list(ListAttribute::OtherMails).len(), 0, "null is an empty list");
    assert_eq!(person.list(ListAttribute::BusinessPhones), ["+41 44"], "one stands for a list of one");
    assert_eq!(person.list(ListAttribute::ProxyAddresses), ["7", "smtp:a@x.example"], "null entries go");
}

async fn problem_of(value: &str) -> BadRecord {
    let mut page = between(value).await;
    assert_eq!(page.records.len(), 2, "{value} is not taken for a person");
    assert_eq!(page.bad.len(), 1, "{value} is reported");
    page.bad.remove(0)
}

#[tokio::test]
async fn what_cannot_be_understood_is_reported_with_its_id() {
    let wrong = |name: &str| Problem::WrongType { attribute: Some(name.into()) };
    for (value, id, problem) in [
        (r#"{"displayName":"nobody"}"#, None, Problem::NoId),
        (r#"{"id":null}"#, None, Problem::NoId),
        (r#"{"id":""}"#, None, Problem::NoId),
        (r#"{"id":"../../me"}"#, None, Problem::NoId),
        (r#"{"id":{"a":1}}"#, None, Problem::NoId),
        ("null", None, Problem::NotAnObject),
        (r#""text""#, None, Problem::NotAnObject),
        ("[[]]", None, Problem::NotAnObject),
        (r#"{"id":"X","city":{"a":1}}"#, Some("x"), wrong("city")),
        (r#"{"mail":[],"id":"X"}"#, Some("x"), wrong("mail")),
        (r#"{"id":"X","accountEnabled":"perhaps"}"#, Some("x"), wrong("accountEnabled")),
        (r#"{"id":"X","assignedLicenses":7}"#, Some("x"), wrong("assignedLicenses")),
        (
            r#"{"id":"X","onPremisesExtensionAttributes":[]}"#,
            Some("x"),
            wrong("onPremisesExtensionAttributes"),
        ),
    ] {
        let expected = BadRecord { object_id: id.map(ObjectId::new), problem };
        assert_eq!(problem_of(value).await, expected, "{value} says who and what");
    }
}

#[tokio::test]
async fn depth_and_unknown_keys_do_no_harm() {
    let deep = format!(r#"{{"id":"x","unknown":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(between(&deep).await.records.len(), 3, "what is not asked for is passed over, however deep");
    let wide: Vec<_> = (0..5_000).map(|n| format!(r#""k{n}":{n}"#)).collect();
    let wide = format!(r#"{{{},"id":"x","city":"Chur","jobTitle":"Chief"}}"#, wide.join(","));
    let page = between(&wide).await;
    assert_eq!(page.records[1].text(TextAttribute::City), Some("Chur"), "thousands of keys hide no other");
    let first_seen = page.records[1].text(TextAttribute::JobTitle);
    assert_eq!(first_seen, Some("Chief"), "nor one that no record had before");
}

#[tokio::test]
async fn a_deep_value_of_an_attribute_is_reported() {
    let deep = format!(r#"{{"id":"x","city":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(problem_of(&deep).await.object_id, Some(ObjectId::new("x")), "with its id");
}
