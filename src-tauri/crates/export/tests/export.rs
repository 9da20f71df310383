//! Exports, read back by other readers than our writers.

#![allow(clippy::unwrap_used)] // helpers of tests fail loudly, as tests do

use calamine::{Data, Reader, Xlsx, open_workbook};
use rollcall_export::{Column, CsvPreset, ExportError, Format, Row, Written, export, neutralise};
use rollcall_people::{
    ConnectionId, Department, Email, Employee, EmployeeId, Field, Fields, Identity, Kind, ObjectId, Owner,
    Record, Status, TenantId,
};
use std::{
    convert::Infallible,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use tempfile::{TempDir, tempdir};

const FORMATS: [Format; 5] =
    [Format::Xlsx, Format::Csv(CsvPreset::ExcelDe), Format::Json, Format::VCard, Format::Ldif];
const PRESETS: [CsvPreset; 3] = [CsvPreset::ExcelDe, CsvPreset::ExcelUs, CsvPreset::Plain];

/// Texts that break naive writers or run in naive readers.
const HOSTILE: [&str; 16] = [
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

fn employee(n: i64, name: &str) -> Row {
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
    };
    Row { employee, owner: Some("Contoso".to_owned()) }
}

fn hostile_people() -> Vec<Row> {
    (1..).zip(HOSTILE).map(|(n, name)| employee(n, name)).collect()
}

fn target(name: &str) -> (TempDir, PathBuf) {
    let dir = tempdir().unwrap();
    let path = dir.path().join(name);
    (dir, path)
}

fn write(path: &Path, format: Format, columns: &[Column], rows: Vec<Row>) -> Written {
    let rows = rows.into_iter().map(Ok::<_, Infallible>);
    export(path, format, columns, rows, |_| ControlFlow::Continue(())).unwrap()
}

fn columns() -> Vec<Column> {
    Column::all().collect()
}

fn csv_cells(path: &Path, preset: CsvPreset) -> Vec<Vec<String>> {
    let bytes = fs::read(path).unwrap();
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let separator = if preset == CsvPreset::ExcelDe { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(text);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn xlsx_cells(path: &Path) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn csv_read_back_is_the_list() {
    for preset in PRESETS {
        let (_dir, path) = target("employees.csv");
        let written = write(&path, Format::Csv(preset), &columns(), hostile_people());
        assert_eq!(written.people, HOSTILE.len(), "everybody was written");
        assert_eq!(written.bytes, fs::metadata(&path).unwrap().len(), "the size is the file's");
        let cells = csv_cells(&path, preset);
        let header: Vec<_> = Column::all().map(Column::name).collect();
        assert_eq!(cells[0], header, "{preset:?}: the header names the fields");
        for (row, line) in hostile_people().iter().zip(&cells[1..]) {
            let expected: Vec<_> = Column::all().map(|c| neutralise(&c.text(row)).into_owned()).collect();
            assert_eq!(line, &expected, "{preset:?}: every value, and only what could run is marked");
        }
    }
}

#[test]
fn csv_has_the_marks_its_program_needs() {
    let start = |preset| {
        let (_dir, path) = target("employees.csv");
        write(&path, Format::Csv(preset), &[Column::Id, Column::Email], vec![employee(1, "A")]);
        String::from_utf8(fs::read(path).unwrap()).unwrap()
    };
    assert_eq!(
        start(CsvPreset::ExcelDe),
        "\u{feff}id;email\r\n1;person1@contoso.example\r\n",
        "semicolons, mark"
    );
    assert_eq!(
        start(CsvPreset::ExcelUs),
        "\u{feff}id,email\r\n1,person1@contoso.example\r\n",
        "commas, mark"
    );
    assert_eq!(start(CsvPreset::Plain), "id,email\r\n1,person1@contoso.example\r\n", "as RFC 4180 has it");
}

#[test]
fn phone_numbers_are_written_as_they_are() {
    let (_dir, path) = target("employees.csv");
    let phone = Column::Field(Field::MobilePhone);
    write(&path, Format::Csv(CsvPreset::Plain), &[phone], vec![employee(1, "A")]);
    assert_eq!(
        csv_cells(&path, CsvPreset::Plain)[1],
        ["+41 44 668 18 00"],
        "nobody wants an apostrophe there"
    );
}

#[test]
fn lists_and_owners_have_one_way_to_stand_in_a_cell() {
    let mut row = employee(7, "A");
    let text = |column: Column, row: &Row| column.text(row).into_owned();
    assert_eq!(text(Column::Aliases, &row), "a@x.example; b@x.example", "all of them");
    assert_eq!(text(Column::Department, &row), "Sales / EMEA", "the primary one");
    assert_eq!(text(Column::Departments, &row), "Sales / EMEA; Board", "the primary one first");
    assert_eq!(text(Column::Pinned, &row), "office; note", "by field name");
    assert_eq!(text(Column::Owner, &row), "Contoso", "by name");
    row.owner = None;
    assert_eq!(text(Column::Owner, &row), "local", "nobody's connection");
}

#[test]
fn xlsx_read_back_is_the_list_and_nothing_runs() {
    let (_dir, path) = target("employees.xlsx");
    write(&path, Format::Xlsx, &columns(), hostile_people());
    let cells = xlsx_cells(&path);
    let header: Vec<_> = Column::all().map(|c| Data::String(c.name().to_owned())).collect();
    assert_eq!(cells[0], header, "the header names the fields");
    for (row, line) in hostile_people().iter().zip(&cells[1..]) {
        for (column, cell) in Column::all().zip(line) {
            assert_cell(column, &column.text(row), cell);
        }
    }
    assert_no_formula_and_no_link(&path);
}

fn assert_cell(column: Column, text: &str, cell: &Data) {
    match cell {
        Data::DateTime(day) if column == Column::Field(Field::HireDate) => {
            assert_eq!(day.as_f64(), 45351.0, "29 February 2024, as spreadsheets count days");
        }
        Data::String(read) => assert_eq!(readable(read), readable(text), "{}: as text", column.name()),
        Data::Empty => assert_eq!(text, "", "{}: nothing there", column.name()),
        other => panic!("{}: {text:?} became {other:?}", column.name()),
    }
}

/// XML has no place for these two, and readers may end lines with LF.
fn readable(text: &str) -> String {
    text.replace(['\u{ffff}', '\u{0}'], "\u{fffd}").replace("\r\n", "\n")
}

fn assert_no_formula_and_no_link(path: &Path) {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let formulas = book.worksheet_formula("Employees").unwrap();
    assert_eq!(formulas.used_cells().count(), 0, "text is never a formula");
    let bytes = fs::read(path).unwrap();
    let names = String::from_utf8_lossy(&bytes);
    assert!(!names.contains("xl/worksheets/_rels"), "a sheet with links would need relations");
}

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn json_read_back_is_the_list_with_its_types() {
    let (_dir, path) = target("employees.json");
    write(&path, Format::Json, &columns(), hostile_people());
    let read = json(&path);
    for (row, person) in hostile_people().iter().zip(read.as_array().unwrap()) {
        for column in Column::all().filter(|column| column.list(row).is_none() && *column != Column::Id) {
            let (text, value) = (column.text(row), &person[column.name()]);
            let same = if text.is_empty() { value.is_null() } else { value.as_str() == Some(&*text) };
            assert!(same, "{}: {text:?} became {value}", column.name());
        }
        assert_eq!(person["departments"], serde_json::json!(["Sales / EMEA", "Board"]), "a list is a list");
        assert_eq!(person["id"], row.employee.id.0, "a number is a number");
        assert_eq!(person["hire_date"], "2024-02-29", "a day is a day");
    }
    let keys: Vec<_> = read[0].as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys.len(), Column::all().count(), "a key per column");
}

/// The properties of a card, put together from folded lines.
fn card(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "RFC 2426 bounds lines: {text}");
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn a_card_holds_everything_that_was_chosen() {
    let (_dir, path) = target("employees.vcf");
    let mut row = employee(1, "Ada; Countess of \"Lovelace\", née Byron");
    for (field, value) in [
        (Field::GivenName, "Ada"),
        (Field::Surname, "King-Noel, Lovelace"),
        (Field::Company, "Contoso; Ltd."),
        (Field::City, "Zürich"),
        (Field::Custom3, "x\r\nEND:VCARD\r\nBEGIN:VCARD"),
    ] {
        row.employee.record.fields.set(field, Some(value));
    }
    write(&path, Format::VCard, &columns(), vec![row]);
    let lines = card(&path);
    for line in [
        "UID:o-1",
        "FN:Ada\\; Countess of \"Lovelace\"\\, née Byron",
        "N:King-Noel\\, Lovelace;Ada;;;",
        "EMAIL;TYPE=INTERNET,PREF:person1@contoso.example",
        "EMAIL;TYPE=INTERNET:b@x.example",
        "ORG:Contoso\\; Ltd.;Sales;EMEA",
        "CATEGORIES:Sales / EMEA,Board",
        "ADR;TYPE=WORK:;;;Zürich;;;",
        "TEL;TYPE=CELL,VOICE:+41 44 668 18 00",
        "X-ROLLCALL-HIRE-DATE:2024-02-29",
        "X-ROLLCALL-CUSTOM3:x\\nEND:VCARD\\nBEGIN:VCARD",
        "X-ROLLCALL-PINNED:office\\; note",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line} is in {lines:#?}");
    }
    assert_eq!(lines.iter().filter(|line| *line == "END:VCARD").count(), 1, "one card, whatever texts say");
}

#[test]
fn a_card_without_its_columns_has_a_name_and_no_more() {
    let (_dir, path) = target("employees.vcf");
    write(&path, Format::VCard, &[Column::Status], vec![employee(1, "Ada")]);
    let expected = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "UID:o-1",
        "FN:Ada",
        "N:;;;;",
        "X-ROLLCALL-STATUS:paused",
        "END:VCARD",
    ];
    assert_eq!(card(&path), expected, "what was not chosen stays at home");
}

#[test]
fn an_entry_has_what_its_class_knows_and_cannot_be_broken_out_of() {
    let (_dir, path) = target("employees.ldif");
    let mut row = employee(7, "Zoë\ndn: uid=1");
    row.employee.record.fields.set(Field::Street, Some("5 $ Road"));
    row.employee.record.fields.set(Field::Country, Some("Italy"));
    write(&path, Format::Ldif, &columns(), vec![row, employee(8, "B")]);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("version: 1\ndn: uid=7,ou=People,dc=contoso,dc=example\n"), "{text}");
    for line in [
        "objectClass: inetOrgPerson",
        "uid: 7",
        "cn:: Wm/DqwpkbjogdWlkPTE=",
        "sn:: Wm/DqwpkbjogdWlkPTE=",
        "mail: person7@contoso.example",
        "mail: a@x.example",
        "ou: Sales / EMEA",
        "ou: Board",
        "mobile: +41 44 668 18 00",
        "postalAddress: 5 \\24 Road$Italy",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is in\n{text}");
    }
    assert_eq!(text.lines().filter(|line| line.starts_with("dn:")).count(), 2, "one entry per person");
    assert!(text.lines().all(|line| line.len() <= 76), "RFC 2849 bounds lines");
}

