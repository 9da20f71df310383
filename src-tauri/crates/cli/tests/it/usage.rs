//! Wrong usage and unusable surroundings: the right code, a clear message, nothing lost.

use crate::world::{NAME, World, run};
use rollcall_sample::browser::Visit;

#[tokio::test(flavor = "multi_thread")]
async fn wrong_flags_are_wrong_usage() {
    let world = World::new().await;
    for args in [
        &["frobnicate"][..],
        &["sync"],
        &["sync", NAME, "--all"],
        &["disconnect", NAME],
        &["disconnect", NAME, "--keep", "--delete"],
        &["export", "--format", "pdf", "--output", "x"],
        &["connect", NAME, "--login-url", "http://127.0.0.1:1"],
        &["connect", NAME, "--cloud", "custom"],
        &["connect", NAME, "--timeout", "0"],
        &["connect", NAME, "--timeout", "301"],
        &["history", "first"],
    ] {
        let said = world.rollcall(args).await.expect(2, "wrong usage");
        assert!(said.stdout.is_empty(), "{args:?}: no result on stdout");
        assert!(said.stderr.contains("Usage") || said.stderr.contains("error"), "{args:?}: {}", said.stderr);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_connection_is_named() {
    let world = World::new().await;
    for args in [
        &["preview", "Nobody"][..],
        &["sync", "Nobody"],
        &["disconnect", "Nobody", "--keep"],
        &["signin", "Nobody"],
    ] {
        let said = world.rollcall(args).await.expect(1, "unknown name");
        assert!(said.stderr.contains("Nobody"), "{args:?} names it: {}", said.stderr);
    }
    let said = world.rollcall(&["preview", "Nobody", "--json"]).await.expect(1, "in JSON too");
    assert_eq!(said.json()["error"]["code"], "unknown_connection", "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_in_use_points_to_signin() {
    let world = World::connected().await;
    let said = world.connect(NAME, Visit::default()).await.expect(1, "the name is taken");
    assert!(said.stderr.contains("signin") || said.stderr.contains("sign in again"), "{}", said.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn custom_endpoints_must_be_on_this_computer() {
    let world = World::new().await;
    for (login, graph) in [
        ("https://login.example.com", "http://127.0.0.1:1/v1.0"),
        ("http://127.0.0.1:1", "https://graph.example.com/v1.0"),
        ("http://127.0.0.1.example.com", "http://127.0.0.1:1/v1.0"),
        ("http://user@127.0.0.1:1", "http://127.0.0.1:1/v1.0"),
        ("ftp://127.0.0.1:1", "http://127.0.0.1:1/v1.0"),
        ("nonsense", "http://127.0.0.1:1/v1.0"),
    ] {
        let args =
            ["connect", "X", "--cloud", "custom", "--login-url", login, "--graph-url", graph, "--no-browser"];
        let said = world.rollcall(&args).await.expect(1, "refused before anything is sent");
        assert!(!said.stderr.is_empty(), "{login} {graph}: says why");
    }
    assert!(world.company.log().is_empty(), "nothing was asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_data_directory_that_is_a_file_is_explained() {
    let world = World::new().await;
    std::fs::write(world.data_dir(), "mine").unwrap();
    let said = world.rollcall(&["connections"]).await.expect(1, "unusable");
    assert!(said.stderr.contains(&world.data_dir().display().to_string()), "names it: {}", said.stderr);
    assert_eq!(std::fs::read_to_string(world.data_dir()).unwrap(), "mine", "and leaves it alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_version_is_refused_untouched() {
    let world = World::connected().await;
    let file = world.data_dir().join("rollcall.sqlite");
    let newer = rusqlite::Connection::open(&file).unwrap();
    newer.pragma_update(None, "user_version", 9999).unwrap();
    drop(newer);
    let before = std::fs::read(&file).unwrap();
    let said = world.rollcall(&["employees", "--json"]).await.expect(1, "refused");
    assert_eq!(said.json()["error"]["code"], "database_newer", "{said:?}");
    assert_eq!(std::fs::read(&file).unwrap(), before, "not a byte was written");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrupt_database_is_said_and_kept() {
    let world = World::new().await;
    std::fs::create_dir(world.data_dir()).unwrap();
    let file = world.data_dir().join("rollcall.sqlite");
    std::fs::write(&file, vec![b'x'; 8192]).unwrap();
    let said = world.rollcall(&["employees", "--json"]).await.expect(1, "refused");
    assert_eq!(said.json()["error"]["code"], "database_corrupt", "{said:?}");
    assert_eq!(std::fs::read(&file).unwrap(), vec![b'x'; 8192], "kept as it was");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_key_file_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::connected().await;
    let key = world.dir.path().join("key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let said = world.rollcall(&["connections"]).await.expect(1, "exposed");
    assert!(
        said.stderr.contains("chmod") || said.stderr.contains("600"),
        "says how to mend it: {}",
        said.stderr
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keyring_nothing_is_kept_and_it_says_so() {
    let world = World::new().await;
    let mut command = world.command(&["connections"]);
    command.env_remove("DBUS_SESSION_BUS_ADDRESS");
    let plain = run(command).await.expect(0, "works with a key file");
    assert!(plain.stdout.contains("No connections"), "{plain:?}");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rollcall"));
    command
        .args(["preview", "Nobody", "--data-dir"])
        .arg(world.data_dir())
        .env_remove("DBUS_SESSION_BUS_ADDRESS");
    run(command).await.expect(1, "no keyring is no panic");
    let sealed = world.data_dir().join("sign-ins.sealed");
    assert!(!sealed.exists(), "nothing on disk");
}
