//! The vault with a key file and without any key; the keyring has tests of its own (`tests/keyring.rs`).

use super::*;
use chrono::DateTime;
use secrecy::ExposeSecret;
use tempfile::TempDir;

const FIRST: ConnectionId = ConnectionId(1);
const SECOND: ConnectionId = ConnectionId(2);

struct Place {
    dir: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { dir: TempDir::new().unwrap() }
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    fn key_file(&self) -> PathBuf {
        self.dir.path().join("key")
    }

    fn open(&self) -> Vault {
        Vault::open(&self.data(), KeySource::File(self.key_file())).unwrap()
    }

    fn sealed(&self) -> PathBuf {
        self.data().join(FILE)
    }

    /// Every byte of every file in the data directory.
    fn bytes_on_disk(&self) -> Vec<u8> {
        fs::read_dir(self.data())
            .unwrap()
            .flat_map(|entry| fs::read(entry.unwrap().path()).unwrap())
            .collect()
    }
}

fn tokens(access: &str) -> TokenSet {
    let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
    TokenSet {
        access: access.into(),
        refresh: Some(format!("refresh-of-{access}").into()),
        received_at: now,
        expires_at: now + chrono::TimeDelta::hours(1),
        granted: vec!["User.Read".to_owned()],
        rejected: None,
    }
}

fn access(vault: &Vault, connection: ConnectionId) -> Option<String> {
    vault.get(connection).unwrap().map(|t| t.access.expose_secret().to_owned())
}

#[test]
fn tokens_survive_a_restart_and_are_nowhere_in_the_clear() {
    let place = Place::new();
    place.open().put(FIRST, &tokens("very-secret")).unwrap();
    let stored = place.open().get(FIRST).unwrap().unwrap();
    assert_eq!(stored.access.expose_secret(), "very-secret", "read back by another vault");
    assert_eq!(stored.refresh.unwrap().expose_secret(), "refresh-of-very-secret", "refresh token too");
    assert_eq!(
        (stored.granted, stored.expires_at),
        (vec!["User.Read".to_owned()], tokens("").expires_at),
        "and the rest"
    );
    let bytes = place.bytes_on_disk();
    assert!(!bytes.windows(6).any(|w| w == b"secret"), "no plain token in any file");
}

#[test]
fn connections_do_not_disturb_each_other() {
    let place = Place::new();
    let vault = place.open();
    vault.put(FIRST, &tokens("one")).unwrap();
    vault.put(SECOND, &tokens("two")).unwrap();
    vault.put(FIRST, &tokens("three")).unwrap();
    assert_eq!(access(&vault, FIRST).as_deref(), Some("three"), "replaced");
    assert_eq!(access(&vault, SECOND).as_deref(), Some("two"), "kept");
    vault.delete(FIRST).unwrap();
    assert_eq!((access(&vault, FIRST), access(&vault, SECOND).as_deref()), (None, Some("two")), "one left");
}

#[test]
fn the_last_sign_out_removes_the_file_but_not_the_admins_key() {
    let place = Place::new();
    let vault = place.open();
    vault.put(FIRST, &tokens("one")).unwrap();
    vault.delete(FIRST).unwrap();
    assert!(!place.sealed().exists(), "nothing is left to open");
    assert!(place.key_file().exists(), "the key file belongs to the admin");
    assert_eq!(access(&vault, FIRST), None, "signed out");
}

#[test]
fn each_writing_is_sealed_anew() {
    let place = Place::new();
    let vault = place.open();
    vault.put(FIRST, &tokens("one")).unwrap();
    let first = fs::read(place.sealed()).unwrap();
    vault.put(FIRST, &tokens("one")).unwrap();
    assert_ne!(first, fs::read(place.sealed()).unwrap(), "a nonce is never used twice");
}

#[test]
fn any_damage_sets_the_file_aside_and_asks_to_sign_in_again() {
    let place = Place::new();
    place.open().put(FIRST, &tokens("one")).unwrap();
    let good = fs::read(place.sealed()).unwrap();
    let flipped = |at: usize| {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        bytes
    };
    let damaged = [
        vec![],
        good[..good.len() / 2].to_vec(),
        flipped(3),
        flipped(20),
        flipped(good.len() - 1),
        vec![0; 4096],
    ];
    for (n, bytes) in damaged.iter().enumerate() {
        fs::write(place.sealed(), bytes).unwrap();
        let vault = place.open();
        let aside = vault.set_aside().expect("damage is noticed");
        assert_eq!(fs::read(&aside).unwrap(), *bytes, "kept as it was");
        assert!(
            aside.ends_with(format!("{FILE}.unreadable-{}", n + 1)),
            "under a name of its own: {aside:?}"
        );
        assert_eq!(
            (access(&vault, FIRST), vault.state()),
            (None, VaultState::KeyFile),
            "signed out, and usable"
        );
    }
    let vault = place.open();
    vault.put(FIRST, &tokens("again")).unwrap();
    assert_eq!(access(&place.open(), FIRST).as_deref(), Some("again"), "signing in again heals it");
}

