//! Signing in as an admin meets it: what is warned about, what is refused, and what helps.

use crate::world::{NAME, Said, World};
use rollcall_sample::browser::{Decision, Visit};
use rollcall_sample::{Effect, Fault, GUEST_ACCOUNT, PERSONAL_ACCOUNT};
use serde_json::{Value, json};

const TOKEN: &str = "/oauth2/v2.0/token";

fn codes(connection: &Value) -> Vec<&str> {
    connection["warnings"].as_array().unwrap().iter().map(|w| w["code"].as_str().unwrap()).collect()
}

async fn first_connection(world: &World) -> Value {
    world.json(&["connections"]).await[0].clone()
}

fn token_requests(world: &World) -> usize {
    world.company.log().iter().filter(|request| request.path.ends_with(TOKEN)).count()
}

fn as_account(account: &str) -> Visit {
    Visit { account: Some(account.to_owned()), ..Visit::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_clock_is_told_with_its_offset_and_stops_nothing() {
    // The service's clock is behind ours by two hours, or ahead by a day.
    for (service, offset) in [(-7_200, "+2\u{a0}h"), (86_400, "−24\u{a0}h")] {
        let world = World::new().await;
        let skew = world.company.faults().add(Fault::new(TOKEN, Effect::ClockSkew(service)));
        let said = world.connect(NAME, Visit::default()).await.expect(0, "signing in works");
        assert!(said.stderr.contains(offset), "the measured offset: {}", said.stderr);
        let connection = first_connection(&world).await;
        assert_eq!(codes(&connection), ["clock_wrong"], "{connection}");
        assert_eq!(connection["warnings"][0]["params"]["offset"], offset, "{connection}");

        world.company.clear_log();
        for _ in 0..3 {
            world.rollcall(&["sync", NAME]).await.expect(0, "so does reading");
        }
        assert_eq!(token_requests(&world), 0, "{offset}: fresh tokens are not renewed for it");

        world.company.entra().expire_access_tokens();
        world.rollcall(&["sync", NAME]).await.expect(0, "and renewing");
        assert_eq!(codes(&first_connection(&world).await), ["clock_wrong"], "{offset}: measured again");

        world.company.faults().remove(skew);
        world.company.entra().expire_access_tokens();
        world.rollcall(&["sync", NAME]).await.expect(0, "the clock was set right");
        assert!(codes(&first_connection(&world).await).is_empty(), "{offset}: and the warning goes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_refresh_token_it_works_for_now_and_says_so() {
    let world = World::new().await;
    world.company.faults().add(Fault::new(TOKEN, Effect::NoRefreshToken));
    let said = world.connect(NAME, Visit::default()).await.expect(0, "signed in");
    assert!(said.stderr.contains("offline_access"), "what is missing: {}", said.stderr);
    assert_eq!(codes(&first_connection(&world).await), ["not_renewable"], "and it stays visible");
    world.rollcall(&["sync", NAME]).await.expect(0, "good for its hour");
    world.company.entra().expire_access_tokens();
    world.rollcall(&["sync", NAME]).await.expect(4, "then a person has to sign in");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_permission_for_groups_users_work_and_nobody_leaves() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "with groups at first");
    let before = world.employees().await;
    let withheld = vec!["GroupMember.Read.All".to_owned()];
    world.company.faults().add(Fault::new(TOKEN, Effect::ScopesReduced(withheld)));
    let said = world.sign_in(&["signin", NAME], Visit::default()).await.expect(0, "signed in again");
    assert!(said.stderr.contains("GroupMember.Read.All"), "what is missing: {}", said.stderr);
    let connection = first_connection(&world).await;
    assert_eq!(codes(&connection), ["groups_not_granted"], "{connection}");
    let link = connection["admin_consent_url"].as_str().unwrap();
    assert!(
        link.contains(&format!("/{}/v2.0/adminconsent", world.company.tenant_id())),
        "whom to send where: {link}"
    );
    world.rollcall(&["sync", NAME, "--full"]).await.expect(0, "users are read");
    assert_eq!(world.employees().await, before, "nobody left for want of groups");
}

/// `connect` as this account, at this tenant; nothing may come of it.
async fn refused(world: &World, account: &str, tenant: &str, code: &str) {
    let before = world.json(&["connections"]).await;
    let (login, graph) = (world.company.login_url(), world.company.graph_url());
    let to = ["--cloud", "custom", "--login-url", &login, "--graph-url", &graph, "--json"];
    let said =
        world.sign_in(&[&["connect", NAME, "--tenant", tenant][..], &to].concat(), as_account(account)).await;
    let said = said.expect(1, "refused");
    assert_eq!(said.json()["error"]["code"], code, "{account}: {said:?}");
    assert!(said.stderr.contains("Sign in with"), "{account}: and which account would do: {}", said.stderr);
    assert_eq!(world.json(&["connections"]).await, before, "{account}: no half connection");
    world.rollcall(&["sync", NAME]).await.expect(1, "there is nothing to sync");
    assert_eq!(world.employees().await, json!([]), "{account}: nor people");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_account_is_refused_in_clear_words_and_leaves_nothing() {
    let world = World::new().await;
    let everyone = Visit { decision: Decision::AcceptForOrganization, ..Visit::default() };
    world.connect("Admin", everyone).await.expect(0, "an administrator consents for everyone");
    let tenant = world.company.tenant_id().to_owned();
    refused(&world, GUEST_ACCOUNT, &tenant, "guest_account").await;
    let kept = std::fs::read(world.data_dir().join("sign-ins.sealed")).unwrap();
    refused(&world, GUEST_ACCOUNT, &tenant, "guest_account").await;
    let now = std::fs::read(world.data_dir().join("sign-ins.sealed")).unwrap();
    assert_eq!(now, kept, "nor tokens");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_personal_account_is_refused_in_clear_words_and_leaves_nothing() {
    let world = World::new().await;
    refused(&world, PERSONAL_ACCOUNT, "common", "personal_account").await;
    assert!(!world.data_dir().join("sign-ins.sealed").exists(), "nor tokens");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_microsoft_cloud_takes_no_other_addresses() {
    let world = World::new().await;
    for (cloud, login, graph) in [
        ("global", "https://login.microsoftonline.com", "https://graph.microsoft.us/v1.0"),
        ("usgov", "https://login.microsoftonline.us", "https://graph.microsoft.com/v1.0"),
        ("china", "http://127.0.0.1:1", "http://127.0.0.1:1/v1.0"),
    ] {
        let args = ["connect", NAME, "--cloud", cloud, "--login-url", login, "--graph-url", graph, "--json"];
        let said = world.rollcall(&args).await.expect(1, "a pair that does not belong together");
        assert_eq!(said.json()["error"]["code"], "cloud_mismatch", "{cloud}: {said:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_gets_words_and_a_link_without_any_sign_in() {
    let world = World::connected().await;
    let new = world.rollcall(&["connect", "New", "--ask-admin", "--tenant", "contoso.com"]).await;
    let new = new.expect(0, "asks nobody");
    let link = "https://login.microsoftonline.com/contoso.com/v2.0/adminconsent?client_id=14d82eec";
    assert!(new.stdout.contains(link), "the link of the cloud and app chosen: {}", new.stdout);
    assert!(new.stdout.contains("User.Read.All"), "and what it is for: {}", new.stdout);
    let own = "11111111-2222-3333-4444-555555555555";
    let own = ["connect", "New", "--ask-admin", "--cloud", "usgov", "--client-id", own, "--json"];
    let own = world.rollcall(&own).await.expect(0, "as JSON").json();
    let link = own["link"].as_str().unwrap();
    assert!(link.starts_with("https://login.microsoftonline.us/organizations/"), "{own}");
    assert!(link.contains("client_id=11111111") && own["text"].as_str().unwrap().contains(link), "{own}");
    let known = world.rollcall(&["signin", NAME, "--ask-admin"]).await.expect(0, "for a connection");
    assert!(known.stdout.contains(world.company.tenant_id()), "its own tenant: {}", known.stdout);
    let other = ["signin", NAME, "--ask-admin", "--client-id", "99999999-2222-3333-4444-555555555555"];
    let other = world.rollcall(&other).await.expect(0, "for another app registration");
    assert!(other.stdout.contains("client_id=99999999"), "the one to approve: {}", other.stdout);
    assert_eq!(world.json(&["connections"]).await.as_array().unwrap().len(), 1, "nothing was connected");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_timed_out_helps_with_what_stayed_in_the_browser() {
    let world = World::new().await;
    let (login, graph) = (world.company.login_url(), world.company.graph_url());
    let args = ["connect", NAME, "--cloud", "custom", "--login-url", &login, "--graph-url", &graph];
    let said = world.rollcall(&[&args[..], &["--no-browser", "--timeout", "1"]].concat()).await;
    let Said { stderr, .. } = said.expect(4, "nobody answered");
    for number in ["50011", "700016", "90094", "53003", "90038", "50020"] {
        assert!(stderr.contains(&format!("AADSTS{number}")), "{number} never comes back to us: {stderr}");
    }
}

#[cfg(target_os = "linux")] // where browsers are programs on the PATH
#[tokio::test(flavor = "multi_thread")]
async fn where_no_browser_can_be_opened_the_address_is_said() {
    let mut world = World::new().await;
    world.env = vec![("PATH", "/nowhere".to_owned())];
    let (login, graph) = (world.company.login_url(), world.company.graph_url());
    let args = ["connect", NAME, "--cloud", "custom", "--login-url", &login, "--graph-url", &graph];
    let said = world.rollcall(&[&args[..], &["--timeout", "1"]].concat()).await.expect(4, "nobody answered");
    assert!(said.stderr.contains(&format!("Open to sign in: {login}")), "to copy: {}", said.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_own_registration_comes_with_steps_and_scripts() {
    let world = World::new().await;
    let steps = world.rollcall(&["register"]).await.expect(0, "the steps");
    assert!(steps.stdout.contains("http://localhost"), "the redirect: {}", steps.stdout);
    for script in ["az", "powershell"] {
        let said = world.rollcall(&["register", "--script", script]).await.expect(0, "a script");
        for part in ["http://localhost", "AzureADMyOrg", "bc024368-1153-4739-b217-4326f2e966d0"] {
            assert!(said.stdout.contains(part), "{script}: {part}: {}", said.stdout);
        }
    }
    let value = world.json(&["register"]).await;
    assert_eq!(value["steps"].as_array().map(Vec::len), Some(4), "{value}");
    assert!(!world.data_dir().exists(), "nothing was opened or made for it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claims_challenge_goes_along_with_the_next_sign_in_and_no_later_one() {
    let world = World::connected().await;
    let claims = "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ==";
    let challenge = world.company.faults().add(Fault::new("/v1.0/users", Effect::claims_challenge(claims)));
    let run = world.rollcall(&["sync", NAME, "--json"]).await.expect(4, "a person has to meet it");
    assert_eq!(run.json()["error"]["code"], "sign_in_needed", "{run:?}");
    world.company.faults().remove(challenge);

    for (with, why) in [(true, "by another process than the one that was challenged"), (false, "it was met")]
    {
        let seen = std::sync::Mutex::new(String::new());
        let look = |url: &str| {
            url.clone_into(&mut seen.lock().unwrap());
            url.to_owned()
        };
        world.sign_in_at(&["signin", NAME], Visit::default(), look).await.expect(0, "signs in");
        let seen = seen.into_inner().unwrap();
        assert_eq!(seen.contains("claims=%7B%22access_token%22"), with, "{why}: {seen}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_signing_in_again_brings_is_the_same_connection() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let rules = json!({ "version": 1, "rules": [], "otherwise": { "skip": true } });
    let file = world.file("rules.json", &rules.to_string());
    world.rollcall(&["rules", NAME, "import", &file]).await.expect(0, "settings");
    let (list, before) = (world.employees().await, world.json(&["rules", NAME, "export"]).await);
    world.company.entra().revoke_sessions();
    world.company.entra().expire_access_tokens();
    world.rollcall(&["preview", NAME]).await.expect(4, "signed out");
    assert_eq!(world.employees().await, list, "the list survives");
    world.sign_in(&["signin", NAME], Visit::default()).await.expect(0, "signed in again");
    assert_eq!(world.json(&["rules", NAME, "export"]).await, before, "so do the rules");
    assert_eq!(first_connection(&world).await["state"], "connected", "and all is well");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_sign_in_may_go_over_to_another_app_registration() {
    let world = World::connected().await;
    let own = "5a3b1c70-c0de-4a11-a000-0a11ca11ca11";
    assert_ne!(first_connection(&world).await["client_id"], own, "Microsoft's tool at first");
    let again = ["signin", NAME, "--client-id", own];
    world.sign_in(&again, Visit::default()).await.expect(0, "signed in through it");
    assert_eq!(first_connection(&world).await["client_id"], own, "from now on");
    world.rollcall(&["sync", NAME]).await.expect(0, "and it serves");
}
