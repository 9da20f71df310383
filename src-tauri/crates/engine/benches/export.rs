//! What an export of 100,000 people and 24 columns costs, beside a bare loop over the same rows.
//!
//! Each way runs in a process of its own, so that its peak memory is its own. Run it with
//! `cargo xtask bench export`.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a program that prints, and may stop")]

use chrono::Utc;
use rollcall_engine::api::{ExportFormat, ExportRequest, WhichPeople};
use rollcall_engine::{Engine, Options, Secrets};
use rollcall_export::Column;
use rollcall_people::{Department, Email, Employee, EmployeeId, Field, Fields, Kind, Owner, Record, Status};
use rollcall_store::{EmployeeLine, Query, Store};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

const PEOPLE: [i64; 2] = [10_000, 100_000];
const ROUNDS: usize = 3;

const COLUMNS: [&str; 24] = [
    "id",
    "status",
    "owner",
    "email",
    "aliases",
    "department",
    "departments",
    "kind",
    "display_name",
    "given_name",
    "surname",
    "job_title",
    "company",
    "office",
    "street",
    "city",
    "state",
    "postal_code",
    "country",
    "mobile_phone",
    "business_phone",
    "employee_id",
    "hire_date",
    "note",
];

const WAYS: [(&str, &str); 7] = [
    ("floor: a bare loop over the rows", "loop"),
    ("floor: the same, writing the values with commas", "plain"),
    ("CSV", "csv"),
    ("XLSX", "xlsx"),
    ("JSON", "json"),
    ("vCard", "vcard"),
    ("LDIF", "ldif"),
];

fn main() {
    let args: Vec<_> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.as_slice() {
        [way, dir] => println!("{}", one(way, Path::new(dir))),
        _ => table(),
    }
}

fn table() {
    let dirs = PEOPLE.map(|people| {
        let dir = tempfile::tempdir().unwrap();
        fill(dir.path(), people);
        dir
    });
    println!("| 24 columns, the median of {ROUNDS} | 10,000 people | 100,000 people | peak memory | file |");
    println!("|---|---|---|---|---|");
    for (name, way) in WAYS {
        let [few, many] = [&dirs[0], &dirs[1]].map(|dir| median(way, dir.path()));
        let (small, large) = (few.peak >> 10, many.peak >> 10);
        println!(
            "| {name} | {} ms | {} ms | {small} / {large} MB | {:.1} MB |",
            few.millis,
            many.millis,
            many.bytes as f64 / 1e6
        );
    }
}

#[derive(Clone, Copy)]
struct Cost {
    millis: u128,
    /// Kilobytes.
    peak: u64,
    bytes: u64,
}

fn median(way: &str, dir: &Path) -> Cost {
    let mut costs: Vec<_> = (0..ROUNDS).map(|_| child(way, dir)).collect();
    costs.sort_by_key(|cost| cost.millis);
    costs[ROUNDS / 2]
}

fn child(way: &str, dir: &Path) -> Cost {
    let said = Command::new(std::env::current_exe().unwrap()).arg(way).arg(dir).output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let mut parts = said.split_whitespace();
    let mut next = || parts.next().unwrap().parse::<u64>().unwrap();
    Cost { millis: next().into(), peak: next(), bytes: next() }
}

/// Milliseconds, peak kilobytes of this process, bytes written.
fn one(way: &str, dir: &Path) -> String {
    let options = Options {
        data_dir: dir.to_owned(),
        secrets: Secrets::KeyFile(dir.join("key")),
        listener: Arc::new(|_| {}),
    };
    let engine = Engine::open(options).unwrap();
    let store = Store::open(&dir.join("rollcall.sqlite")).unwrap();
    let to = dir.join("export");
    let started = Instant::now();
    match way {
        "loop" => drop(over_rows(&store, |line| {
            std::hint::black_box(line);
        })),
        "plain" => plain(&store, &to),
        format => export(&engine, format, &to),
    }
    let millis = started.elapsed().as_millis();
    let bytes = std::fs::metadata(&to).map_or(0, |found| found.len());
    let _ = std::fs::remove_file(&to);
    format!("{millis} {} {bytes}", peak())
}