#[test]
fn another_key_sets_the_file_aside_too() {
    let place = Place::new();
    place.open().put(FIRST, &tokens("one")).unwrap();
    fs::remove_file(place.key_file()).unwrap();
    let vault = place.open();
    assert!(vault.set_aside().is_some(), "sealed with a key that is gone");
    assert_eq!(access(&vault, FIRST), None, "sign in again");
}

#[test]
fn two_processes_see_each_others_sign_ins() {
    let place = Place::new();
    let (desktop, command_line) = (place.open(), place.open());
    desktop.put(FIRST, &tokens("one")).unwrap();
    command_line.put(SECOND, &tokens("two")).unwrap();
    assert_eq!(access(&desktop, SECOND).as_deref(), Some("two"), "read from disk, not from memory");
    assert_eq!(access(&command_line, FIRST).as_deref(), Some("one"), "and nothing was overwritten");
}

#[test]
fn without_a_keyring_tokens_stay_in_memory() {
    let place = Place::new();
    let vault = Vault::open(&place.data(), KeySource::Session).unwrap();
    vault.put(FIRST, &tokens("one")).unwrap();
    assert_eq!(
        (vault.state(), access(&vault, FIRST).as_deref()),
        (VaultState::SessionOnly, Some("one")),
        "usable"
    );
    assert!(place.bytes_on_disk().is_empty(), "nothing on disk");
    vault.delete(FIRST).unwrap();
    assert_eq!(access(&vault, FIRST), None, "forgotten");
}

#[test]
fn sealed_sign_ins_wait_for_their_key() {
    let place = Place::new();
    place.open().put(FIRST, &tokens("one")).unwrap();
    let keyless = Vault::open(&place.data(), KeySource::Session).unwrap();
    let asked = keyless.get(FIRST);
    assert!(matches!(asked, Err(VaultError::KeyringUnavailable)), "there are some, out of reach: {asked:?}");
    keyless.put(SECOND, &tokens("two")).unwrap();
    assert_eq!(access(&keyless, SECOND).as_deref(), Some("two"), "new ones live in memory meanwhile");
    assert_eq!(access(&place.open(), FIRST).as_deref(), Some("one"), "the file was left alone");
}

#[test]
fn a_full_disk_keeps_the_new_tokens_in_memory_and_the_old_file_whole() {
    let place = Place::new();
    let vault = place.open();
    vault.put(FIRST, &tokens("old")).unwrap();
    // Root may write anywhere, so a directory in the file's place stands for the disk's refusal.
    let before = fs::read(place.sealed()).unwrap();
    fs::remove_file(place.sealed()).unwrap();
    fs::create_dir(place.sealed()).unwrap();
    let refused = vault.put(FIRST, &tokens("new"));
    assert!(matches!(refused, Err(VaultError::Io { .. })), "said, not swallowed: {refused:?}");
    assert_eq!(access(&vault, FIRST).as_deref(), Some("new"), "a rotated token must not be lost");
    fs::remove_dir(place.sealed()).unwrap();
    fs::write(place.sealed(), before).unwrap();
    vault.retry().unwrap();
    assert_eq!(access(&place.open(), FIRST).as_deref(), Some("new"), "sealed once there is room");
}

/// The same where a disk is really full: this test once more, in a name space that needs no rights, on a
/// small file system of its own.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_really_full_loses_no_token_either() {
    const DISK: &str = "ROLLCALL_TEST_DISK";
    const NOT_TRIED: &[u8] = b"NOT TRIED: this system makes no small disk for anybody (unshare, mount)\n";
    if let Some(disk) = std::env::var_os(DISK) {
        return a_full_disk_loses_no_token(Path::new(&disk));
    }
    let (dir, test) = (TempDir::new().unwrap(), std::env::current_exe().unwrap());
    let name = std::thread::current().name().unwrap().to_owned();
    let once_more = "mount -t tmpfs -o size=64k,mode=700 none \"$1\" || exit 1; exec \"$0\" --exact \"$2\"";
    let mut small = std::process::Command::new("unshare");
    small.args(["-Urm", "sh", "-c", once_more]).args([&test, dir.path()]).arg(name).env(DISK, dir.path());
    let output = small.output().unwrap();
    match output.status.code() {
        Some(0) => {}
        // Past the test runner, which keeps to itself what passing tests print.
        Some(1) => io::Write::write_all(&mut io::stderr(), NOT_TRIED).unwrap(),
        _ => panic!("{}", String::from_utf8_lossy(&output.stdout)),
    }
}

