//! Members of many groups through `$batch`.

use crate::server::{Reply, Seen, Server, list, quick};
use rollcall_graph::{GraphClient, GraphError, ListState, MemberKind, Relation, Watch};
use rollcall_people::ObjectId;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// The parts of a batch: id and address.
fn parts(body: &str) -> Vec<(String, String)> {
    let body: Value = serde_json::from_str(body).unwrap();
    let parts = body["requests"].as_array().unwrap();
    assert!(parts.iter().all(|part| part["method"] == "GET"), "a batch holds GETs and nothing else");
    parts.iter().map(|p| (p["id"].as_str().unwrap().into(), p["url"].as_str().unwrap().into())).collect()
}

/// Answers a batch part by part, last part first.
fn batch(body: &str, answer: impl Fn(&str) -> (u16, Value, Value)) -> Reply {
    let answers = parts(body).into_iter().rev().map(|(id, url)| {
        let group = url.trim_start_matches("/groups/").split('/').next().unwrap().to_owned();
        let (status, headers, body) = answer(&group);
        json!({ "id": id, "status": status, "headers": headers, "body": body })
    });
    Reply::json(json!({ "responses": answers.collect::<Vec<_>>() }).to_string())
}

/// One member, named after the group.
fn one_member(group: &str) -> (u16, Value, Value) {
    let member = json!({ "@odata.type": "#microsoft.graph.user", "id": format!("of-{group}") });
    (200, json!({}), json!({ "value": [member] }))
}

fn refusal(status: u16, headers: Value) -> (u16, Value, Value) {
    (status, headers, json!({ "error": { "code": "", "message": "Anna" } }))
}

fn groups(count: usize) -> Vec<ObjectId> {
    (0..count).map(|n| ObjectId::new(&format!("g{n}"))).collect()
}

type Read = BTreeMap<String, (Vec<String>, Option<ListState>)>;

/// Everything, by group; the last state of each.
async fn read(client: &GraphClient, groups: Vec<ObjectId>) -> Result<Read, GraphError> {
    let mut all = Read::new();
    let mut pages = client.members_of(groups);
    while let Some(page) = pages.next().await? {
        let entry = all.entry(page.of.to_string()).or_default();
        assert!(
            !matches!(entry.1, Some(ListState::Complete | ListState::Failed(_))),
            "the end comes last, once"
        );
        entry.0.extend(page.objects.iter().map(|m| m.id.to_string()));
        entry.1 = Some(page.state);
    }
    Ok(all)
}

fn is_complete(read: &Read, group: &str) -> bool {
    matches!(read[group].1, Some(ListState::Complete))
}

#[tokio::test]
async fn twenty_groups_share_a_request() {
    for (count, requests) in [(0, 0), (1, 1), (20, 1), (21, 2), (45, 3)] {
        let server = Server::start(|seen| batch(&seen.body, one_member)).await;
        let client = server.client();
        let all = read(&client, groups(count)).await.unwrap();
        assert_eq!(all.len(), count, "every group has its answer");
        assert!(
            all.iter().all(|(group, (members, _))| members == &[format!("of-{group}")]),
            "its own: {all:?}"
        );
        assert!(all.keys().all(|group| is_complete(&all, group)), "and each is complete");
        assert_eq!(client.requests(), requests, "{count} groups");
        assert!(server.seen().iter().all(|seen| seen.target == "/v1.0/$batch"), "nothing else is sent");
    }
}

#[tokio::test]
async fn lists_of_people_go_along_in_the_same_batch() {
    let server = Server::start(|seen| {
        let answers = parts(&seen.body).into_iter().map(|(id, url)| {
            json!({ "id": id, "status": 200, "body": { "value": [{ "id": url.split('/').nth(3).unwrap().split('?').next() }] } })
        });
        Reply::json(json!({ "responses": answers.collect::<Vec<_>>() }).to_string())
    })
    .await;
    let client = server.client();
    let person = ObjectId::new("p");
    let wanted = [Relation::MemberOf, Relation::Reports].map(|relation| (relation, person.clone()));
    let mut pages = client.related(wanted);
    while let Some(page) = pages.next().await.unwrap() {
        let list = if page.relation == Relation::Reports { "directReports" } else { "memberOf" };
        assert_eq!(
            (page.of, page.objects[0].id.as_str()),
            (person.clone(), &*list.to_lowercase()),
            "its own answer"
        );
    }
    assert_eq!(client.requests(), 1, "one request for both");
}

