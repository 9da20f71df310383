//! Days passing, and delta queries that tell about them.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

mod support;

use rollcall_sample::{Effect, Fault, SampleCompany};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use support::*;

const SELECT: &str = "id,displayName,surname,userPrincipalName,mail,proxyAddresses,jobTitle,department,mobilePhone,accountEnabled,assignedLicenses";

type People = BTreeMap<String, BTreeMap<String, Value>>;
type Groups = BTreeMap<String, BTreeSet<String>>;

fn unset(value: &Value) -> bool {
    value.is_null() || value == &json!([])
}

/// The state after taking in a round, as the documentation says: absent is unchanged, null is cleared.
fn take_users(people: &mut People, items: &[Value]) {
    for item in items {
        let id = item["id"].as_str().unwrap().to_owned();
        if item.get("@removed").is_some() {
            people.remove(&id);
            continue;
        }
        let person = people.entry(id).or_default();
        for (name, value) in item.as_object().unwrap() {
            person.insert(name.clone(), value.clone());
        }
        person.retain(|_, value| !unset(value));
    }
}

fn take_groups(groups: &mut Groups, items: &[Value]) {
    for item in items {
        let id = item["id"].as_str().unwrap().to_owned();
        if item.get("@removed").is_some() {
            groups.remove(&id);
            continue;
        }
        let members = groups.entry(id).or_default();
        for member in item["members@delta"].as_array().into_iter().flatten() {
            let id = member["id"].as_str().unwrap().to_owned();
            if member.get("@removed").is_some() {
                members.remove(&id)
            } else {
                members.insert(id)
            };
        }
    }
}

async fn everybody(admin: &SignedIn<'_>) -> People {
    let (users, _) = admin.all(&format!("/users?$select={SELECT}&$top=999")).await;
    let mut people = People::new();
    take_users(&mut people, &users);
    people
}

#[tokio::test]
async fn delta_rounds_lead_to_the_same_people_as_fresh_reads() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    let (items, last) = admin.all(&format!("/users/delta?$select={SELECT}")).await;
    let mut people = People::new();
    take_users(&mut people, &items);
    assert!(
        items.iter().any(|item| item.get("@removed").is_some()),
        "even the first round tells of a deletion"
    );
    let mut link = last["@odata.deltaLink"].as_str().unwrap().to_owned();
    for day in 1..=40 {
        company.set_day(day);
        let (items, last) = admin.all(&link).await;
        take_users(&mut people, &items);
        assert_eq!(people, everybody(&admin).await, "day {day}");
        let next = last["@odata.deltaLink"].as_str().unwrap();
        assert_ne!(next, link, "each round has a link of its own");
        link = next.to_owned();
    }
}

#[tokio::test]
async fn delta_rounds_lead_to_the_same_members_as_fresh_reads() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    let (items, last) = admin.all("/groups/delta?$select=id,displayName,members").await;
    let (mut groups, mut link) = (Groups::new(), last["@odata.deltaLink"].as_str().unwrap().to_owned());
    take_groups(&mut groups, &items);
    for day in [2, 3, 4, 6, 9, 11, 13, 14, 20, 25] {
        company.set_day(day);
        let (items, last) = admin.all(&link).await;
        take_groups(&mut groups, &items);
        link = last["@odata.deltaLink"].as_str().unwrap().to_owned();
        let (listed, _) = admin.all("/groups?$select=id").await;
        assert_eq!(listed.len(), groups.len(), "the same groups on day {day}");
        let present: BTreeSet<String> = everybody(&admin).await.into_keys().collect();
        for (id, stored) in &groups {
            let (members, _) = admin.all(&format!("/groups/{id}/members?$select=id")).await;
            let listed: BTreeSet<&str> = members.iter().filter_map(|one| one["id"].as_str()).collect();
            let users = members.iter().filter(|one| one["@odata.type"] == "#microsoft.graph.user");
            // Soft-deleted users keep their places silently, so only present ones count.
            let effective = stored.iter().filter(|id| present.contains(*id)).count();
            assert_eq!(effective, users.count(), "group {id} on day {day}");
            assert!(listed.iter().all(|id| stored.contains(*id)), "nobody is listed whom no round named");
        }
    }
}

#[tokio::test]
async fn every_day_has_a_few_changes_and_is_the_same_each_time() {
    let (one, two) = (SampleCompany::start().await.unwrap(), SampleCompany::start().await.unwrap());
    let (first, second) = (SignedIn::as_admin(&one).await, SignedIn::as_admin(&two).await);
    for day in 1..=30 {
        one.set_day(day);
        let (_, start) = first.all(&format!("/users/delta?$deltatoken=latest&$select={SELECT}")).await;
        let (_, groups) = first.all("/groups/delta?$deltatoken=latest&$select=displayName,members").await;
        one.next_day();
        let (users, _) = first.all(start["@odata.deltaLink"].as_str().unwrap()).await;
        let (groups, _) = first.all(groups["@odata.deltaLink"].as_str().unwrap()).await;
        assert!((1..=12).contains(&users.len()), "day {} changes {} users", day + 1, users.len());
        assert!(users.len() + groups.len() >= 3, "something happens on day {}", day + 1);
    }
    two.set_day(31);
    assert_eq!(everybody(&first).await, everybody(&second).await, "a day follows from its number alone");
}

