//! What `Store::open` accepts, refuses, and leaves alone.

use crate::support::{fixture, now};
use rollcall_people::Field;
use rollcall_store::{RunId, Store, StoreError};
use rusqlite::Connection;
use std::{fs, path::Path};
use tempfile::tempdir;

#[test]
fn sqlite_is_free_of_the_known_wal_bug() {
    assert!(rusqlite::version_number() >= 3_051_003, "older ones can corrupt a write-ahead log");
}

#[test]
fn a_first_start_makes_the_directory_too() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("Büro & Söhne/new folder/rollcall.db");
    let store = Store::open(&path).unwrap();
    assert!(store.employees().unwrap().is_empty(), "a new list is empty");
    let names: Vec<_> =
        fs::read_dir(path.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(
        !names.iter().any(|n| n.to_string_lossy().contains("new-")),
        "no scaffolding stays behind: {names:?}"
    );
}

#[test]
fn opening_again_finds_what_was_kept() {
    let fixture = fixture();
    fixture.store.set_setting("theme", Some("\"dark\"")).unwrap();
    let path = fixture.dir.path().join("rollcall.db");
    drop(fixture.store);
    let again = Store::open(&path).unwrap();
    assert_eq!(again.setting("theme").unwrap().as_deref(), Some("\"dark\""), "settings survive a restart");
    again.set_setting("theme", None).unwrap();
    assert_eq!(again.setting("theme").unwrap(), None, "a forgotten setting is gone");
}

#[test]
fn the_database_is_set_up_for_safety() {
    let fixture = fixture();
    let other = Connection::open(fixture.dir.path().join("rollcall.db")).unwrap();
    let mode: String = other.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal", "readers and the writer do not wait for each other");
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempdir().unwrap();
    let home = dir.path().join("rollcall");
    let store = Store::open(&home.join("rollcall.db")).unwrap();
    store.set_setting("theme", Some("1")).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&home), 0o700, "the directory is its owner's");
    for name in ["rollcall.db", "rollcall.db-wal", "rollcall.db-shm"] {
        assert_eq!(mode(&home.join(name)), 0o600, "{name} holds personal data");
    }
}

#[cfg(unix)]
#[test]
fn a_directory_with_other_things_in_it_keeps_its_rights() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempdir().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(dir.path().join("thesis.txt"), "mine").unwrap();
    Store::open(&dir.path().join("rollcall.db")).unwrap();
    let mode = fs::metadata(dir.path()).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o755, "it belongs to others too; only our files are closed");
}

#[test]
fn a_newer_database_is_refused_untouched() {
    let fixture = fixture();
    let path = fixture.dir.path().join("rollcall.db");
    drop(fixture.store);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 999).unwrap();
    let bytes = fs::read(&path).unwrap();
    let refused = Store::open(&path).unwrap_err();
    assert!(
        matches!(refused, StoreError::Newer { found: 999, known: 1..999 }),
        "{refused:?} says which versions"
    );
    assert_eq!(fs::read(&path).unwrap(), bytes, "not a byte may change: the newer program still needs it");
}

#[test]
fn a_database_of_the_first_version_is_brought_up_to_date_with_what_it_holds() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("rollcall.db");
    let first = Connection::open(&path).unwrap();
    first.execute_batch(include_str!("../../migrations/001_spine.sql")).unwrap();
    first
        .execute_batch(
            "INSERT INTO connection (name, name_key, cloud, client_id, tenant_id, tenant_name, domain, verified_domains,
               account, account_object_id, config, state, created_at)
             VALUES ('Contoso', 'contoso', 'global', 'app', 'tenant', 'Contoso', 'contoso.example', '[]', 'a', 'b', '{}',
               'connected', '2026-11-20T03:00:00Z');
             INSERT INTO directory (generation, connection, current, started_at, read_at, mode)
             VALUES (7, 1, 1, '2026-11-20T03:00:00Z', '2026-11-20T03:00:00Z', 'full');
             INSERT INTO directory_object (generation, object_id, kind, data) VALUES
               (7, 'zoe', 'user', '{\"displayName\":\"Zoë\"}'), (7, 'team', 'group', NULL), (7, 'room', NULL, NULL);
             UPDATE directory_object SET kind = 'gone' WHERE kind = 'group';
             INSERT INTO run (id, connection_name, trigger_kind, started_at, finished_at, result, counts)
             VALUES (3, 'Contoso', 'manual', '2026-11-20T03:00:00Z', '2026-11-20T03:00:00Z', 'applied', '{}');
             INSERT INTO change (run, position, employee, tenant_id, object_id, kind, reason, fields, after)
             VALUES (3, 0, 9, 'tenant', 'zoe', 'add', '{\"code\":\"everyone_else\"}', '[]',
               '{\"status\":\"active\",\"owner\":1,\"email\":\"zoe@contoso.example\",\"departments\":[],
                 \"kind\":\"person\",\"fields\":{\"display_name\":\"Zoë\"}}');
             PRAGMA user_version = 1;",
        )
        .unwrap();
    drop(first);
    let store = Store::open(&path).unwrap();
    let connections = store.connections().unwrap();
    let names: Vec<_> = connections.iter().map(|c| (c.details.name.as_str(), c.warnings.as_str())).collect();
    assert_eq!(names, [("Contoso", "[]")], "nothing is lost, and what is new is empty");
    let (_, directory) = store.directory(connections[0].id).unwrap().unwrap();
    let called: Vec<_> =
        directory.users.iter().map(|user| (user.object_id.as_str(), user.display_name())).collect();
    assert_eq!(called, [("zoe", Some("Zoë"))], "the directory is understood as it was written");
    let changes = store.run_changes(RunId(3)).unwrap();
    let after = changes[0].after.as_ref().unwrap();
    assert_eq!(after.fields.get(Field::DisplayName), Some("Zoë"), "and so is the history");
    assert_eq!(after.identity.as_ref(), Some(&changes[0].identity), "whose record it is says the change");
}

