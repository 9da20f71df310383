//! The fault switches, seen by a client.

mod support;

use rollcall_sample::{Effect, Fault, Hostile, SampleCompany};
use serde_json::{Value, json};
use std::time::Duration;
use support::*;

#[tokio::test]
async fn throttling_strikes_as_often_as_told() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    let id = company.faults().add(Fault::new("/users", Effect::throttled("2.128")).after(1).times(2));
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(admin.ask("/users?$top=1").await.0);
    }
    assert_eq!(statuses, [200, 429, 429, 200], "one passes, two are throttled");
    assert_eq!(company.faults().struck(id), 2, "strikes are counted");
    company.faults().add(Fault::new("/users", Effect::throttled("Wed, 21 Oct 2026 07:28:00 GMT")));
    let response = admin.send("/users").await;
    assert_eq!(response.headers()["retry-after"], "Wed, 21 Oct 2026 07:28:00 GMT", "as given");
}

#[tokio::test]
async fn inner_requests_are_struck_by_themselves() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    company.faults().add(Fault::new("/v1.0/me", Effect::throttled("1")).once());
    let get = |id: &str| json!({ "id": id, "method": "GET", "url": "/me" });
    let (status, body) = admin.batch(&json!({ "requests": [get("1"), get("2")] })).await;
    let answer =
        |id: &str| body["responses"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone();
    assert_eq!((status, answer("1")["status"].clone()), (200, json!(429)), "the first is throttled");
    assert_eq!(answer("1")["headers"]["retry-after"], "1", "with its own waiting time");
    assert_eq!(answer("2")["status"], 200, "the second is not");
}

#[tokio::test]
async fn connections_break_in_every_way() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    for effect in [
        Effect::Reset,
        Effect::Truncated,
        Effect::WrongGzip,
        Effect::Malformed,
        Effect::ByteOrderMark,
        Effect::Html,
    ] {
        company.faults().clear();
        company.faults().add(Fault::new("/users", effect.clone()));
        let url = format!("{}/users", company.graph_url());
        let answer = client().get(&url).bearer_auth(admin.access_token()).send().await;
        let read = match answer {
            Ok(response) => response.json::<Value>().await.map(drop),
            Err(error) => Err(error),
        };
        // A byte order mark is forgiven by some readers; the bytes are what counts here.
        if effect != Effect::ByteOrderMark {
            assert!(read.is_err(), "{effect:?} cannot be read as JSON");
        }
    }
    company.faults().clear();
    company.faults().add(Fault::new("/users", Effect::ByteOrderMark));
    let bytes = admin.send("/users").await.bytes().await.unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbf{"), "a mark before the JSON");
}

#[tokio::test]
async fn slow_and_silent_answers_leave_the_client_waiting() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    for effect in [Effect::Hang, Effect::HangBody, Effect::SlowBody, Effect::Delay(Duration::from_secs(60))] {
        company.faults().clear();
        company.faults().add(Fault::new("/users", effect.clone()));
        let url = format!("{}/users", company.graph_url());
        let read = async { client().get(&url).bearer_auth(admin.access_token()).send().await?.bytes().await };
        let waited = tokio::time::timeout(Duration::from_millis(300), read).await;
        assert!(waited.is_err(), "{effect:?} does not end by itself");
    }
    let log = company.log();
    assert!(
        log.iter().any(|request| request.path == "/v1.0/users" && request.status == 0),
        "unanswered ones are logged"
    );
}

#[tokio::test]
async fn links_lead_astray() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    company.faults().add(Fault::new("/users", Effect::EmptyPages(50)));
    let (users, _) = admin.all("/users?$select=id&$top=999").await;
    assert_eq!(users.len(), 160, "fifty empty pages lead to the real one");

    company.faults().clear();
    company.faults().add(Fault::new("/users", Effect::CycleNextLink));
    let (_, page) = admin.ask("/users?$top=5").await;
    assert!(page["@odata.nextLink"].as_str().unwrap().ends_with("/users?$top=5"), "the page leads to itself");

    company.faults().clear();
    company
        .faults()
        .add(Fault::new("/users", Effect::ForeignNextLink("https://elsewhere.example/v1.0/users".into())));
    assert_eq!(
        admin.ask("/users").await.1["@odata.nextLink"],
        "https://elsewhere.example/v1.0/users",
        "to another host"
    );

    company.faults().clear();
    company.faults().add(Fault::new("/users", Effect::LongLinks(4_000)));
    let (_, page) = admin.ask("/users?$top=90").await;
    let link = page["@odata.nextLink"].as_str().unwrap();
    assert!(link.len() > 4_000, "links can be long");
    assert_eq!(admin.ask(link).await.0, 200, "and still work");

    company.faults().clear();
    company.faults().add(Fault::new("/users", Effect::Redirect("https://elsewhere.example/".into())));
    assert_eq!(admin.send("/users").await.status(), 302, "a redirect is only offered");
}