#[tokio::test]
async fn a_group_of_many_pages_is_read_to_its_end() {
    let server = Server::start(|seen| {
        let link = |n| format!("http://{}/v1.0/groups/g0/members?$skiptoken={n}", seen.headers["host"]);
        match seen.target.as_str() {
            "/v1.0/$batch" => batch(&seen.body, |_| {
                (200, json!({}), json!({ "@odata.nextLink": link(1), "value": [{ "id": "m0" }] }))
            }),
            target if target.ends_with('1') => list(r#"{"id":"m1"}"#, Some(&link(2))),
            _ => list(r#"{"id":"m2"}"#, None),
        }
    })
    .await;
    let client = server.client();
    let all = read(&client, groups(1)).await.unwrap();
    assert_eq!(all["g0"].0, ["m0", "m1", "m2"], "in order");
    assert!(is_complete(&all, "g0"), "to the end");
    assert_eq!(client.requests(), 3, "one request for each further page");
}

#[tokio::test]
async fn a_group_fails_on_its_own() {
    let server = Server::start(|seen| {
        batch(&seen.body, |group| match group {
            "g1" => refusal(403, json!({})),
            "g2" => refusal(404, json!({})),
            "g3" => refusal(500, json!({})),
            other => one_member(other),
        })
    })
    .await;
    let all = read(&server.client(), groups(5)).await.unwrap();
    assert!(is_complete(&all, "g0") && is_complete(&all, "g4"), "the others are read");
    assert!(matches!(all["g1"].1, Some(ListState::Failed(GraphError::Forbidden(_)))), "denied: {all:?}");
    assert!(matches!(all["g2"].1, Some(ListState::Failed(GraphError::NotFound(_)))), "gone: {all:?}");
    assert!(matches!(all["g3"].1, Some(ListState::Failed(GraphError::Server { .. }))), "in trouble: {all:?}");
    let sizes: Vec<_> = server.seen().iter().map(|seen| parts(&seen.body).len()).collect();
    assert_eq!(sizes, [5, 1, 1, 1, 1], "only what may pass is asked again");
}

#[tokio::test]
async fn a_throttled_part_waits_for_its_own_retry_after() {
    let server = Server::start(|seen| {
        let first = seen.number == 0;
        batch(&seen.body, move |group| match group {
            "g1" if first => refusal(429, json!({ "Retry-After": "0.3" })),
            other => one_member(other),
        })
    })
    .await;
    let all = read(&server.client(), groups(3)).await.unwrap();
    assert!(all.keys().all(|group| is_complete(&all, group)), "in the end all are there");
    let seen = server.seen();
    assert_eq!(parts(&seen[1].body).len(), 1, "only the throttled one is repeated");
    assert!(seen[1].at - seen[0].at >= Duration::from_millis(300), "and not too soon");
}

#[tokio::test]
async fn a_part_throttled_for_too_long_ends_the_read() {
    let server =
        Server::start(|seen| batch(&seen.body, |_| refusal(429, json!({ "Retry-After": "600" })))).await;
    let error = read(&server.client(), groups(3)).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(600)), "and says when to try again: {error}");
    assert_eq!(server.seen().len(), 1, "nothing is asked meanwhile");
}