#[cfg(target_os = "linux")]
fn a_full_disk_loses_no_token(disk: &Path) {
    let place = Place::new();
    let open = || Vault::open(disk, KeySource::File(place.key_file())).unwrap();
    let names = || fs::read_dir(disk).unwrap().count();
    let vault = open();
    vault.put(FIRST, &tokens("old")).unwrap();
    let filler = disk.join("filler");
    let mut file = fs::File::create(&filler).unwrap();
    while io::Write::write_all(&mut file, &[0; 4096]).is_ok() {} // until no more fits
    drop(file);
    let before = names();
    let refused = vault.replace(FIRST, &tokens("another")).map(drop);
    assert!(matches!(refused, Err(VaultError::Io { .. })), "there is no room: {refused:?}");
    assert_eq!(access(&vault, FIRST).as_deref(), Some("old"), "what was to be replaced still serves");
    let refused = vault.put(FIRST, &tokens("new"));
    let Err(VaultError::Io { source, .. }) = &refused else { panic!("not swallowed: {refused:?}") };
    assert_eq!(source.kind(), ErrorKind::StorageFull, "and said as what it is");
    assert_eq!(access(&vault, FIRST).as_deref(), Some("new"), "a rotated token must not be lost");
    assert_eq!(access(&open(), FIRST).as_deref(), Some("old"), "the file of before is whole");
    assert_eq!(names(), before, "and nothing was left beside it");
    fs::remove_file(&filler).unwrap();
    vault.retry().unwrap();
    assert_eq!(access(&open(), FIRST).as_deref(), Some("new"), "sealed once there is room");
}

#[test]
fn a_sign_in_that_replaces_another_can_be_taken_back() {
    let place = Place::new();
    let vault = place.open();
    vault.put(FIRST, &tokens("old")).unwrap();
    let first = vault.replace(FIRST, &tokens("new")).unwrap();
    let second = vault.replace(SECOND, &tokens("another")).unwrap();
    assert_eq!(access(&place.open(), FIRST).as_deref(), Some("new"), "sealed at once");
    vault.put_back(SECOND, second).unwrap();
    vault.put_back(FIRST, first).unwrap();
    for vault in [&vault, &place.open()] {
        assert_eq!(access(vault, FIRST).as_deref(), Some("old"), "the former one, in memory and on disk");
        assert_eq!(access(vault, SECOND), None, "or none, where there was none");
    }
    let keyless = Vault::open(&place.data(), KeySource::Session).unwrap();
    let former = keyless.replace(FIRST, &tokens("new")).unwrap();
    assert_eq!(access(&keyless, FIRST).as_deref(), Some("new"), "in memory, without a key");
    keyless.put_back(FIRST, former).unwrap();
    assert!(keyless.get(FIRST).is_err(), "and nothing of it stays there");
    assert_eq!(access(&place.open(), FIRST).as_deref(), Some("old"), "nor changes what is on disk");
}

#[test]
fn nobody_is_asked_for_the_key_once_it_is_ready() {
    let place = Place::new();
    let vault = place.open();
    vault.make_ready().unwrap();
    // Whoever asks for a key file that is gone makes another.
    fs::remove_file(place.key_file()).unwrap();
    let former = vault.replace(FIRST, &tokens("one")).unwrap();
    assert!(place.sealed().exists(), "sealed");
    vault.put_back(FIRST, former).unwrap();
    assert!(!place.key_file().exists(), "with the key at hand");
}

#[test]
fn a_key_file_is_made_once_and_used_again() {
    let place = Place::new();
    place.open();
    let key = fs::read(place.key_file()).unwrap();
    assert_eq!(key.len(), 32, "32 random bytes");
    assert_ne!(key, vec![0; 32], "really drawn");
    place.open();
    assert_eq!(fs::read(place.key_file()).unwrap(), key, "an existing key is never replaced");
}

#[test]
fn a_key_file_of_another_length_is_refused() {
    let place = Place::new();
    place.open();
    for length in [0, 31, 33, 64] {
        fs::write(place.key_file(), vec![7; length]).unwrap();
        let refused = Vault::open(&place.data(), KeySource::File(place.key_file())).map(|v| v.state());
        assert!(
            matches!(refused, Err(VaultError::KeyFileInvalid { .. })),
            "{length} bytes are no key: {refused:?}"
        );
    }
}

#[cfg(unix)]
mod rights {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn everything_is_private_to_its_owner() {
        let place = Place::new();
        place.open().put(FIRST, &tokens("one")).unwrap();
        assert_eq!(mode(&place.data()), 0o700, "the data directory");
        assert_eq!(mode(&place.key_file()), 0o600, "the key file");
        for entry in fs::read_dir(place.data()).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(mode(&path), 0o600, "{path:?}");
        }
    }

    #[test]
    fn a_key_file_that_others_can_read_is_refused() {
        let place = Place::new();
        place.open();
        for exposed in [0o640, 0o604, 0o620, 0o666] {
            fs::set_permissions(place.key_file(), fs::Permissions::from_mode(exposed)).unwrap();
            let refused = Vault::open(&place.data(), KeySource::File(place.key_file())).map(|v| v.state());
            assert!(matches!(refused, Err(VaultError::KeyFileExposed { .. })), "{exposed:o}: {refused:?}");
        }
    }
}