#[tokio::test]
async fn records_are_spoiled_one_at_a_time() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    for hostile in [
        Hostile::MegabyteStrings,
        Hostile::MissingId,
        Hostile::NumbersForStrings,
        Hostile::TenThousandAddresses,
    ] {
        company.faults().clear();
        company.faults().add(Fault::new("/users", Effect::Hostile(hostile)));
        let (_, page) = admin.ask("/users?$select=id,displayName,proxyAddresses&$top=2").await;
        let (first, second) = (&page["value"][0], &page["value"][1]);
        let spoiled = match hostile {
            Hostile::MegabyteStrings => first["displayName"].as_str().unwrap().len() == 1 << 20,
            Hostile::MissingId => first.get("id").is_none(),
            Hostile::NumbersForStrings => first["displayName"].is_number(),
            _ => first["proxyAddresses"].as_array().unwrap().len() == 10_000,
        };
        assert!(spoiled, "{hostile:?} spoils the first record");
        assert!(
            second["id"].is_string() && second["displayName"].is_string(),
            "{hostile:?} leaves the second alone"
        );
    }
}

#[tokio::test]
async fn a_quota_of_units_holds_for_batches_too() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    company.faults().add(Fault::new("/v1.0/", Effect::Quota(20)));
    let get = |id: u32| json!({ "id": id.to_string(), "method": "GET", "url": "/users?$top=1" });
    let requests: Vec<Value> = (0..12).map(get).collect();
    let (status, body) = admin.batch(&json!({ "requests": requests })).await;
    let throttled = body["responses"].as_array().unwrap().iter().filter(|one| one["status"] == 429).count();
    assert_eq!((status, throttled), (200, 2), "ten requests of two units fit into twenty");
    assert_eq!(admin.ask("/me").await.0, 429, "nothing is left for others");
}

#[tokio::test]
async fn the_clock_and_the_directory_can_be_wrong() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    company.faults().add(Fault::new("/users", Effect::ClockSkew(7_200)));
    company.faults().add(Fault::new("/users", Effect::NoUsers));
    let response = admin.send("/users").await;
    let date = response.headers()["date"].to_str().unwrap().to_owned();
    let shown = chrono::DateTime::parse_from_rfc2822(&date).unwrap().with_timezone(&chrono::Utc);
    let ahead = (shown - chrono::Utc::now()).num_minutes();
    assert!((118..=120).contains(&ahead), "two hours ahead: {date}");
    assert_eq!(response.json::<Value>().await.unwrap()["value"], json!([]), "nobody is there");
}

#[tokio::test]
async fn refusals_come_in_graphs_and_entras_shapes() {
    let company = SampleCompany::start().await.unwrap();
    let admin = SignedIn::as_admin(&company).await;
    for (effect, status) in [
        (Effect::unavailable(), 503),
        (Effect::gateway_timeout(), 504),
        (Effect::gone(), 410),
        (Effect::expired_page_token(), 400),
        (Effect::forbidden(), 403),
        (Effect::not_found(), 404),
        (Effect::expired_access_token(), 401),
        (Effect::claims_challenge("e30="), 401),
    ] {
        company.faults().clear();
        company.faults().add(Fault::new("/groups", effect.clone()));
        let (seen, body) = admin.ask("/groups").await;
        assert_eq!(seen, status, "{effect:?}");
        assert!(body["error"]["code"].is_string(), "{effect:?} has the usual envelope: {body}");
    }
    company.faults().clear();
    company
        .faults()
        .add(Fault::new("/token", Effect::token_error("invalid_grant", Some("bad_token"), 700_082)));
    let (status, body) = token_request(&company, "organizations", &[("grant_type", "refresh_token")]).await;
    assert_eq!((status, &body["suberror"]), (400, &json!("bad_token")), "{body}");
}

#[tokio::test]
async fn stopping_frees_the_port() {
    let company = SampleCompany::start().await.unwrap();
    let port: u16 = company.login_url().rsplit(':').next().unwrap().parse().unwrap();
    company.stop().await;
    let again = SampleCompany::builder().port(port).start().await;
    assert!(again.is_ok(), "the port is free again: {:?}", again.err());
}
