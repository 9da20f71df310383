//! Workbooks, read by another reader than our writer.

use crate::world::{columns, employee, hostile_people, target, write};
use calamine::{Data, Reader, Xlsx, open_workbook};
use rollcall_export::{Column, Format};
use rollcall_people::Field;
use std::{fs, path::Path};

fn xlsx_cells(path: &Path) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().map(<[Data]>::to_vec).collect()
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