#[tokio::test]
async fn the_story_tells_of_joiners_leavers_moves_renames_and_returns() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    let mut days = Vec::new();
    for day in 1..=12 {
        company.set_day(day);
        days.push(everybody(&admin).await);
    }
    let find = |day: usize, name: &str| {
        days[day - 1]
            .iter()
            .find(|(_, person)| person["displayName"] == name)
            .map(|(id, person)| (id.clone(), person.clone()))
    };
    assert!(find(1, "Hanna Vogel").is_none() && find(2, "Hanna Vogel").is_some(), "a joiner on day 2");
    let (left, back) = (find(1, "Wolfgang Peters").unwrap(), find(7, "Wolfgang Peters").unwrap());
    assert!(find(2, "Wolfgang Peters").is_none(), "a leaver on day 2");
    assert_eq!(left.0, back.0, "back on day 7 with the same id");
    assert_eq!(find(2, "Callum Brooks").unwrap().1["department"], "Sales", "a move on day 2");
    let married = find(3, "Anna Bergmann").unwrap();
    assert_eq!(married.1["mail"], "anna.bergmann@contoso-sample.example", "a new name and address on day 3");
    assert_eq!(days[1][&married.0]["mail"], "anna.mueller@contoso-sample.example", "of the same person");
    let namesake = days[8]
        .values()
        .find(|person| person.get("mail") == Some(&json!("anna.mueller@contoso-sample.example")));
    assert_eq!(namesake.unwrap()["jobTitle"], "Inside Sales", "the old address is somebody else's on day 9");
    assert!(!find(5, "Xaver Ott").unwrap().1.contains_key("jobTitle"), "a title is cleared on day 5");
}

#[tokio::test]
async fn deleted_for_good_differs_from_deleted() {
    let company = SampleCompany::builder().day(8).start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    let (_, latest) = admin.all("/users/delta?$deltatoken=latest&$select=id").await;
    company.set_day(10);
    let (items, _) = admin.all(latest["@odata.deltaLink"].as_str().unwrap()).await;
    let mut reasons: Vec<&str> =
        items.iter().filter_map(|item| item["@removed"]["reason"].as_str()).collect();
    reasons.sort_unstable();
    assert_eq!(reasons, ["changed", "changed", "deleted"], "two can come back, one cannot");
}

#[tokio::test]
async fn only_changed_properties_are_told_and_managers_on_request() {
    let company = SampleCompany::builder().day(4).start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    let (_, latest) =
        admin.all("/users/delta?$deltatoken=latest&$select=id,jobTitle,accountEnabled,manager").await;
    company.set_day(5);
    let (items, _) = admin.all(latest["@odata.deltaLink"].as_str().unwrap()).await;
    let cleared = items.iter().find(|item| item.get("jobTitle") == Some(&Value::Null)).unwrap();
    assert_eq!(cleared.as_object().unwrap().len(), 2, "only the id and what changed: {cleared}");
    let returned = items.iter().find(|item| item.get("manager@delta").is_some()).unwrap();
    assert!(returned["jobTitle"].is_string(), "who returns is told as a whole: {returned}");
}

#[tokio::test]
async fn a_link_older_than_a_week_is_gone() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    let (_, latest) = admin.all("/users/delta?$deltatoken=latest&$select=id").await;
    let link = latest["@odata.deltaLink"].as_str().unwrap();
    company.set_day(8);
    assert_eq!(admin.ask(link).await.0, 200, "a week is fine");
    company.set_day(9);
    let response = admin.send(link).await;
    assert_eq!(response.status(), 410, "more is not");
    assert!(response.headers().contains_key("location"), "it says where to start over");
}

#[tokio::test]
async fn long_rounds_come_in_pages_and_repeat_harmlessly() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    company.faults().add(Fault::new("/users/delta", Effect::PageSize(3)));
    company.faults().add(Fault::new("/users/delta", Effect::RepeatRecords));
    let (items, _) = admin.all(&format!("/users/delta?$select={SELECT}")).await;
    assert!(items.len() > 300, "everything twice: {}", items.len());
    let mut people = People::new();
    take_users(&mut people, &items);
    company.faults().clear();
    assert_eq!(people, everybody(&admin).await, "repetition changes nothing");
}
