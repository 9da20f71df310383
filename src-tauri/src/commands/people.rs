use super::{Answer, State};
use rollcall_engine::api::{
    Edited, FileColumn, ImportRequest, Imported, PersonEdit, PersonView, WhichPeople,
};

/// By email, UPN, object id or employee id; also people who are only in a directory.
#[tauri::command]
pub(crate) async fn person(host: State<'_>, person: String) -> Answer<PersonView> {
    host.engine()?.person(&person).await
}

/// How the person stands then; nothing when they were erased.
#[tauri::command]
pub(crate) async fn edit_person(
    host: State<'_>,
    person: String,
    edit: PersonEdit,
) -> Answer<Option<PersonView>> {
    host.engine()?.edit_person(&person, edit).await
}

#[tauri::command]
pub(crate) async fn edit_people(host: State<'_>, people: WhichPeople, edit: PersonEdit) -> Answer<Edited> {
    host.engine()?.edit_people(people, edit).await
}

/// How many are as they were before the edit.
#[tauri::command]
pub(crate) async fn take_edit_back(host: State<'_>, edit: u32) -> Answer<usize> {
    host.engine()?.take_edit_back(edit).await
}

#[tauri::command]
pub(crate) async fn add_person(
    host: State<'_>,
    email: String,
    set: Vec<(String, String)>,
) -> Answer<PersonView> {
    host.engine()?.add_person(&email, set).await
}

#[tauri::command]
pub(crate) async fn file_columns(host: State<'_>, path: String) -> Answer<Vec<FileColumn>> {
    host.engine()?.file_columns(path).await
}

#[tauri::command]
pub(crate) async fn import_people(host: State<'_>, request: ImportRequest) -> Answer<Imported> {
    host.engine()?.import_people(request).await
}