#[tokio::test]
async fn a_part_without_an_answer_is_asked_again() {
    let server = Server::start(|seen| match seen.number {
        0 => Reply::json(r#"{"responses":[]}"#),
        _ => batch(&seen.body, one_member),
    })
    .await;
    let all = read(&server.client(), groups(2)).await.unwrap();
    assert!(is_complete(&all, "g0") && is_complete(&all, "g1"), "silence is no empty group");
}

#[tokio::test]
async fn a_foreign_link_inside_a_batch_is_not_followed() {
    let foreign = Server::with(vec![list("", None)]).await;
    let link = format!("{}/v1.0/groups/g0/members", foreign.url);
    let server = Server::start(move |seen| {
        batch(&seen.body, |_| (200, json!({}), json!({ "@odata.nextLink": link, "value": [] })))
    })
    .await;
    let error = read(&server.client(), groups(1)).await.unwrap_err();
    assert!(matches!(error, GraphError::ForeignLink), "{error}");
    assert!(foreign.seen().is_empty(), "nothing reached the foreign host");
}

fn slow(reply: Reply) -> Reply {
    Reply::Later(Duration::from_millis(20), Box::new(reply))
}

#[tokio::test]
async fn never_more_than_four_requests_are_in_flight() {
    let server = Server::start(|seen| slow(batch(&seen.body, one_member))).await;
    let all = read(&server.client(), groups(300)).await.unwrap();
    assert_eq!(all.len(), 300, "all are read");
    let most = server.seen().iter().map(|seen| seen.busy).max();
    assert_eq!(most, Some(4), "as many lanes as allowed, and no more");
}

#[tokio::test]
async fn members_leave_a_lane_to_what_is_read_beside_them() {
    let server = Server::start(|seen| slow(batch(&seen.body, one_member))).await;
    let mut pages = server.client().members_of(groups(200)).beside(1);
    let mut read = 0;
    while pages.next().await.unwrap().is_some() {
        read += 1;
    }
    assert_eq!(read, 200, "all are read");
    let most = server.seen().iter().map(|seen| seen.busy).max();
    assert_eq!(most, Some(3), "a page of users would not have had to wait");
}

#[tokio::test]
async fn a_throttle_warning_narrows_the_lanes() {
    let warned = |seen: &Seen| match batch(&seen.body, one_member) {
        Reply::Answer(status, mut headers, body) => {
            headers.push(("x-ms-throttle-limit-percentage", "0.9".into()));
            slow(Reply::Answer(status, headers, body))
        }
        other => other,
    };
    let server = Server::start(warned).await;
    let all = read(&server.client(), groups(300)).await.unwrap();
    assert_eq!(all.len(), 300, "slower, but complete");
    assert!(server.seen()[8..].iter().all(|seen| seen.busy == 1), "halved with each warning, down to one");
}

#[tokio::test]
async fn throttling_narrows_the_lanes() {
    let server = Server::start(|seen| match seen.number {
        0 => Reply::error(429, "TooManyRequests", &[("retry-after", "0.01")]),
        _ => slow(batch(&seen.body, one_member)),
    })
    .await;
    let all = read(&server.client(), groups(300)).await.unwrap();
    assert_eq!(all.len(), 300, "slower, but complete");
    // Four were under way when the first was refused.
    let most = server.seen()[4..].iter().map(|seen| seen.busy).max();
    assert!(most <= Some(2), "then half as many: {most:?}");
}

#[tokio::test]
async fn nested_groups_and_devices_are_named_as_such() {
    let server = Server::start(|seen| {
        batch(&seen.body, |_| {
            let nested = json!({ "@odata.type": "#microsoft.graph.group", "id": "n" });
            let device = json!({ "@odata.type": "#microsoft.graph.device", "id": "d", "displayName": null });
            (200, json!({}), json!({ "value": [nested, device] }))
        })
    })
    .await;
    let page = server.client().members_of(groups(1)).next().await.unwrap().unwrap();
    let kinds: Vec<_> = page.objects.iter().map(|member| member.kind).collect();
    assert_eq!(kinds, [MemberKind::Group, MemberKind::Device], "never taken for people");
}

#[tokio::test]
async fn stop_ends_a_batch_too() {
    let server = Server::with(vec![Reply::Silence]).await;
    let watch = Watch::unattended();
    let client = server.client_with(quick(), watch.clone());
    let reading = tokio::spawn(async move { read(&client, groups(100)).await });
    while server.seen().is_empty() {
        tokio::task::yield_now().await;
    }
    watch.cancel.cancel();
    let answer = tokio::time::timeout(Duration::from_secs(2), reading).await;
    assert!(matches!(answer, Ok(Ok(Err(GraphError::Stopped)))), "{answer:?}");
}
