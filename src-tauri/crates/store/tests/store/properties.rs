//! Whatever happens in a company: what is shown is what is written, and undo gives back every byte.

use crate::support::{TENANT, connection, later, now, object};
use proptest::prelude::*;
use rollcall_people::{ConnectionId, Directory, ListAttribute, Person, TenantId, TextAttribute};
use rollcall_plan::{ChangeKind, Config, Inputs, Plan, RemovalLimit};
use rollcall_store::{ApplyRun, ReadMeta, ReadMode, RunId, RunTrigger, Store};
use rusqlite::{Connection, types::Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One person on one day: gone, or with one of a few values for everything.
fn someone(number: usize) -> impl Strategy<Value = Option<Person>> {
    let value =
        prop::sample::select(&["", "Sales", "SALES", "Sales / EMEA", "Zo\u{eb} \"the\" Boss", "IT;HR"][..]);
    let values = (value.clone(), value.clone(), value, prop::bool::ANY);
    prop::option::weighted(0.8, values).prop_map(move |values| {
        let (title, department, city, alias) = values?;
        let mut person = Person::new(object(number));
        let name = format!("Person {number}");
        let mail = format!("person{number}@contoso.example");
        for (attribute, text) in [
            (TextAttribute::DisplayName, name.as_str()),
            (TextAttribute::Mail, &mail),
            (TextAttribute::JobTitle, title),
            (TextAttribute::Department, department),
            (TextAttribute::City, city),
        ] {
            person.set_text(attribute, Some(text));
        }
        if alias {
            person.set_list(ListAttribute::ProxyAddresses, vec![format!("smtp:p{number}@contoso.example")]);
        }
        Some(person)
    })
}

fn day() -> impl Strategy<Value = Vec<Person>> {
    let people: Vec<_> = (0..6).map(someone).collect();
    people.prop_map(|people| people.into_iter().flatten().collect())
}

struct Company {
    store: Store,
    connection: ConnectionId,
    dir: tempfile::TempDir,
}

impl Company {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("list.db")).unwrap();
        let connection = store.insert_connection(&connection("Contoso"), now()).unwrap();
        Self { store, connection, dir }
    }

    fn plan(&self, users: &[Person]) -> (Plan, i64) {
        let stored = self.store.inputs(self.connection).unwrap();
        let directory = Directory {
            users: users.to_vec(),
            verified_domains: vec!["contoso.example".to_owned()],
            ..Directory::default()
        };
        let mut config = Config::default();
        config.policies.removal_limit = RemovalLimit { count: 100, percent: 100 };
        let plan = rollcall_plan::plan(&Inputs {
            connection: self.connection,
            connection_names: &stored.owners,
            tenant: &TenantId::new(TENANT),
            directory: &directory,
            employees: &stored.employees,
            departments: &stored.departments,
            renames: &stored.renames,
            config: &config,
            in_force: None,
            compared_at: None,
            overrides: &BTreeMap::new(),
            skip: &BTreeSet::new(),
            now: now(),
        });
        (plan, stored.revision)
    }

    fn apply(&self, plan: &Plan, revision: i64, minute: i64) -> RunId {
        let read = self.store.begin_read(self.connection, now()).unwrap();
        let meta = ReadMeta {
            read_at: now(),
            mode: ReadMode::Full,
            verified_domains: vec!["contoso.example".into()],
            links: None,
        };
        let generation = read.finish(&meta).unwrap().generation;
        let run = ApplyRun {
            planned: None,
            connection: self.connection,
            trigger: RunTrigger::Manual,
            started_at: now(),
            finished_at: later(minute),
            plan,
            counts: plan.counts(),
            error: None,
            read: None,
            read_at: now(),
            revision,
            generation,
        };
        self.store.apply(&run).unwrap()
    }

    /// The list as it lies in the file, value by value.
    fn bytes(&self) -> BTreeMap<i64, Vec<Value>> {
        rows(
            &self.dir.path().join("list.db"),
            "SELECT employee.*, (SELECT group_concat(path, '|') FROM
               (SELECT path FROM employee_department JOIN department ON department.id = department
                WHERE employee = employee.id ORDER BY position))
             FROM employee",
        )
    }
}

fn rows(path: &Path, sql: &str) -> BTreeMap<i64, Vec<Value>> {
    let db = Connection::open(path).unwrap();
    let mut query = db.prepare(sql).unwrap();
    let columns = query.column_count();
    let row = |row: &rusqlite::Row<'_>| {
        let values = (0..columns).map(|column| row.get(column)).collect::<rusqlite::Result<Vec<Value>>>()?;
        Ok((row.get(0)?, values))
    };
    query.query_map([], row).unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_shown_is_what_is_written_and_undo_gives_every_byte_back(days in prop::collection::vec(day(), 1..4)) {
        let company = Company::new();
        let mut runs = Vec::new();
        for (minute, users) in (0..).zip(&days) {
            let before = company.bytes();
            let (plan, revision) = company.plan(users);
            if plan.changes.is_empty() {
                continue;
            }
            let run = company.apply(&plan, revision, minute);
            let after = company.bytes();
            let changed = after.iter().filter(|(id, row)| before.get(id) != Some(row)).count();
            prop_assert_eq!(changed, plan.changes.len(), "rows changed are rows shown");
            prop_assert!(before.keys().all(|id| after.contains_key(id)), "a sync deletes nobody");
            let history = company.store.run_changes(run).unwrap();
            for (shown, kept) in plan.changes.iter().zip(&history) {
                let written = kept.after.as_ref().unwrap().employee(kept.employee);
                prop_assert_eq!(&written.record, &shown.record, "the record that was shown");
                prop_assert_eq!(&kept.fields, &shown.fields().into_owned(), "with the fields that were shown");
                let archived = written.status == rollcall_people::Status::Archived;
                prop_assert_eq!(archived, shown.kind == ChangeKind::Remove, "only leavers are archived");
            }
            let (again, _) = company.plan(users);
            prop_assert!(again.changes.is_empty(), "a second run has nothing to do: {:?}", again.changes);
            runs.push((run, before));
        }
        for (run, before) in runs.into_iter().rev() {
            let undone = company.store.undo(run, later(60)).unwrap();
            prop_assert!(undone.kept.is_empty(), "nobody was edited since");
            prop_assert_eq!(company.bytes(), before, "as if run {} had never been", run);
            let with = company.store.run_changes(run).unwrap().len();
            prop_assert_eq!(company.store.run_changes(undone.run).unwrap().len(), with, "everybody is noted");
        }
    }
}
