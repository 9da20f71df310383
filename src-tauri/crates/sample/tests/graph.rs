//! Graph's lists, options and refusals, from the outside.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

mod support;

use rollcall_sample::{BodyKind, SampleCompany};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use support::*;

async fn company() -> SampleCompany {
    SampleCompany::start().await.unwrap()
}

fn names(records: &[Value]) -> BTreeSet<&str> {
    records.iter().filter_map(|record| record["displayName"].as_str()).collect()
}

async fn group_id(admin: &SignedIn<'_>, name: &str) -> String {
    let (groups, _) = admin.all("/groups?$select=id,displayName").await;
    groups.iter().find(|group| group["displayName"] == name).unwrap()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_company_has_everybody_a_directory_has() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    let select = "$select=userType,accountEnabled,assignedLicenses,mail,userPrincipalName,department,surname";
    let (users, _) = admin.all(&format!("/users?{select}&$top=999")).await;
    let count = |fits: &dyn Fn(&Value) -> bool| users.iter().filter(|user| fits(user)).count();
    let unlicensed = |user: &Value| user["assignedLicenses"] == json!([]);
    let guest = |user: &Value| user["userType"] == "Guest";
    assert_eq!(users.len(), 160, "everybody");
    assert_eq!(count(&guest), 12, "guests");
    assert_eq!(
        count(&|user| user["accountEnabled"] == false && unlicensed(user)),
        14,
        "shared mailboxes and rooms"
    );
    assert_eq!(count(&|user| user["accountEnabled"] == false && !unlicensed(user)), 6, "disabled people");
    assert_eq!(count(&|user| user["mail"].is_null() && !guest(user)), 8, "people without mail");
    let departments: BTreeSet<&str> = users.iter().filter_map(|user| user["department"].as_str()).collect();
    for spelling in ["Sales", "sales", "Sales ", "SALES", "Sales; Marketing", "Marketing; Sales"] {
        assert!(departments.contains(spelling), "'{spelling}' is among {departments:?}");
    }
    for part in ["ü", "ά", "и", "ي", "田"] {
        let found = users.iter().any(|user| user["surname"].as_str().is_some_and(|name| name.contains(part)));
        assert!(found, "a surname with '{part}'");
    }
}

#[tokio::test]
async fn without_select_most_properties_are_missing() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    let (_, page) = admin.ask("/users?$top=1").await;
    let user = page["value"][0].as_object().unwrap();
    assert_eq!(user.len(), 11, "the default set: {user:?}");
    assert!(!user.contains_key("department"), "department has to be selected");
    let (_, page) = admin.ask("/users").await;
    assert_eq!(page["value"].as_array().unwrap().len(), 100, "the default page");
}

#[tokio::test]
async fn wrong_queries_are_refused_with_their_status() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    for (address, status, code) in [
        ("/users?$top=1000", 400, "Request_UnsupportedQuery"),
        ("/users?$top=0", 400, "Request_UnsupportedQuery"),
        ("/users?$filter=x", 400, "Request_UnsupportedQuery"),
        ("/users?$select=departement", 400, "BadRequest"),
        ("/users?$expand=directReports", 400, "BadRequest"),
        ("/users?$select=signInActivity", 403, "Authentication_MSGraphPermissionMissing"),
        ("/users?$select=id,aboutMe", 501, "NotImplemented"),
        ("/users?$skiptoken=x", 400, "Directory_ExpiredPageToken"),
        ("/users/delta?$top=5", 400, "Request_UnsupportedQuery"),
        ("/users/nobody", 404, "Request_ResourceNotFound"),
        ("/groups/nothing/members", 404, "Request_ResourceNotFound"),
        ("/subscribedSkus", 400, "BadRequest"),
    ] {
        let (seen, body) = admin.ask(address).await;
        assert_eq!((seen, &body["error"]["code"]), (status, &json!(code)), "{address}: {body}");
    }
}

#[tokio::test]
async fn links_lead_through_all_pages_only_as_they_are() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    let (_, page) = admin.ask("/users?$select=id,displayName&$top=7").await;
    let link = page["@odata.nextLink"].as_str().unwrap();
    assert!(link.contains("%27"), "the token has escapes that must survive: {link}");
    assert_eq!(admin.ask(link).await.0, 200, "unchanged, it leads on");
    for changed in [link.replace("$top=7", "$top=8"), link.replace("$select", "%24select")] {
        assert_eq!(admin.ask(&changed).await.0, 400, "{changed} is another link");
    }
    let (users, _) = admin.all("/users?$select=id&$top=7").await;
    let ids: BTreeSet<&str> = users.iter().map(|user| user["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 160, "everybody once");
}

#[tokio::test]
async fn a_chain_of_pages_keeps_to_its_day() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    let (first, page) = {
        let (_, page) = admin.ask("/users?$select=id&$top=100").await;
        (page["value"].as_array().unwrap().len(), page)
    };
    company.next_day();
    let (rest, _) = admin.all(page["@odata.nextLink"].as_str().unwrap()).await;
    assert_eq!(first + rest.len(), 160, "nobody is lost between pages when the day changes");
}

