//! A store in a directory of its own, and builders for what goes into it.

use chrono::{DateTime, Duration, Utc};
use rollcall_people::{
    ConnectionId, Department, Directory, Email, Employee, EmployeeId, Field, Fields, Identity, Kind,
    ObjectId, Person, Reason, ReasonCode, Record, TenantId, TextAttribute,
};
use rollcall_plan::{Change, ChangeKind, Guard, GuardStatus, Plan, PlanHash};
use rollcall_store::{
    ApplyRun, DirectoryInfo, NewConnection, ReadMeta, ReadMode, RunId, RunRecord, RunResult, RunTrigger,
    Store, StoreError,
};
use tempfile::TempDir;

pub(crate) const TENANT: &str = "11111111-2222-3333-4444-555555555555";

/// A store with one connection that has read nothing yet. The directory goes with the fixture.
pub(crate) struct Fixture {
    pub(crate) dir: TempDir,
    pub(crate) store: Store,
    pub(crate) connection: ConnectionId,
}

pub(crate) fn fixture() -> Fixture {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("rollcall.db")).unwrap();
    let connection = store.insert_connection(&connection("Contoso"), now()).unwrap();
    Fixture { dir, store, connection }
}

/// Three o'clock on a November night.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-11-21T03:00:00Z".parse().unwrap()
}

pub(crate) fn later(minutes: i64) -> DateTime<Utc> {
    now() + Duration::minutes(minutes)
}

pub(crate) fn connection(name: &str) -> NewConnection {
    NewConnection {
        name: name.to_owned(),
        cloud: "global".to_owned(),
        login_url: None,
        graph_url: None,
        client_id: "client".to_owned(),
        tenant: TenantId::new(TENANT),
        tenant_name: "Contoso Ltd".to_owned(),
        domain: "contoso.example".to_owned(),
        verified_domains: vec!["contoso.example".to_owned()],
        account: "admin@contoso.example".to_owned(),
        account_object_id: "admin".to_owned(),
        config: "{}".to_owned(),
        state: "connected".to_owned(),
    }
}

pub(crate) fn object(n: usize) -> ObjectId {
    ObjectId::new(&format!("00000000-0000-0000-0000-{n:012}"))
}

pub(crate) fn person(n: usize, title: &str) -> Person {
    let mut person = Person::new(object(n));
    person.set_text(TextAttribute::DisplayName, Some(&format!("Person {n:04}")));
    person.set_text(TextAttribute::JobTitle, Some(title));
    person
}

pub(crate) fn people(count: usize, title: &str) -> Vec<Person> {
    (0..count).map(|n| person(n, title)).collect()
}

pub(crate) fn record(n: usize, name: &str, title: &str) -> Record {
    let mut fields = Fields::default();
    fields.set(Field::DisplayName, Some(name));
    fields.set(Field::JobTitle, Some(title));
    Record {
        email: Email::parse(&format!("person{n}@contoso.example")).unwrap(),
        aliases: Vec::new(),
        fields,
        departments: vec![department("Main")],
        kind: Kind::Person,
    }
}

pub(crate) fn department(path: &str) -> Department {
    Department::from_levels([path]).unwrap()
}

pub(crate) fn change(kind: ChangeKind, n: usize, employee: Option<EmployeeId>, record: Record) -> Change {
    Change {
        kind,
        identity: Identity { tenant: TenantId::new(TENANT), object: object(n) },
        employee,
        record,
        differences: Vec::new(),
        pins: Vec::new(),
        rule: None,
        reason: Reason::new(ReasonCode::EveryoneElse).into(),
    }
}

pub(crate) fn add(n: usize, title: &str) -> Change {
    change(ChangeKind::Add, n, None, record(n, &format!("Person {n:04}"), title))
}

pub(crate) fn adds(count: usize, title: &str) -> Vec<Change> {
    (0..count).map(|n| add(n, title)).collect()
}

/// Gives every employee the title; the position in the list is the person's number.
pub(crate) fn retitle(employees: &[Employee], title: &str) -> Vec<Change> {
    let update = |(n, employee): (usize, &Employee)| {
        let mut record = employee.record.clone();
        record.fields.set(Field::JobTitle, Some(title));
        change(ChangeKind::Update, n, Some(employee.id), record)
    };
    employees.iter().enumerate().map(update).collect()
}

pub(crate) fn plan(changes: Vec<Change>) -> Plan {
    Plan {
        hash: PlanHash("hash".to_owned()),
        complete: true,
        guard: Guard { status: GuardStatus::Ok, removals: 0, limit: 5 },
        changes,
        not_imported: Vec::new(),
        passed_over: Vec::new(),
        staying: Vec::new(),
        unchanged: 0,
        new_departments: Vec::new(),
        warnings: Vec::new(),
    }
}

pub(crate) fn meta() -> ReadMeta {
    ReadMeta {
        read_at: now(),
        mode: ReadMode::Full,
        verified_domains: vec!["contoso.example".to_owned()],
        links: None,
    }
}

pub(crate) fn read(store: &Store, connection: ConnectionId, users: &[Person]) -> DirectoryInfo {
    let read = store.begin_read(connection, now()).unwrap();
    for page in users.chunks(999) {
        read.users(page).unwrap();
    }
    read.finish(&meta()).unwrap()
}

pub(crate) fn apply(store: &Store, connection: ConnectionId, plan: &Plan) -> Result<RunId, StoreError> {
    let inputs = store.inputs(connection)?;
    let generation = inputs.directory.map_or(0, |(info, _)| info.generation);
    store.apply(&apply_run(connection, plan, inputs.revision, generation))
}

pub(crate) fn apply_run(
    connection: ConnectionId,
    plan: &Plan,
    revision: i64,
    generation: i64,
) -> ApplyRun<'_> {
    ApplyRun {
        planned: None,
        connection,
        trigger: RunTrigger::Manual,
        started_at: now(),
        finished_at: later(1),
        plan,
        counts: plan.counts(),
        error: None,
        read: None,
        read_at: now(),
        revision,
        generation,
    }
}

pub(crate) fn run(connection: ConnectionId, result: RunResult) -> RunRecord {
    RunRecord {
        connection: Some(connection),
        connection_name: "Contoso".to_owned(),
        trigger: RunTrigger::Manual,
        started_at: now(),
        finished_at: later(1),
        result,
        counts: plan(Vec::new()).counts(),
        error: None,
        read: None,
    }
}

impl Fixture {
    /// Reads and applies `changes`, one directory user for each.
    pub(crate) fn sync(&self, changes: Vec<Change>) -> RunId {
        read(&self.store, self.connection, &people(changes.len(), "any"));
        apply(&self.store, self.connection, &plan(changes)).unwrap()
    }

    pub(crate) fn directory(&self) -> Option<Directory> {
        self.store.directory(self.connection).unwrap().map(|(_, directory)| directory)
    }
}

/// Spoils the head of the page after the first, which belongs to a table or an index.
pub(crate) fn damage_second_page(file: &mut [u8]) {
    let page = usize::from(u16::from_be_bytes([file[16], file[17]]));
    file[page..page + 104].fill(0xA5);
}
