//! Promises: read only, nothing secret on disk, files for the owner alone.

use crate::world::{NAME, World, files};
use rollcall_sample::{Effect, Fault};

#[tokio::test(flavor = "multi_thread")]
async fn only_reads_and_token_requests_ever_leave() {
    let world = World::connected().await;
    for args in [&["preview", NAME][..], &["sync", NAME], &["sync", NAME], &["sync", NAME, "--full"]] {
        world.rollcall(args).await.expect(0, "works");
    }
    let log = world.company.log();
    assert!(log.len() > 10, "something was asked");
    for request in &log {
        assert!(!request.is_write(), "{request:?} is neither a read nor part of the sign-in");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_token_is_readable_in_any_file_or_message() {
    let world = World::connected().await;
    let said = world.rollcall(&["sync", NAME, "-vv"]).await.expect(0, "works");
    let secrets = world.company.entra().issued_secrets();
    assert!(secrets.len() >= 2, "an access and a refresh token were issued");
    for secret in &secrets {
        assert!(!said.stderr.contains(secret) && !said.stdout.contains(secret), "not in messages or logs");
        for file in files(world.dir.path()) {
            let bytes = std::fs::read(&file).unwrap();
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "a token stands readable in {}", file.display());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_names_no_person() {
    let world = World::connected().await;
    let said = world.rollcall(&["sync", NAME, "-vv"]).await.expect(0, "works");
    assert!(!said.stderr.is_empty(), "-vv logs something");
    let employees = world.employees().await;
    for person in employees.as_array().unwrap() {
        let email = person["email"].as_str().unwrap();
        assert!(!said.stderr.contains(email), "{email} is in the log");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_file_tells_of_runs_and_trouble_and_names_nobody() {
    let world = World::connected().await;
    world.company.faults().add(Fault::new("/v1.0/users", Effect::throttled("0.3")).once());
    world.rollcall(&["sync", NAME]).await.expect(0, "the second try works");
    let log = std::fs::read_to_string(world.data_dir().join("logs/rollcall.log")).unwrap();
    for word in
        ["signed in", "reading", "status=429", "request_id", "requests=", "planned", "run ended run=1"]
    {
        assert!(log.contains(word), "{word} helps support: {log}");
    }
    let employees = world.employees().await;
    for person in employees.as_array().unwrap() {
        for field in ["email", "display_name", "surname", "mobile_phone", "business_phone"] {
            let told = person[field].as_str().filter(|value| value.len() > 4);
            assert!(told.is_none_or(|value| !log.contains(value)), "{field} of {person} is in the log");
        }
    }
    assert!(!log.contains(NAME) && !log.contains("contoso"), "the organisation is nobody's business: {log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_cannot_be_written_costs_the_log_only() {
    let world = World::connected().await;
    let logs = world.data_dir().join("logs");
    std::fs::remove_dir_all(&logs).unwrap();
    std::fs::write(&logs, "in the way").unwrap();
    let said = world.rollcall(&["sync", NAME]).await.expect(0, "works as ever");
    assert!(!said.stderr.contains("tracing"), "and says nothing of it: {}", said.stderr);
    assert_eq!(std::fs::read_to_string(&logs).unwrap(), "in the way", "nobody's file is touched");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn data_directory_and_files_are_for_the_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::connected().await;
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&world.data_dir()), 0o700, "the directory");
    for file in files(&world.data_dir()) {
        assert_eq!(mode(&file) & 0o077, 0, "{} is closed to others", file.display());
    }
    assert_eq!(mode(&world.dir.path().join("key")), 0o600, "the key file");
}