#[test]
fn hire_dates_that_are_no_dates_stay_text() {
    for text in [
        "soon",
        "0001-01-01T00:00:00Z",
        "2023-02-29",
        "2024-02-29x",
        "29.02.2024",
        "+024-02-01",
        "2024-1-001",
    ] {
        let (_dir, path) = target("employees.xlsx");
        let mut row = employee(1, "A");
        row.employee.record.fields.set(Field::HireDate, Some(text));
        write(&path, Format::Xlsx, &[Column::Field(Field::HireDate)], vec![row]);
        assert_eq!(xlsx_cells(&path)[1], [Data::String(text.to_owned())], "{text:?} is kept as written");
    }
}

#[test]
fn a_text_too_long_for_a_cell_is_cut_between_letters() {
    let (_dir, path) = target("employees.xlsx");
    let name = "a".to_owned() + &"🦀".repeat(40_000);
    write(&path, Format::Xlsx, &[Column::Field(Field::DisplayName)], vec![employee(1, &name)]);
    let Data::String(cell) = &xlsx_cells(&path)[1][0] else { panic!("no text") };
    assert_eq!(cell.encode_utf16().count(), 32_767, "as much as a cell holds");
    assert!(name.starts_with(cell), "and nothing but the beginning");
}

#[test]
fn an_empty_list_is_a_file_all_the_same() {
    for format in FORMATS {
        let (_dir, path) = target("employees");
        assert_eq!(write(&path, format, &columns(), Vec::new()).people, 0, "nobody");
        let size = fs::metadata(&path).unwrap().len();
        assert_eq!(size == 0, format == Format::VCard, "but a file that opens: {format:?}");
    }
    let (_dir, path) = target("employees.json");
    write(&path, Format::Json, &columns(), Vec::new());
    assert_eq!(json(&path), serde_json::json!([]), "an array of nobody");
}