fn over_rows(store: &Store, mut each: impl FnMut(EmployeeLine)) -> usize {
    let read = store.read_list(|list| {
        let ids = list.ids(&Query::default()).unwrap();
        let blocks = ids.chunks(500).flat_map(|block| list.rows(block).unwrap());
        blocks.map(&mut each).count()
    });
    read.unwrap()
}

fn plain(store: &Store, to: &Path) {
    let columns: Vec<_> = COLUMNS.iter().map(|name| Column::from_name(name).unwrap()).collect();
    let mut file = BufWriter::new(std::fs::File::create(to).unwrap());
    over_rows(store, |line| {
        let row = rollcall_export::Row { employee: line.employee, owner: line.owner_name };
        for column in &columns {
            file.write_all(column.text(&row).as_bytes()).unwrap();
            file.write_all(b",").unwrap();
        }
        file.write_all(b"\r\n").unwrap();
    });
    file.flush().unwrap();
}

fn export(engine: &Engine, format: &str, to: &Path) {
    let format = match format {
        "csv" => ExportFormat::CsvExcelDe,
        "xlsx" => ExportFormat::Xlsx,
        "json" => ExportFormat::Json,
        "vcard" => ExportFormat::Vcard,
        _ => ExportFormat::Ldif,
    };
    let columns = COLUMNS.map(str::to_owned).into();
    let request = ExportRequest { format, path: to.display().to_string(), rows: WhichPeople::All, columns };
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    runtime.block_on(engine.export(request)).unwrap();
}

/// What Linux says the process held at most; 0 elsewhere.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

fn fill(dir: &Path, people: i64) {
    let store = Store::open(&dir.join("rollcall.sqlite")).unwrap();
    for first in (0..people).step_by(10_000) {
        let block: Vec<_> = (first..people.min(first + 10_000)).map(person).collect();
        store.add_people(&block, Utc::now()).unwrap();
    }
}

fn person(n: i64) -> Employee {
    let mut fields = Fields::default();
    for (field, value) in [
        (Field::DisplayName, format!("Jörg Müller-Lüdenscheidt {n}")),
        (Field::GivenName, "Jörg".to_owned()),
        (Field::Surname, format!("Müller-Lüdenscheidt {n}")),
        (Field::JobTitle, format!("Senior Clerk {}", n % 97)),
        (Field::Company, "Contoso & Sons, Ltd.".to_owned()),
        (Field::Office, format!("Building {} / {}", n % 7, n % 313)),
        (Field::Street, format!("Lange Straße {}", n % 211)),
        (Field::City, format!("City {}", n % 53)),
        (Field::State, "Bavaria".to_owned()),
        (Field::PostalCode, format!("{:05}", n % 99_999)),
        (Field::Country, "Germany".to_owned()),
        (Field::MobilePhone, format!("+49 170 {n:07}")),
        (Field::BusinessPhone, format!("+49 89 {n:07}")),
        (Field::EmployeeId, format!("E{n:06}")),
        (Field::HireDate, format!("20{:02}-{:02}-11T00:00:00Z", n % 25, n % 12 + 1)),
        (Field::Note, "=left as it is; \"quoted\"".to_owned()),
    ] {
        fields.set(field, Some(&value));
    }
    let email = |text: String| Email::parse(&text).unwrap();
    let department = |path: String| Department::from_levels([path.as_str()]).unwrap();
    Employee {
        id: EmployeeId(0),
        owner: Owner::Local,
        status: Status::Active,
        archived_by_hand: false,
        identity: None,
        record: Record {
            email: email(format!("joerg.mueller.{n}@contoso.example")),
            aliases: vec![email(format!("jm{n}@contoso.example"))],
            fields,
            departments: vec![department(format!("Sales / Team {}", n % 40)), department("Board".to_owned())],
            kind: Kind::Person,
        },
        pinned: Default::default(),
        department_by_hand: false,
        pinned_at: Default::default(),
    }
}
