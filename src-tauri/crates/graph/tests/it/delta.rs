//! Rounds of changes.

use crate::server::{Reply, Server, list};
use rollcall_graph::{DeltaLink, DeltaStart, Flaw, GraphError, GroupChange, Removal, UserChange};
use rollcall_people::{Manager, ObjectId, Person, TextAttribute};

fn round(value: &str) -> Reply {
    Reply::json(format!(r#"{{"@odata.deltaLink":"http://x.example/new","value":[{value}]}}"#))
}

async fn user_changes(value: &str) -> Vec<UserChange> {
    let server = Server::with(vec![round(value)]).await;
    let page = server.client().users_delta(&DeltaStart::Beginning).next().await.unwrap().unwrap();
    assert_eq!(page.bad, [], "all is understood");
    page.records
}

async fn group_changes(value: &str) -> Vec<GroupChange> {
    let server = Server::with(vec![round(value)]).await;
    server.client().groups_delta(&DeltaStart::Beginning).next().await.unwrap().unwrap().records
}

fn anna() -> Person {
    let mut anna = Person::new(ObjectId::new("a"));
    anna.set_text(TextAttribute::DisplayName, Some("Anna"));
    anna.set_text(TextAttribute::City, Some("Bern"));
    anna.set_text(TextAttribute::ExtensionAttribute2, Some("old"));
    anna.account_enabled = Some(true);
    anna.manager = Some(Manager { object_id: ObjectId::new("m"), display_name: Some("Max".into()) });
    anna
}

async fn patched(value: &str) -> Person {
    let mut person = anna();
    for change in user_changes(value).await {
        match change {
            UserChange::Present(patch) => patch.apply_to(&mut person),
            UserChange::Removed { .. } => panic!("nobody is removed here"),
        }
    }
    person
}

#[tokio::test]
async fn a_position_can_be_taken_without_reading_anything() {
    let server = Server::with(vec![round("")]).await;
    let mut changes = server.client().users_delta(&DeltaStart::Latest);
    assert_eq!(changes.delta_link(), None, "not known before the end");
    while let Some(page) = changes.next().await.unwrap() {
        assert_eq!(page.records, [], "from now on means: nothing yet");
    }
    assert_eq!(changes.delta_link(), Some(&DeltaLink("http://x.example/new".into())), "kept as it came");
    let target = &server.targets()[0];
    assert!(target.starts_with("/v1.0/users/delta?$select=id,"), "{target} asks for our attributes");
    assert!(target.ends_with(",manager&$deltatoken=latest"), "{target} asks from now on");
    assert!(!target.contains("$top") && !target.contains("$expand"), "delta supports neither");
}

#[tokio::test]
async fn a_stored_position_goes_back_byte_by_byte() {
    let server = Server::with(vec![round("")]).await;
    let link = DeltaLink(format!("{}/v1.0/users/delta?$deltatoken=A%27%23$b", server.url));
    server.client().users_delta(&DeltaStart::After(link)).next().await.unwrap();
    assert_eq!(server.targets(), ["/v1.0/users/delta?$deltatoken=A%27%23$b"], "opaque");
}

#[tokio::test]
async fn every_page_of_a_round_asks_for_large_pages_again() {
    let server = Server::start(|seen| match seen.number {
        0 => list("", Some(&format!("http://{}/v1.0/users/delta?$skiptoken=1", seen.headers["host"]))),
        _ => round(""),
    })
    .await;
    let mut changes = server.client().users_delta(&DeltaStart::Latest);
    while changes.next().await.unwrap().is_some() {}
    let asked: Vec<_> = server.seen().iter().map(|seen| seen.headers["prefer"].clone()).collect();
    assert_eq!(asked, ["odata.maxpagesize=999", "odata.maxpagesize=999"], "links do not carry headers");
}

#[tokio::test]
async fn absent_stays_and_null_clears() {
    let person = patched(r#"{"id":"a","city":null,"displayName":"Ann"}"#).await;
    assert_eq!(person.text(TextAttribute::City), None, "null clears");
    assert_eq!(person.text(TextAttribute::DisplayName), Some("Ann"), "a value replaces");
    assert_eq!(person.account_enabled, Some(true), "absent stays");
    assert_eq!(person.manager, anna().manager, "absent stays");
    assert_eq!(patched(r#"{"id":"a"}"#).await, anna(), "a line without values changes nothing");
}

#[tokio::test]
async fn nested_attributes_and_managers_change_too() {
    let person = patched(r#"{"id":"a","onPremisesExtensionAttributes":{"extensionAttribute1":"new"}}"#).await;
    assert_eq!(person.text(TextAttribute::ExtensionAttribute1), Some("new"), "set");
    assert_eq!(person.text(TextAttribute::ExtensionAttribute2), Some("old"), "absent stays, nested as well");
    let person = patched(r#"{"id":"a","onPremisesExtensionAttributes":null}"#).await;
    assert_eq!(person.text(TextAttribute::ExtensionAttribute2), None, "null clears all of them");
    let person = patched(r#"{"id":"a","manager":null}"#).await;
    assert_eq!(person.manager, None, "no manager any more");
    let swap = r#"{"id":"a","manager@delta":[{"id":"m","@removed":{"reason":"deleted"}},{"id":"n"}]}"#;
    let manager = patched(swap).await.manager.unwrap();
    assert_eq!(manager.object_id, ObjectId::new("n"), "one went, one came");
}

#[tokio::test]
async fn a_replay_changes_nothing_more() {
    let line = r#"{"id":"a","city":"Basel"}"#;
    let twice = format!("{line},{line}");
    assert_eq!(patched(&twice).await, patched(line).await, "replays are harmless");
}

#[tokio::test]
async fn removals_say_whether_they_can_be_undone() {
    let changes = user_changes(
        r#"{"id":"A","@removed":{"reason":"changed"}},{"id":"b","@removed":{"reason":"deleted"}},{"id":"c","@removed":{}}"#,
    )
    .await;
    let removed = |id, why| UserChange::Removed { object_id: ObjectId::new(id), why };
    let expected = [
        removed("a", Removal::Restorable),
        removed("b", Removal::ForGood),
        removed("c", Removal::Restorable),
    ];
    assert_eq!(changes, expected, "soft-deleted people may come back");
}

#[tokio::test]
async fn group_lines_tell_what_they_mention() {
    let changes = group_changes(
        r##"{"id":"g","displayName":"Golf","mail":null,"members@delta":[{"@odata.type":"#microsoft.graph.user","id":"u"},
           {"@odata.type":"#microsoft.graph.user","id":"v","@removed":{"reason":"deleted"}}]},
           {"id":"g","description":"renamed only"},{"id":"h","@removed":{"reason":"deleted"}}"##,
    )
    .await;
    let [GroupChange::Present(first), GroupChange::Present(second), GroupChange::Removed { why, .. }] =
        &changes[..]
    else {
        panic!("three lines: {changes:?}")
    };
    let members: Vec<_> = first.members.iter().map(|m| (m.member.id.as_str(), m.removed)).collect();
    assert_eq!(members, [("u", false), ("v", true)], "came and went");
    assert_eq!(second.members, [], "no mention: as they were");
    assert_eq!(*why, Removal::ForGood, "a group is gone");
    let mut group = first.clone().into_group();
    second.apply_to(&mut group);
    assert_eq!(group.display_name, "Golf", "absent stays");
    assert_eq!(group.description.as_deref(), Some("renamed only"), "mentioned is written");
}

#[tokio::test]
async fn whatever_is_wrong_with_a_position_means_a_full_read() {
    for (status, code) in [
        (410, "SyncStateNotFound"),
        (410, ""),
        (400, "resyncRequired"),
        (400, "Directory_ExpiredPageToken"),
        (400, "Request_BadRequest"),
        (404, ""),
        (409, ""),
    ] {
        let server = Server::with(vec![Reply::error(status, code, &[])]).await;
        let link = DeltaLink(format!("{}/v1.0/users/delta?$deltatoken=1", server.url));
        let error = server.client().users_delta(&DeltaStart::After(link)).next().await.unwrap_err();
        assert!(matches!(error, GraphError::Resync(_)), "{status} {code}: {error}");
    }
    for status in [401, 403, 429, 503] {
        let server = Server::with(vec![Reply::status(status)]).await;
        let link = DeltaLink(format!("{}/v1.0/groups/delta?$deltatoken=1", server.url));
        let error = server.client().groups_delta(&DeltaStart::After(link)).next().await.unwrap_err();
        assert!(!matches!(error, GraphError::Resync(_)), "{status} says nothing about the position: {error}");
    }
}

#[tokio::test]
async fn a_position_of_another_cloud_is_none_here() {
    let server = Server::with(vec![round("")]).await;
    let link = DeltaLink("https://graph.microsoft.us/v1.0/users/delta?$deltatoken=1".into());
    let error = server.client().users_delta(&DeltaStart::After(link)).next().await.unwrap_err();
    assert!(matches!(error, GraphError::Resync(_)), "read in full: {error}");
    assert!(server.seen().is_empty(), "and nothing was sent");
}

#[tokio::test]
async fn a_round_without_a_new_position_is_no_round() {
    let server = Server::with(vec![Reply::json(r#"{"value":[]}"#)]).await;
    let error = server.client().users_delta(&DeltaStart::Beginning).next().await.unwrap_err();
    assert!(
        matches!(error, GraphError::BadAnswer { what: Flaw::Shape, .. }),
        "else changes would be lost: {error}"
    );
}
