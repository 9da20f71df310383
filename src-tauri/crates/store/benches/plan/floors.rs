//! Plain programs that do the least of what has to be done, with nothing around it.

use crate::world::RULES;
use rollcall_people::{Directory, Employee, Person, TextAttribute, fold};
use rusqlite::Connection;
use std::path::Path;

/// The same questions as the rules'.
pub(crate) fn rules(directory: &Directory) -> usize {
    let titles: Vec<String> = (0..RULES).map(|number| format!("title {}", number * 19)).collect();
    let cities: Vec<String> = (0..RULES).map(|number| format!("city {number}")).collect();
    let text = |person: &Person, attribute| fold(person.text(attribute).unwrap_or_default());
    let fits = |person: &&Person| {
        let (title, city) = (text(person, TextAttribute::JobTitle), text(person, TextAttribute::City));
        titles.iter().zip(&cities).any(|(wanted, not)| title.contains(wanted.as_str()) && city != *not)
    };
    directory.users.iter().filter(fits).count()
}

/// Every value of every record compared with its like.
pub(crate) fn compare(employees: &[Employee], twins: &[Employee]) -> usize {
    employees.iter().zip(twins).filter(|(one, other)| one.record == other.record).count()
}

/// Every row of these tables, every value touched.
pub(crate) fn step(path: &Path, tables: &[&str]) -> usize {
    let db = Connection::open(path).unwrap();
    let mut bytes = 0;
    for table in tables {
        let mut query = db.prepare(&format!("SELECT * FROM {table} NOT INDEXED")).unwrap();
        let columns = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                bytes += row.get_ref(column).unwrap().as_str().map_or(8, str::len);
            }
        }
    }
    bytes
}

/// Copies the rows of an applied run into bare tables, the employees' addresses indexed: SQLite alone.
pub(crate) fn insert(path: &Path) -> usize {
    let db = Connection::open(path).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
         BEGIN IMMEDIATE;
         CREATE TABLE bare_employee AS SELECT * FROM employee;
         CREATE TABLE bare_department AS SELECT * FROM employee_department;
         CREATE TABLE bare_change AS SELECT run, position, employee, object_id, kind, reason, after FROM change;
         CREATE UNIQUE INDEX bare_identity ON bare_employee (object_id);
         CREATE INDEX bare_email ON bare_employee (email_key);
         COMMIT;",
    )
    .unwrap();
    db.query_row("SELECT count(*) FROM bare_change", [], |row| row.get(0)).unwrap()
}
