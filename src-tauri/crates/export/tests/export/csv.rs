//! CSV, read by another reader than our writer; and what stands in a cell.

use crate::world::{HOSTILE, PRESETS, columns, employee, hostile_people, target, write};
use rollcall_export::{Column, CsvPreset, Format, Row, neutralise};
use rollcall_people::Field;
use std::{fs, path::Path};

fn csv_cells(path: &Path, preset: CsvPreset) -> Vec<Vec<String>> {
    let bytes = fs::read(path).unwrap();
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let separator = if preset == CsvPreset::ExcelDe { b';' } else { b',' };
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(text);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
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
