//! Tokens that end, services that refuse, vaults that break: the list stays, nothing loops.

use crate::world::{NAME, World};
use rollcall_sample::browser::Visit;
use rollcall_sample::{Effect, Fault, SampleCompany};
use serde_json::Value;

const TOKEN: &str = "/oauth2/v2.0/token";

/// Connected and synced, with a new day to read and an access token that no longer serves.
async fn stale() -> World {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    world.company.next_day();
    world.company.entra().expire_access_tokens();
    world.company.clear_log();
    world
}

fn requests(world: &World, path: &str) -> usize {
    world.company.log().iter().filter(|request| request.path.contains(path)).count()
}

async fn state(world: &World) -> Value {
    world.json(&["connections"]).await[0]["state"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_of_the_token_endpoint_has_its_state_and_its_words() {
    let cases = [
        ("invalid_grant", None, 50173, 4, "sign_in_needed", true),
        ("invalid_grant", Some("bad_token"), 700_082, 4, "sign_in_needed", true),
        ("invalid_grant", Some("consent_required"), 65001, 4, "consent_needed", false),
        ("interaction_required", Some("basic_action"), 50076, 4, "sign_in_needed", true),
        ("invalid_client", None, 7_000_218, 1, "app_registration", false),
        ("unauthorized_client", None, 700_016, 1, "app_registration", false),
        ("temporarily_unavailable", None, 90033, 1, "server_busy", false),
    ];
    for (error, suberror, number, exit, code, dead) in cases {
        let world = stale().await;
        let before = world.employees().await;
        let fault =
            world.company.faults().add(Fault::new(TOKEN, Effect::token_error(error, suberror, number)));
        let said = world.rollcall(&["sync", NAME, "--json"]).await.expect(exit, code);
        let run = said.json();
        assert_eq!(run["error"]["code"], code, "{error}/{suberror:?}: {run}");
        assert!(said.stderr.contains(&format!("AADSTS{number}")), "for support: {}", said.stderr);
        assert_eq!(world.employees().await, before, "{code}: the list is unchanged");
        if dead {
            let asked = requests(&world, TOKEN);
            world.rollcall(&["sync", NAME]).await.expect(4, "still");
            assert_eq!(requests(&world, TOKEN), asked, "{error}: a dead grant is asked about once");
            assert_eq!(state(&world).await, "sign_in_needed", "{error}");
            continue;
        }
        world.company.faults().remove(fault);
        world.rollcall(&["sync", NAME]).await.expect(0, "the tokens were kept and still serve");
        assert_eq!(state(&world).await, "connected", "{error}: and all is well again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_that_passes_costs_no_sign_in() {
    let cases = [
        ("429", Effect::throttled("900")),
        ("503", Effect::unavailable()),
        ("500 with a page", Effect::status(500, "<html>oops</html>")),
        ("a connection that breaks", Effect::Reset),
        ("a captive portal", Effect::Html),
    ];
    for (what, effect) in cases {
        let world = stale().await;
        let fault = world.company.faults().add(Fault::new(TOKEN, effect));
        let run = world.rollcall(&["sync", NAME, "--json"]).await.expect(1, what).json();
        assert_eq!(run["error"]["code"], "server_busy", "{what}: {run}");
        assert!(requests(&world, TOKEN) <= 3, "{what}: no storm");
        assert_eq!(state(&world).await, "failed", "{what}: it will be tried again");
        world.company.faults().remove(fault);
        world.rollcall(&["sync", NAME]).await.expect(0, "the sign-in was kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_refused_in_the_middle_is_renewed_once() {
    let world = stale().await;
    let refused = Fault::new("/v1.0/users", Effect::expired_access_token());
    world.company.faults().add(refused.clone().once());
    world.rollcall(&["sync", NAME]).await.expect(0, "one refusal is ordinary");
    let before = world.employees().await;
    world.company.next_day();
    world.company.clear_log();
    world.company.faults().add(refused);
    let run = world.rollcall(&["sync", NAME, "--json"]).await.expect(4, "a second one is final").json();
    assert_eq!(run["error"]["code"], "sign_in_needed", "{run}");
    assert_eq!(requests(&world, TOKEN), 1, "renewed once, repeated once, and no loop");
    assert_eq!(world.employees().await, before, "nothing was applied");
}

#[tokio::test(flavor = "multi_thread")]
async fn consent_that_is_revoked_between_pages_changes_nothing_and_says_who_can_help() {
    let company = SampleCompany::builder().users(6_000).start().await.unwrap();
    let world = World::of(company);
    world.connect(NAME, Visit::default()).await.expect(0, "connects");
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let before = world.employees().await;
    let revoked = Fault::new("/v1.0/users", Effect::forbidden()).after(4);
    world.company.faults().add(revoked);
    let said = world.rollcall(&["sync", NAME, "--full", "--json"]).await.expect(4, "consent is needed");
    assert_eq!(said.json()["error"]["code"], "consent_needed", "{}", said.stdout);
    assert!(said.stderr.contains("/v2.0/adminconsent?"), "the link for an administrator: {}", said.stderr);
    assert_eq!(world.employees().await, before, "half a read removes nobody");
    assert_eq!(state(&world).await, "consent_needed", "the connection shows it");

    world.company.faults().clear();
    world.company.entra().revoke_consent();
    let said = world.rollcall(&["preview", NAME, "--json"]).await.expect(4, "the same when tokens end");
    assert_eq!(said.json()["error"]["code"], "consent_needed", "{}", said.stdout);
    assert!(said.stderr.contains("/v2.0/adminconsent?"), "with the link: {}", said.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_vault_asks_to_sign_in_and_costs_nothing_else() {
    type Damage = fn(Vec<u8>) -> Vec<u8>;
    let cut: Damage = |bytes| bytes[..bytes.len() / 2].to_vec();
    let flip: Damage = |mut bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        bytes
    };
    for (what, damage) in [("cut short", cut), ("one bit flipped", flip)] {
        let world = stale().await;
        let before = world.employees().await;
        let sealed = world.data_dir().join("sign-ins.sealed");
        let damaged = damage(std::fs::read(&sealed).unwrap());
        std::fs::write(&sealed, &damaged).unwrap();
        let run = world.rollcall(&["sync", NAME, "--json"]).await.expect(4, what).json();
        assert_eq!(run["error"]["code"], "sign_in_needed", "{what}: {run}");
        let aside = world.data_dir().join("sign-ins.sealed.unreadable-1");
        assert_eq!(std::fs::read(&aside).unwrap(), damaged, "{what}: kept as it was found");
        assert_eq!(world.employees().await, before, "{what}: the list is unchanged");
        world.sign_in(&["signin", NAME], Visit::default()).await.expect(0, "a new sign-in heals it");
        world.rollcall(&["sync", NAME]).await.expect(0, "and the list catches up");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_takes_the_sealed_file_along() {
    let world = stale().await;
    assert!(world.data_dir().join("sign-ins.sealed").exists(), "sealed while connected");
    world.rollcall(&["disconnect", NAME, "--keep"]).await.expect(0, "disconnects");
    assert!(!world.data_dir().join("sign-ins.sealed").exists(), "gone with the last sign-in");
}
