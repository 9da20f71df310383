//! Tables from and to files, and what the window asks about people and runs beside them.

use crate::world::World;
use rollcall_engine::api::{EmployeeQuery, ErrorCode, ImportRequest, PersonEdit, TableFile, WhichPeople};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PEOPLE: &str = "Nachname;E-Mail;Badge;Status\nOrt;jo.ort@x.example;17;active\n;mia@x.example;;active\n";

fn written(text: &str) -> (TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    let path = path_in(&dir, "people.csv");
    std::fs::write(&path, text).unwrap();
    (dir, path)
}

fn path_in(dir: &TempDir, name: &str) -> String {
    PathBuf::from(dir.path()).join(name).display().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_columns_of_a_file_say_what_they_seem_to_be() {
    let world = World::sample(3, 1).await;
    let (_dir, path) = written(PEOPLE);
    let columns = world.engine.file_columns(path).await.unwrap();
    let fields: Vec<_> = columns.iter().map(|column| column.field.as_deref()).collect();
    assert_eq!(
        fields,
        [Some("surname"), Some("email"), None, None],
        "an unknown one and one the list keeps itself stay open"
    );
    assert_eq!(columns[0].samples, ["Ort"], "blank cells show nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_address_names_whose_it_is() {
    let world = World::sample(3, 1).await;
    let add = |email: &str| {
        let set = vec![("display_name".to_owned(), format!("Name of {email}"))];
        let email = email.to_owned();
        let engine = world.engine.clone();
        async move { engine.add_person(&email, set).await }
    };
    let ben = add("ben@x.example").await.unwrap().employee.unwrap();
    let again = add("Ben@X.example").await.unwrap_err();
    assert_eq!(again.code, ErrorCode::AddressTaken, "refused");
    let id = ben.id.0.to_string();
    assert_eq!(again.params.get("employee"), Some(&id), "the one who has it can be opened: {again:?}");
    assert_eq!(again.params.get("name").map(String::as_str), Some("Name of ben@x.example"), "by name");

    let ana = add("ana@x.example").await.unwrap().employee.unwrap();
    let set = vec![("email".to_owned(), "ben@x.example".to_owned())];
    let edit = PersonEdit { set, ..PersonEdit::default() };
    let edited =
        world.engine.edit_people(WhichPeople::Selected { ids: vec![ana.id] }, edit).await.unwrap_err();
    assert_eq!(edited.params.get("employee"), Some(&id), "the same for an edit: {edited:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_runs_of_one_person_are_only_those_that_touched_it() {
    let world = World::sample(3, 1).await;
    world.sync().await;
    let (_dir, path) = written(PEOPLE);
    let columns = [("Badge", ""), ("Status", "")].map(|(a, b)| (a.to_owned(), b.to_owned())).into();
    let request = ImportRequest { path, columns, ..ImportRequest::default() };
    let imported = world.engine.import_people(request).await.unwrap();
    let query = EmployeeQuery { search: "jo.ort".to_owned(), ..EmployeeQuery::default() };
    let found = world.engine.employees(query, 0, 10).await.unwrap();
    let runs = world.engine.runs_of(found.rows[0].id).await.unwrap();
    let numbers: Vec<_> = runs.iter().map(|run| Some(run.run)).collect();
    assert_eq!(numbers, [imported.run], "the import, not the sync of the others");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shown_table_becomes_a_workbook_of_texts() {
    let world = World::sample(3, 1).await;
    let dir = tempfile::tempdir().unwrap();
    let path = path_in(&dir, "changes.xlsx");
    let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    let table = TableFile {
        path: path.clone(),
        header: row(["Name", "Why"]),
        rows: vec![row(["=1+1", "New"]), row(["Ünal", ""])],
    };
    let bytes = world.engine.write_table(table).await.unwrap();
    assert_eq!(std::fs::metadata(Path::new(&path)).unwrap().len(), bytes, "the size that is told");
    let read = rollcall_export::read_table(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(read.header, ["Name", "Why"], "the header");
    let cells: Vec<_> = read.lines.iter().map(|line| line.cells.join("|")).collect();
    assert_eq!(cells, ["=1+1|New", "Ünal|"], "a formula stays text");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_size_is_that_of_everything_in_the_data_folder() {
    let world = World::sample(3, 1).await;
    let size = world.engine.data_size().await.unwrap();
    assert!(size > 10_000, "the database alone is more: {size}");
    let logs = world.engine.data_dir().join("logs/older");
    std::fs::create_dir_all(&logs).unwrap();
    std::fs::write(logs.join("rollcall.log"), [b'x'; 5_000]).unwrap();
    assert_eq!(world.engine.data_size().await.unwrap(), size + 5_000, "with the folders below it");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/", world.engine.data_dir().join("elsewhere")).unwrap();
    assert_eq!(world.engine.data_size().await.unwrap(), size + 5_000, "and without what links lead to");
}
