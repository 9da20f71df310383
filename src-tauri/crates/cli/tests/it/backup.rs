//! Backups: there and back, on another machine, and after damage.

use crate::world::{NAME, World};
use serde_json::json;
use std::fs;

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_brings_the_list_back_and_the_sign_in_stays() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let (before, file) = (world.employees().await, world.dir.path().join("monday.rollcall"));
    let file = file.display().to_string();
    world.rollcall(&["backup", &file]).await.expect(0, "one file");
    world.company.next_day();
    world.rollcall(&["sync", NAME]).await.expect(0, "the next day");
    let restored = world.json(&["restore", &file]).await;
    assert_eq!(restored["sign_in_needed"], json!([]), "the same connection: {restored}");
    assert_eq!(world.employees().await, before, "as it was");
    let aside = restored["set_aside"].as_str().unwrap();
    assert!(fs::metadata(aside).unwrap().len() > 0, "what was there is kept");
    let again = world.json(&["sync", NAME]).await;
    assert_eq!(again["result"], "applied", "the day comes again: {again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_another_machine_a_backup_asks_to_sign_in() {
    let (here, there) = (World::connected().await, World::connected().await);
    here.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let file = here.dir.path().join("monday.rollcall");
    here.rollcall(&["backup", &file.display().to_string()]).await.expect(0, "one file");
    let bytes = fs::read(&file).unwrap();
    for secret in here.company.entra().issued_secrets() {
        let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "no token is in a backup");
    }
    // The connection there has the same number, but is another company's.
    let moved = there.json(&["restore", &file.display().to_string()]).await;
    assert_eq!(moved["sign_in_needed"], json!([NAME]), "whose sign-in is not here: {moved}");
    assert_eq!(there.employees().await, here.employees().await, "the same people");
    let said = there.rollcall(&["sync", NAME, "--json"]).await.expect(4, "nobody is signed in");
    assert_eq!(said.json()["error"]["code"], "sign_in_needed", "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_is_replaced_by_a_backup_and_kept() {
    let world = World::connected().await;
    world.rollcall(&["sync", NAME]).await.expect(0, "first sync");
    let (before, file) = (world.employees().await, world.dir.path().join("monday.rollcall"));
    let file = file.display().to_string();
    world.rollcall(&["backup", &file]).await.expect(0, "one file");
    let damage = b"not a database any more";
    fs::write(world.data_dir().join("rollcall.sqlite"), damage).unwrap();
    let said = world.rollcall(&["employees", "--json"]).await.expect(1, "it does not open");
    assert_eq!(said.json()["error"]["code"], "database_corrupt", "{said:?}");
    let restored = world.json(&["restore", &file]).await;
    assert_eq!(world.employees().await, before, "everybody is back: {restored}");
    let kept = fs::read(restored["set_aside"].as_str().unwrap()).unwrap();
    assert_eq!(kept, damage, "the damaged file is kept as it was");
    fs::write(&file, "Dear Sir or Madam, and so on").unwrap();
    let said = world.rollcall(&["restore", &file, "--json"]).await.expect(1, "a letter");
    assert_eq!(said.json()["error"]["code"], "not_a_backup", "{said:?}");
    assert_eq!(world.employees().await, before, "nothing is different");
}
