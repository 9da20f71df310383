use super::{Answer, State};
use rollcall_engine::api::{
    Check, Config, ConnectionId, DepartmentPreview, DirectoryPerson, EarlyCounts, FieldValue, GroupView,
    MappingPreview, RuleConfig, RulePreview, RuleTemplate, RulesSaved,
};
use std::path::PathBuf;

#[tauri::command]
pub(crate) async fn rule_config(host: State<'_>, connection: ConnectionId) -> Answer<RuleConfig> {
    host.engine()?.rule_config(connection).await
}

#[tauri::command]
pub(crate) async fn preview_rules(
    host: State<'_>,
    connection: ConnectionId,
    config: Config,
) -> Answer<RulePreview> {
    host.engine()?.preview_rules(connection, config).await
}

#[tauri::command]
pub(crate) async fn save_rules(
    host: State<'_>,
    connection: ConnectionId,
    config: Config,
    confirmed: bool,
) -> Answer<RulesSaved> {
    host.engine()?.save_rules(connection, config, confirmed).await
}

#[tauri::command]
pub(crate) async fn check_person(
    host: State<'_>,
    connection: ConnectionId,
    config: Config,
    person: String,
) -> Answer<Check> {
    host.engine()?.check_draft(connection, person, config).await
}

#[tauri::command]
pub(crate) async fn find_people(
    host: State<'_>,
    connection: ConnectionId,
    search: String,
) -> Answer<Vec<DirectoryPerson>> {
    host.engine()?.find_people(connection, search).await
}

#[tauri::command]
pub(crate) async fn field_values(
    host: State<'_>,
    connection: ConnectionId,
    field: String,
    search: String,
    limit: usize,
) -> Answer<Vec<FieldValue>> {
    host.engine()?.field_values(connection, field, search, limit).await
}

#[tauri::command]
pub(crate) async fn directory_groups(
    host: State<'_>,
    connection: ConnectionId,
    search: String,
) -> Answer<Vec<GroupView>> {
    host.engine()?.directory_groups(connection, search).await
}

#[tauri::command]
pub(crate) async fn rule_templates(host: State<'_>, connection: ConnectionId) -> Answer<Vec<RuleTemplate>> {
    host.engine()?.rule_templates(connection).await
}

#[tauri::command]
pub(crate) async fn early_counts(host: State<'_>, connection: ConnectionId) -> Answer<Option<EarlyCounts>> {
    host.engine()?.early_counts(connection).await
}

#[tauri::command]
pub(crate) async fn preview_mapping(
    host: State<'_>,
    connection: ConnectionId,
    config: Config,
    person: Option<String>,
) -> Answer<MappingPreview> {
    host.engine()?.preview_mapping(connection, config, person).await
}

#[tauri::command]
pub(crate) async fn preview_departments(
    host: State<'_>,
    connection: ConnectionId,
    config: Config,
) -> Answer<DepartmentPreview> {
    host.engine()?.preview_departments(connection, config).await
}

/// The saved ones.
#[tauri::command]
pub(crate) async fn export_rules_file(
    host: State<'_>,
    connection: ConnectionId,
    path: PathBuf,
) -> Answer<()> {
    host.engine()?.export_rules_to(connection, path).await
}

/// Into the editor; nothing is saved.
#[tauri::command]
pub(crate) async fn import_rules_file(host: State<'_>, path: PathBuf) -> Answer<Config> {
    host.engine()?.read_rules_file(path).await
}
