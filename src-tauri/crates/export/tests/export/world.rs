//! People to write, hostile ones among them, and a place to write them to.

use rollcall_export::{Column, CsvPreset, Format, Row, Written, export};
use rollcall_people::{
    ConnectionId, Department, Email, Employee, EmployeeId, Field, Fields, Identity, Kind, ObjectId, Owner,
    Record, Status, TenantId,
};
use std::{
    convert::Infallible,
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use tempfile::{TempDir, tempdir};

pub(crate) const FORMATS: [Format; 5] =
    [Format::Xlsx, Format::Csv(CsvPreset::ExcelDe), Format::Json, Format::VCard, Format::Ldif];
pub(crate) const PRESETS: [CsvPreset; 3] = [CsvPreset::ExcelDe, CsvPreset::ExcelUs, CsvPreset::Plain];

/// Texts that break naive writers or run in naive readers.
pub(crate) const HOSTILE: [&str; 16] = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1;2)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "a\";=1+1",
    "quote \" comma , semicolon ; line\nbreak\r\nend",
    "{=1+1}",
    "https://example.com/x",
    "mailto:a@b.example",
    "<script>alert(1)</script>&amp;",
    "control \u{1} \u{b} \u{ffff} \u{0}",
    "_x0041_ 🦀 \u{202e}rtl",
];

pub(crate) fn employee(n: i64, name: &str) -> Row {
    let mut fields = Fields::default();
    fields.set(Field::DisplayName, Some(name));
    fields.set(Field::MobilePhone, Some("+41 44 668 18 00"));
    fields.set(Field::HireDate, Some("2024-02-29T00:00:00Z"));
    let department = |path| Department::from_levels([path]).unwrap();
    let record = Record {
        email: Email::parse(&format!("person{n}@contoso.example")).unwrap(),
        aliases: ["a@x.example", "b@x.example"].map(|a| Email::parse(a).unwrap()).into(),
        fields,
        departments: vec![department("Sales / EMEA"), department("Board")],
        kind: Kind::Guest,
    };
    let employee = Employee {
        id: EmployeeId(n),
        owner: Owner::Connection(ConnectionId(1)),
        status: Status::Paused,
        archived_by_hand: false,
        identity: Some(Identity { tenant: TenantId::new("t"), object: ObjectId::new("o-1") }),
        record,
        pinned: [Field::Office, Field::Note].into(),
        department_by_hand: false,
        pinned_at: Default::default(),
    };
    Row { employee, owner: Some("Contoso".to_owned()) }
}

pub(crate) fn hostile_people() -> Vec<Row> {
    (1..).zip(HOSTILE).map(|(n, name)| employee(n, name)).collect()
}

pub(crate) fn target(name: &str) -> (TempDir, PathBuf) {
    let dir = tempdir().unwrap();
    let path = dir.path().join(name);
    (dir, path)
}

pub(crate) fn write(path: &Path, format: Format, columns: &[Column], rows: Vec<Row>) -> Written {
    let rows = rows.into_iter().map(Ok::<_, Infallible>);
    export(path, format, columns, rows, |_| ControlFlow::Continue(())).unwrap()
}

pub(crate) fn columns() -> Vec<Column> {
    Column::all().collect()
}
