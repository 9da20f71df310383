//! The vault against a real Secret Service: gnome-keyring on a message bus of the test's own.
//!
//! Each test starts its bus and keyring in a temporary home, so neither the session of whoever runs
//! it nor another test is touched, and plays its stages in processes of their own: what one stored,
//! the next can only have from the keyring. Needs the Debian packages `dbus` and `gnome-keyring`;
//! without them the tests fail.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)] // a helper that cannot go on fails its test
#![cfg(target_os = "linux")]

mod desktop;

use chrono::{TimeDelta, Utc};
use desktop::{Desktop, stage};
use keyring_core::api::CredentialStoreApi;
use rollcall_entra::{KeySource, TokenSet, Vault, VaultError, VaultState};
use rollcall_people::ConnectionId;
use secrecy::ExposeSecret;
use std::path::Path;
use std::time::{Duration, Instant};
use zbus_secret_service_keyring_store::Store;

const ONE: ConnectionId = ConnectionId(1);

fn vault(dir: &Path) -> Vault {
    Vault::open(dir, KeySource::keyring()).expect("the data directory is usable")
}

fn tokens() -> TokenSet {
    TokenSet::new("an-access-token".into(), Some("a-refresh-token".into()), TimeDelta::hours(1), Utc::now())
}

fn access(vault: &Vault) -> Option<String> {
    vault.get(ONE).expect("the vault opens").map(|t| t.access().expose_secret().to_owned())
}

#[test]
fn a_sign_in_survives_a_restart_and_leaves_with_the_sign_out() {
    match stage() {
        None => {
            let desktop = Desktop::start();
            desktop.play("sign in");
            assert_eq!(desktop.keyring_items(), 1, "one item, with the key");
            desktop.play("restart");
            desktop.play("another directory");
            desktop.play("sign out");
            assert_eq!(desktop.keyring_items(), 0, "the key is gone with the last sign-in");
        }
        Some((data, stage)) => match stage.as_str() {
            "sign in" => {
                let vault = vault(&data);
                vault.put(ONE, &tokens()).unwrap();
                assert_eq!(vault.state(), VaultState::Keyring, "sealed with a key of the keyring");
            }
            "restart" => {
                assert_eq!(
                    access(&vault(&data)).as_deref(),
                    Some("an-access-token"),
                    "by another process's key"
                );
            }
            "another directory" => {
                let sample = vault(&data.join("sample"));
                assert_eq!(access(&sample), None, "the sample company's data has nothing of it");
                assert!(sample.set_aside().is_none(), "and no key of it");
            }
            _ => {
                vault(&data).delete(ONE).unwrap();
                assert!(!data.join("sign-ins.sealed").exists(), "no sealed file is left");
            }
        },
    }
}

#[test]
fn a_locked_keyring_keeps_the_tokens_until_it_opens() {
    match stage() {
        None => {
            let mut desktop = Desktop::start();
            desktop.play("sign in");
            desktop.lock();
            desktop.play("locked");
            desktop.restart_keyring();
            desktop.play("open again");
        }
        Some((data, stage)) => match stage.as_str() {
            "sign in" => vault(&data).put(ONE, &tokens()).unwrap(),
            "locked" => {
                let vault = vault(&data);
                assert_eq!(vault.state(), VaultState::Locked, "it is there, but does not open");
                let refused = vault.get(ONE).map(|_| ());
                assert!(matches!(refused, Err(VaultError::KeyringLocked)), "said, not guessed: {refused:?}");
                vault.put(ConnectionId(2), &tokens()).unwrap();
                assert!(
                    vault.get(ConnectionId(2)).unwrap().is_some(),
                    "a new sign-in works for this session"
                );
                assert!(vault.set_aside().is_none(), "nothing was given up");
            }
            _ => {
                assert_eq!(access(&vault(&data)).as_deref(), Some("an-access-token"), "nothing was lost");
            }
        },
    }
}

#[test]
fn a_keyring_that_comes_back_is_used_without_a_restart_of_rollcall() {
    match stage() {
        None => {
            let mut desktop = Desktop::start();
            desktop.play("sign in");
            desktop.stop_keyring();
            let mut waiting = desktop.begin("wait for it");
            waiting.until_ready();
            desktop.start_keyring();
            waiting.go_on();
        }
        Some((data, stage)) => match stage.as_str() {
            "sign in" => vault(&data).put(ONE, &tokens()).unwrap(),
            _ => {
                let vault = vault(&data);
                assert_eq!(vault.state(), VaultState::SessionOnly, "there is no keyring now");
                let out_of_reach = vault.get(ONE).map(|_| ());
                assert!(
                    matches!(out_of_reach, Err(VaultError::KeyringUnavailable)),
                    "kept: {out_of_reach:?}"
                );
                vault.put(ConnectionId(2), &tokens()).unwrap();
                desktop::tell_ready_and_wait();
                assert_eq!(vault.retry().unwrap(), VaultState::Keyring, "found again");
                assert_eq!(access(&vault).as_deref(), Some("an-access-token"), "what was stored is back");
                let reopened = self::vault(&data);
                assert!(reopened.get(ConnectionId(2)).unwrap().is_some(), "what waited in memory was sealed");
            }
        },
    }
}

#[test]
fn a_key_that_vanished_or_became_junk_asks_to_sign_in_again() {
    match stage() {
        None => {
            let desktop = Desktop::start();
            desktop.play("sign in");
            desktop.forget_items();
            desktop.play("sign in again");
            desktop.play("spoil the key");
            desktop.play("sign in again");
        }
        Some((data, stage)) => match stage.as_str() {
            "sign in" => vault(&data).put(ONE, &tokens()).unwrap(),
            "spoil the key" => {
                let user = data.canonicalize().unwrap().display().to_string();
                let entry = Store::new().unwrap().build("Rollcall", &user, None).unwrap();
                assert_eq!(
                    entry.get_secret().unwrap().len(),
                    44,
                    "32 bytes in base64, small enough for every keyring"
                );
                entry.set_secret(b"no key at all").unwrap();
            }
            _ => {
                let vault = vault(&data);
                assert!(vault.set_aside().is_some(), "the old file is kept under another name");
                assert_eq!(access(&vault), None, "signed out");
                vault.put(ONE, &tokens()).unwrap();
                assert_eq!(vault.state(), VaultState::Keyring, "signed in again, sealed again");
                assert_eq!(
                    access(&self::vault(&data)).as_deref(),
                    Some("an-access-token"),
                    "with a key that stays"
                );
            }
        },
    }
}

#[test]
fn without_an_answering_bus_sign_ins_last_for_the_session() {
    match stage() {
        None => {
            let desktop = Desktop::start();
            desktop.play_with_bus("session only", "unix:path=/nonexistent/bus");
            // A bus that accepts and never says a word.
            let socket = desktop.home().join("mute");
            let _mute = std::os::unix::net::UnixListener::bind(&socket).unwrap();
            desktop.play_with_bus("session only", &format!("unix:path={}", socket.display()));
        }
        Some((data, _)) => {
            let started = Instant::now();
            let vault = vault(&data);
            assert!(
                started.elapsed() < Duration::from_secs(3),
                "the start does not hang: {:?}",
                started.elapsed()
            );
            assert_eq!(vault.state(), VaultState::SessionOnly, "said");
            vault.put(ONE, &tokens()).unwrap();
            assert_eq!(access(&vault).as_deref(), Some("an-access-token"), "usable until the end");
            assert!(!data.join("sign-ins.sealed").exists(), "nothing on disk");
        }
    }
}
