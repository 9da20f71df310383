//! The company at other sizes: the same shape, computed and not stored.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

mod support;

use rollcall_sample::SampleCompany;
use serde_json::Value;
use std::collections::BTreeSet;
use support::*;

fn ids(records: &[Value]) -> BTreeSet<String> {
    records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn users_groups_and_memberships_scale() {
    let company = SampleCompany::builder().users(3_000).groups(120).start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    assert_eq!(admin.ask("/me").await.1["displayName"], "Petra Lindqvist", "the admins still sign in");
    let (users, _) = admin.all("/users?$select=id,userPrincipalName,mail&$top=999").await;
    let names: BTreeSet<&str> =
        users.iter().map(|user| user["userPrincipalName"].as_str().unwrap()).collect();
    assert_eq!((users.len(), ids(&users).len(), names.len()), (3_000, 3_000, 3_000), "all different");
    let (groups, _) = admin.all("/groups?$select=id&$top=999").await;
    assert_eq!(ids(&groups).len(), 120, "all groups");
    let id = groups[100]["id"].as_str().unwrap();
    let (members, _) = admin.all(&format!("/groups/{id}/members?$select=id&$top=999")).await;
    assert_eq!(ids(&members).len(), 150, "every hundredth group holds a twentieth of everybody");
    assert!(ids(&members).is_subset(&ids(&users)), "members are users");
    let (status, user) =
        admin.ask(&format!("/users/{}?$expand=manager", members[0]["id"].as_str().unwrap())).await;
    assert_eq!(status, 200, "each is found by id: {user}");
}

#[tokio::test]
async fn days_change_a_thousandth() {
    let company = SampleCompany::builder().users(20_000).groups(10).start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    let (before, _) = admin.all("/users?$select=id,department&$top=999").await;
    let (_, latest) = admin.all("/users/delta?$deltatoken=latest&$select=id,department").await;
    company.set_day(4);
    let (items, _) = admin.all(latest["@odata.deltaLink"].as_str().unwrap()).await;
    let removed = items.iter().filter(|item| item.get("@removed").is_some()).count();
    assert_eq!((items.len(), removed), (60, 6), "three days of twenty changes, two of them leavers");
    let (after, _) = admin.all("/users?$select=id,department&$top=999").await;
    let (was, is) = (ids(&before), ids(&after));
    assert_eq!((was.difference(&is).count(), is.difference(&was).count()), (6, 6), "leavers and joiners");
    let moved = after.iter().filter(|user| user["department"] == "New Ventures").count();
    assert_eq!(moved, 48, "and sixteen moves a day");
}

#[tokio::test]
async fn prepared_pages_answer_the_same_again() {
    let company = SampleCompany::builder().users(2_000).groups(50).start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    let (first, second) = (admin.ask("/users?$top=999").await, admin.ask("/users?$top=999").await);
    assert_eq!(first, second, "the second answer comes from the prepared bytes");
    company.entra().expire_access_tokens();
    assert_eq!(admin.ask("/users?$top=999").await.0, 401, "but never without a valid token");
    assert_eq!(company.log().iter().filter(|one| one.path == "/v1.0/users").count(), 3, "and each is logged");
}