#[tokio::test]
async fn managers_come_when_asked_for() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    let (users, _) =
        admin.all("/users?$select=displayName&$expand=manager($select=id,displayName)&$top=999").await;
    let managers: BTreeMap<&str, &Value> =
        users.iter().map(|u| (u["displayName"].as_str().unwrap(), &u["manager"]["displayName"])).collect();
    assert_eq!(managers["Jonas Weber"], "Mirela Kovač", "people have one");
    assert_eq!(managers["Petra Lindqvist"], &Value::Null, "the managing director has none");
}

#[tokio::test]
async fn groups_and_reports_are_listed_from_the_persons_side_too() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    let (users, _) = admin.all("/users?$select=id&$expand=manager($select=id)&$top=999").await;
    let (_, page) = admin.ask("/groups?$select=id").await;
    let (mut groups_of, mut reports_of) = (BTreeMap::new(), BTreeMap::new());
    for group in page["value"].as_array().unwrap() {
        let (members, _) =
            admin.all(&format!("/groups/{}/members?$select=id", group["id"].as_str().unwrap())).await;
        for member in members {
            add(&mut groups_of, &member["id"], &group["id"]);
        }
    }
    users.iter().for_each(|user| add(&mut reports_of, &user["manager"]["id"], &user["id"]));
    for user in users.iter().take(40) {
        let id = user["id"].as_str().unwrap();
        for (list, known) in [("memberOf", &groups_of), ("directReports", &reports_of)] {
            let (records, _) = admin.all(&format!("/users/{id}/{list}?$select=id")).await;
            let listed: BTreeSet<String> =
                records.iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect();
            assert_eq!(listed, known.get(id).cloned().unwrap_or_default(), "{list} of {id}");
        }
    }
}

fn add(to: &mut BTreeMap<String, BTreeSet<String>>, of: &Value, id: &Value) {
    if let (Some(of), Some(id)) = (of.as_str(), id.as_str()) {
        to.entry(of.to_owned()).or_default().insert(id.to_owned());
    }
}

#[tokio::test]
async fn users_are_found_by_id_and_by_name() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    let (users, _) = admin.all("/users?$select=id,userPrincipalName,userType").await;
    let guest = users.iter().find(|user| user["userType"] == "Guest").unwrap();
    let name = guest["userPrincipalName"].as_str().unwrap().replace('#', "%23");
    let (status, found) = admin.ask(&format!("/users/{}?$select=id", name.to_uppercase())).await;
    assert_eq!((status, &found["id"]), (200, &guest["id"]), "escaped and in any case");
    let (_, licences) = admin.ask("/me/").await;
    assert!(licences["id"].is_string(), "a slash at the end changes nothing");
    let (_, licences) =
        admin.ask(&format!("/users/{}/licenseDetails", company.admins()[0].user_principal_name)).await;
    assert!(licences["value"][0]["skuPartNumber"].is_string(), "licences have names: {licences}");
}

#[tokio::test]
async fn members_of_all_kinds_are_listed_but_not_all_are_readable() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    let id = group_id(&admin, "Managed Access").await;
    let (members, _) = admin.all(&format!("/groups/{id}/members")).await;
    let kinds: Vec<&str> =
        members.iter().filter_map(|member| member["@odata.type"].as_str()?.rsplit('.').next()).collect();
    assert_eq!(
        kinds,
        ["user", "user", "user", "device", "device", "servicePrincipal"],
        "things are members too"
    );
    let device = members.iter().find(|member| member["@odata.type"] == "#microsoft.graph.device").unwrap();
    assert_eq!(device["displayName"], Value::Null, "our scopes do not show devices: {device}");

    let id = group_id(&admin, "Alumni").await;
    assert!(admin.all(&format!("/groups/{id}/members")).await.0.is_empty(), "a group can be empty");
    let id = group_id(&admin, "Newsletter Readers").await;
    let (members, _) = admin.all(&format!("/groups/{id}/members?$select=id")).await;
    assert!(
        members.iter().any(|member| member["@odata.type"] == "#microsoft.graph.orgContact"),
        "contacts can be members"
    );
}

#[tokio::test]
async fn nested_members_are_flat_and_cast_only_with_consistency() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    let id = group_id(&admin, "Sales").await;
    let (all, _) = admin.all(&format!("/groups/{id}/transitiveMembers?$select=id,displayName")).await;
    let ids: BTreeSet<&str> = all.iter().filter_map(|member| member["id"].as_str()).collect();
    assert_eq!(ids.len(), all.len(), "each member once, though one is in two groups");
    assert!(
        names(&all).contains("Sales South") && names(&all).contains("Sales EMEA"),
        "nested groups are listed"
    );
    assert!(names(&all).contains("Νίκος Παπαδάκης"), "people two levels down are members");

    let cast = format!("/groups/{id}/transitiveMembers/microsoft.graph.user?$select=id");
    assert_eq!(admin.ask(&cast).await.0, 400, "the cast is an advanced query");
    assert_eq!(admin.ask_eventually(&cast).await.0, 400, "it needs $count=true as well");
    let (status, users) = admin.ask_eventually(&format!("{cast}&$count=true&$top=999")).await;
    assert_eq!(
        (status, &users["@odata.count"]),
        (200, &json!(all.len() - 2)),
        "users without the two groups"
    );
}