/// Exports ten people, of whom the fifth brings trouble, over an existing file.
fn fail_over(
    path: &Path,
    format: Format,
    trouble: impl Fn(usize) -> ControlFlow<()>,
    broken: bool,
) -> ExportError {
    fs::write(path, "precious").unwrap();
    let rows = (1..=10).map(|n| if broken && n == 5 { Err("lost") } else { Ok(employee(n, "A")) });
    export(path, format, &columns(), rows, trouble).unwrap_err()
}

#[test]
fn whatever_fails_leaves_the_former_file_and_no_rubbish() {
    for format in FORMATS {
        let (dir, path) = target("employees");
        let stopped = fail_over(
            &path,
            format,
            |n| if n == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) },
            false,
        );
        assert!(matches!(stopped, ExportError::Stopped), "{stopped:?}");
        let lost = fail_over(&path, format, |_| ControlFlow::Continue(()), true);
        assert!(matches!(lost, ExportError::Rows(_)), "{lost:?}");
        assert_eq!(fs::read(&path).unwrap(), b"precious", "the last good export is still there");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "and nothing beside it");
    }
}

#[test]
fn progress_counts_people() {
    let (_dir, path) = target("employees.csv");
    let mut heard = Vec::new();
    let rows = (1..=3).map(|n| Ok::<_, Infallible>(employee(n, "A")));
    export(&path, Format::Csv(CsvPreset::Plain), &columns(), rows, |n| {
        heard.push(n);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(heard, [1, 2, 3], "one after the other");
}

#[test]
fn places_that_cannot_be_written_are_named() {
    let dir = tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "x").unwrap();
    let readonly = dir.path().join("readonly.csv");
    fs::write(&readonly, "precious").unwrap();
    let mut rights = fs::metadata(&readonly).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&readonly, rights).unwrap();
    for path in
        [dir.path().join("missing/e.csv"), file.join("e.csv"), dir.path().to_owned(), readonly.clone()]
    {
        let rows = [Ok::<_, Infallible>(employee(1, "A"))].into_iter();
        let refused =
            export(&path, Format::Csv(CsvPreset::Plain), &columns(), rows, |_| ControlFlow::Continue(()));
        assert!(matches!(refused, Err(ExportError::NotWritable { .. })), "{}: {refused:?}", path.display());
    }
    assert_eq!(fs::read(&readonly).unwrap(), b"precious", "what the admin protected stays");
}

