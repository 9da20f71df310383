//! A company of people as tenants have them, its rules, and databases that hold it.

use chrono::{DateTime, Utc};
use rollcall_people::testing::{DOMAIN, person, tenant};
use rollcall_people::{ConnectionId, Department, ListAttribute, Move, ObjectId, Person, RunTrigger};
use rollcall_plan::{Config, Inputs, Override, Plan, Settled};
use rollcall_rules::{Condition, Destination, Group, Rule, Then};
use rollcall_store::{
    ApplyRun, Inputs as Stored, NewConnection, ReadMeta, ReadMode, RenameDepartment, RunId, Store,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub(crate) const PEOPLE: usize = 100_000;
pub(crate) const RULES: usize = 50;
/// How many change on a busy day.
pub(crate) const CHANGED: usize = 100;
pub(crate) const CONNECTION: ConnectionId = ConnectionId(1);

const GIVEN: [&str; 20] = [
    "Anna", "Ben", "Clara", "David", "Elif", "Frank", "Greta", "Hüseyin", "Ines", "Jörg", "Katja", "Luca",
    "Mia", "Noah", "Olga", "Paul", "Renée", "Sofia", "Tom", "Zoë",
];

pub(crate) fn now() -> DateTime<Utc> {
    "2026-11-21T03:00:00Z".parse().unwrap()
}

/// Two databases: one with a directory that was read, one where it was applied as well.
pub(crate) fn prepare(dir: &Path) {
    let store = Store::open(&dir.join("read.db")).unwrap();
    store.insert_connection(&connection(), now()).unwrap();
    let read = store.begin_read(CONNECTION, now()).unwrap();
    people().chunks(999).for_each(|page| read.users(page).unwrap());
    let domains = vec![DOMAIN.to_owned()];
    read.finish(&ReadMeta { read_at: now(), mode: ReadMode::Full, verified_domains: domains, links: None })
        .unwrap();
    drop(store);
    let store = open_copy(dir, "read.db", "applied.db");
    let stored = store.inputs(CONNECTION).unwrap();
    let first = plan(&stored);
    assert_eq!(first.changes.len(), PEOPLE, "everybody comes in");
    apply(&store, &stored, &first);
    let second = plan(&store.inputs(CONNECTION).unwrap());
    assert!(second.changes.is_empty() && second.unchanged == PEOPLE, "a second plan is empty");
}

/// A copy that may be written to.
pub(crate) fn open_copy(dir: &Path, from: &str, to: &str) -> Store {
    let path = dir.join(to);
    std::fs::copy(dir.join(from), &path).unwrap();
    Store::open(&path).unwrap()
}

pub(crate) fn open(dir: &Path, name: &str) -> (Store, PathBuf) {
    let path = dir.join(name);
    (Store::open(&path).unwrap(), path)
}

pub(crate) fn plan(stored: &Stored) -> Plan {
    with_inputs(stored, rollcall_plan::plan)
}

/// Plans, and keeps a plan without changes as the engine does.
pub(crate) fn keep(store: &Store, stored: &Stored) {
    let settled = with_inputs(stored, |inputs| Settled::of(&rollcall_plan::plan(inputs), inputs).unwrap());
    let generation = stored.directory.as_ref().unwrap().0.generation;
    store.keep_settled(CONNECTION, stored.revision, generation, &settled).unwrap();
}

fn with_inputs<T>(stored: &Stored, work: impl FnOnce(&Inputs<'_>) -> T) -> T {
    work(&Inputs {
        connection: CONNECTION,
        connection_names: &stored.owners,
        tenant: &tenant(),
        directory: &stored.directory.as_ref().unwrap().1,
        employees: &stored.employees,
        departments: &stored.departments,
        renames: &stored.renames,
        config: &config(),
        in_force: None,
        compared_at: None,
        overrides: &BTreeMap::<ObjectId, Override>::new(),
        skip: &BTreeSet::new(),
        now: now(),
    })
}

pub(crate) fn apply(store: &Store, stored: &Stored, plan: &Plan) -> RunId {
    let run = ApplyRun {
        planned: None,
        connection: CONNECTION,
        trigger: RunTrigger::Manual,
        started_at: now(),
        finished_at: now(),
        plan,
        counts: plan.counts(),
        error: None,
        read: None,
        read_at: now(),
        revision: stored.revision,
        generation: stored.directory.as_ref().unwrap().0.generation,
    };
    store.apply(&run).unwrap()
}

/// A copy in which all departments but one are a single one.
pub(crate) fn gathered(dir: &Path, to: &str) -> Store {
    let store = open_copy(dir, "applied.db", to);
    for department in store.departments().unwrap().iter().skip(1) {
        rename(&store, department.as_str(), "Everybody");
    }
    store
}

/// Gives a department another name, also one that is taken.
pub(crate) fn rename(store: &Store, from: &str, to: &str) -> usize {
    let department = |path| Department::fixed(path).unwrap().unwrap();
    let change = Move { from: department(from), to: department(to) };
    let stored = store.department_inputs().unwrap();
    let renames = stored.renames.after(&change, &[]);
    let rename =
        RenameDepartment { change: &change, renames: &renames, configs: &[], revision: stored.revision };
    store.rename_department(&rename).unwrap()
}

/// The same company on a day when some people got another job.
pub(crate) fn on_a_busy_day(mut stored: Stored) -> Stored {
    let users = &mut stored.directory.as_mut().unwrap().1.users;
    for person in users.iter_mut().step_by(PEOPLE / CHANGED) {
        *person = person.clone().with("jobTitle", "Chief of Something");
    }
    stored
}

fn connection() -> NewConnection {
    NewConnection {
        name: "Contoso".to_owned(),
        cloud: "global".to_owned(),
        login_url: None,
        graph_url: None,
        client_id: "client".to_owned(),
        tenant: tenant(),
        tenant_name: "Contoso Ltd".to_owned(),
        domain: DOMAIN.to_owned(),
        verified_domains: vec![DOMAIN.to_owned()],
        account: format!("admin@{DOMAIN}"),
        account_object_id: "admin".to_owned(),
        config: config().to_json().unwrap(),
        state: "connected".to_owned(),
    }
}

fn people() -> Vec<Person> {
    (0..PEOPLE).map(someone).collect()
}

fn someone(number: usize) -> Person {
    let given = GIVEN[number % GIVEN.len()];
    let surname = format!("Surname{:05}", number / GIVEN.len());
    let local = format!("person.{number:06}");
    let mut someone = person(&format!("{given} {surname}"))
        .with_id(&guid(number))
        .at(&format!("Person.{number:06}@{DOMAIN}"))
        .with("givenName", given)
        .with("surname", &surname)
        .with("mailNickname", &local)
        .with("jobTitle", &format!("Title {}", number % 997))
        .with("companyName", &format!("Contoso {}", number % 7))
        .with("officeLocation", &format!("Office {}", number % 89))
        .with("city", &format!("City {}", number % 313))
        .with("postalCode", &format!("{:05}", number % 313))
        .with("country", "Switzerland")
        .with("usageLocation", "CH")
        .with("mobilePhone", &format!("+41 79 {number:07}"))
        .with("employeeId", &format!("{number:06}"))
        .with("employeeHireDate", "2019-04-01T00:00:00Z")
        .with("createdDateTime", "2019-03-20T08:15:00Z")
        .with("preferredLanguage", "de-CH")
        .with("userType", "Member")
        .in_department(&format!("Department {}", number % 40))
        .with_list(ListAttribute::BusinessPhones, &[&format!("+41 44 {number:07}")])
        .with_list(
            ListAttribute::ProxyAddresses,
            &[&format!("SMTP:Person.{number:06}@{DOMAIN}"), &format!("smtp:p{number}@{DOMAIN}")],
        );
    if number >= 10 {
        someone = someone.managed_by(&guid(number / 10));
    }
    someone
}

/// In no order, as the service gives ids.
fn guid(number: usize) -> String {
    let mixed = (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let low = mixed.rotate_left(31).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        mixed >> 32,
        mixed & 0xffff,
        low & 0xfff,
        mixed >> 52,
        low >> 16
    )
}

/// Two conditions each; most people pass most rules before one decides.
pub(crate) fn config() -> Config {
    let rule = |number: usize| {
        let title = Condition::new("jobTitle", "contains", format!("title {}", number * 19));
        let city = Condition::new("city", "not_equals", format!("City {number}"));
        let place = Destination::Department(format!("Group {number}"));
        Rule::new(&format!("Rule {number}"), Group::All(vec![title.into(), city.into()]), Then::Import(place))
    };
    let mut config = Config::default();
    config.rules.rules = (0..RULES).map(rule).collect();
    config
}