#[tokio::test]
async fn a_batch_answers_each_request_in_an_order_of_its_own() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    company.clear_log();
    let urls = ["/me", "/users?$top=2", "groups", "/users/nobody", "/organization"];
    let get = |(id, url): (usize, &&str)| json!({ "id": id.to_string(), "method": "GET", "url": url });
    let mut requests: Vec<Value> = urls.iter().enumerate().map(get).collect();
    requests.push(json!({ "id": "w", "method": "PATCH", "url": "/me", "body": { "city": "x" } }));
    let (status, body) = admin.batch(&json!({ "requests": requests })).await;
    assert_eq!(status, 200, "the outer status says nothing about the inner ones");
    let responses = body["responses"].as_array().unwrap();
    let ids: Vec<&str> = responses.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_ne!(ids, ["0", "1", "2", "3", "4", "w"], "clients have to match by id");
    let statuses: BTreeMap<&str, &Value> =
        responses.iter().map(|one| (one["id"].as_str().unwrap(), &one["status"])).collect();
    let seen: Vec<u64> = statuses.values().map(|status| status.as_u64().unwrap()).collect();
    assert_eq!(seen, [200, 200, 200, 404, 200, 405], "each has its own status");

    let log = company.log();
    assert_eq!(log[0].inner.len(), 6, "the log keeps what was inside");
    assert_eq!(
        (log[0].inner[5].method.as_str(), log[0].inner[5].status),
        ("PATCH", 405),
        "writes are logged, too"
    );
    let many: Vec<Value> =
        (0..21).map(|id| json!({ "id": id.to_string(), "method": "GET", "url": "/me" })).collect();
    assert_eq!(admin.batch(&json!({ "requests": many })).await.0, 400, "21 are too many");
}

#[tokio::test]
async fn writing_is_refused_and_logged() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    company.clear_log();
    let url = format!("{}/users", company.graph_url());
    let response = client()
        .post(url)
        .bearer_auth(admin.access_token())
        .json(&json!({ "displayName": "x" }))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 405, "this directory is read only");
    let log = company.log();
    assert_eq!(
        (log[0].method.as_str(), log[0].status, log[0].body),
        ("POST", 405, BodyKind::Json),
        "the attempt is on record"
    );
}

#[tokio::test]
async fn answers_carry_ids_and_compress_when_asked() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    let url = format!("{}/users?$top=999", company.graph_url());
    let ask = || client().get(&url).bearer_auth(admin.access_token()).header("client-request-id", "mine");
    let plain = ask().header("accept-encoding", "identity").send().await.unwrap();
    let header = |name: &str| plain.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header("client-request-id").as_deref(), Some("mine"), "the caller's id is echoed");
    assert_eq!(header("x-ms-resource-unit").as_deref(), Some("2"), "a list of users costs two units");
    assert!(header("request-id").is_some() && header("date").is_some(), "ids and time for support");
    let packed = ask().send().await.unwrap();
    let whole = plain.bytes().await.unwrap();
    assert_eq!(packed.bytes().await.unwrap(), whole, "compressed or not, it is the same page");
    assert_eq!(company.log().last().unwrap().accept_encoding.as_deref(), Some("gzip"), "it was asked for");
}

#[tokio::test]
async fn nobody_reads_without_a_valid_token() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    let url = format!("{}/users", company.graph_url());
    for request in [client().get(&url), client().get(&url).bearer_auth("made-up")] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 401, "unknown tokens are refused");
        assert!(response.headers().contains_key("www-authenticate"), "with a challenge");
    }
    company.entra().expire_access_tokens();
    let (status, body) = admin.ask("/users").await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (401, &json!("InvalidAuthenticationToken")),
        "so are expired ones"
    );
}

#[tokio::test]
async fn the_log_keeps_no_secrets() {
    let company = company().await;
    let admin = SignedIn::as_admin(&company).await;
    admin.ask("/me").await;
    let log = format!("{:?}", company.log());
    for secret in ["access_token", "refresh_token"] {
        assert!(!log.contains(admin.tokens[secret].as_str().unwrap()), "no {secret}");
    }
    assert!(!log.contains(VERIFIER), "no verifier");
    let token = company.log().into_iter().find(|request| request.path.ends_with("/token")).unwrap();
    let names: Vec<&str> = token.form.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["grant_type", "client_id", "code", "redirect_uri", "code_verifier"],
        "but what was sent"
    );
}