#[cfg(unix)]
mod unix {
    use super::{CsvPreset, ExportError, Format, columns, employee, target, write};
    use rollcall_export::export;
    use std::{convert::Infallible, fs, ops::ControlFlow, os::unix::fs::PermissionsExt, path::Path};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_first_export_is_private_and_a_later_one_keeps_the_rights_it_was_given() {
        let (_dir, path) = target("employees.csv");
        let format = Format::Csv(CsvPreset::Plain);
        write(&path, format, &columns(), vec![employee(1, "A")]);
        assert_eq!(mode(&path), 0o600, "personal data is the admin's own");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write(&path, format, &columns(), vec![employee(1, "A")]);
        assert_eq!(mode(&path), 0o640, "sharing it was a decision");
    }

    #[test]
    fn a_link_keeps_pointing_to_the_new_file() {
        let (dir, path) = target("real.csv");
        fs::write(&path, "old").unwrap();
        let link = dir.path().join("link.csv");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write(&link, Format::Csv(CsvPreset::Plain), &columns(), vec![employee(1, "A")]);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "the link is still one");
        assert!(fs::metadata(&path).unwrap().len() > 3, "what it points to is new");
    }

    #[test]
    fn who_has_the_former_file_open_keeps_reading_it_whole() {
        let (_dir, path) = target("employees.csv");
        fs::write(&path, "precious").unwrap();
        let mut reader = fs::File::open(&path).unwrap();
        write(&path, Format::Csv(CsvPreset::Plain), &columns(), vec![employee(1, "A")]);
        let mut read = String::new();
        std::io::Read::read_to_string(&mut reader, &mut read).unwrap();
        assert_eq!(read, "precious", "half of one and half of the other would be nobody's list");
        assert!(fs::metadata(&path).unwrap().len() > 8, "the next one to open it gets the new one");
    }

    #[test]
    fn what_is_not_finished_yet_lies_beside_the_target() {
        for format in super::FORMATS {
            let (dir, path) = target("employees");
            let mut beside = 0;
            let rows = [Ok::<_, Infallible>(employee(1, "A"))].into_iter();
            export(&path, format, &columns(), rows, |_| {
                beside = fs::read_dir(dir.path()).unwrap().count();
                ControlFlow::Continue(())
            })
            .unwrap();
            assert!(beside > 0, "{format:?}: on the same file system, where a rename is one step");
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "{format:?}: nothing stays behind");
        }
    }

    #[test]
    fn a_device_is_not_replaced_by_a_file() {
        let rows = [Ok::<_, Infallible>(employee(1, "A"))].into_iter();
        let format = Format::Csv(CsvPreset::Plain);
        let refused = export(Path::new("/dev/null"), format, &columns(), rows, |_| ControlFlow::Continue(()));
        assert!(matches!(refused, Err(ExportError::NotWritable { .. })), "{refused:?}");
        assert!(!fs::metadata("/dev/null").unwrap().is_file(), "the machine still needs it");
    }
}