#[test]
fn damage_is_found_at_start_and_left_as_it_is() {
    let whole = written_database();
    let flipped = {
        let mut bytes = whole.clone();
        crate::support::damage_second_page(&mut bytes);
        bytes
    };
    let damaged: [(&str, Vec<u8>); 5] = [
        ("of zero length", Vec::new()),
        ("without its header", [vec![0; 100], whole[100..].to_vec()].concat()),
        ("with a damaged page", flipped),
        ("cut in half", whole[..whole.len() / 2].to_vec()),
        ("of another kind", b"%PDF-1.7 and so on and on".to_vec()),
    ];
    for (what, bytes) in damaged {
        let dir = tempdir().unwrap();
        let path = dir.path().join("rollcall.db");
        fs::write(&path, &bytes).unwrap();
        let refused = Store::open(&path).unwrap_err();
        assert!(matches!(refused, StoreError::Corrupt { .. }), "a file {what} is damage, not {refused:?}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "a file {what} is kept for whoever can rescue it");
    }
}

fn written_database() -> Vec<u8> {
    let fixture = fixture();
    let path = fixture.dir.path().join("rollcall.db");
    drop(fixture.store);
    fs::read(&path).unwrap()
}

#[test]
fn a_log_without_its_database_is_not_replayed_into_a_new_one() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("rollcall.db-wal"), "remains").unwrap();
    let refused = Store::open(&dir.path().join("rollcall.db")).unwrap_err();
    assert!(matches!(refused, StoreError::Corrupt { .. }), "{refused:?}: somebody must look at it");
}

#[test]
fn unusable_places_are_named() {
    let dir = tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "not a directory").unwrap();
    let folder = dir.path().join("folder.db");
    fs::create_dir(&folder).unwrap();
    for path in [file.join("rollcall.db"), file.join("deeper/rollcall.db"), folder] {
        let refused = Store::open(&path).unwrap_err();
        assert!(matches!(refused, StoreError::Unusable { .. }), "{}: {refused:?}", path.display());
    }
    assert_eq!(fs::read(&file).unwrap(), b"not a directory", "the file in the way is not ours");
}

#[test]
fn every_field_has_a_column_and_no_column_is_forgotten() {
    let fixture = fixture();
    let db = Connection::open(fixture.dir.path().join("rollcall.db")).unwrap();
    let mut query = db.prepare("SELECT name FROM pragma_table_info('employee')").unwrap();
    let columns: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let fields: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
    let start = columns.iter().position(|column| column == fields[0]).expect("the first field has a column");
    assert_eq!(columns[start..start + fields.len()], fields, "migrations and the list of fields agree");
}

#[test]
fn two_starts_at_once_share_one_database() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("rollcall.db");
    std::thread::scope(|scope| {
        let opened: Vec<_> = (0..8).map(|_| scope.spawn(|| Store::open(&path).unwrap())).collect();
        for (n, store) in opened.into_iter().enumerate() {
            let name = format!("C{n}");
            store.join().unwrap().insert_connection(&crate::support::connection(&name), now()).unwrap();
        }
    });
    let all = Store::open(&path).unwrap().connections().unwrap();
    assert_eq!(all.len(), 8, "nobody's new database replaced another one's");
}
