//! The desktop host: Tauri commands, window, wiring. Thin: decode, call the engine, encode.
//! The web view gets plain values; tokens never cross this border.

#[cfg(target_os = "linux")]
mod again;
mod closing;
mod commands;
mod drawn;
#[cfg(target_os = "linux")]
mod graphics;
mod habits;
mod host;
mod login;
mod notices;
mod plugins;
mod preferences;
mod speech;
mod standing;
mod start;
mod tray;
mod window;

use host::Host;
use tauri::{Builder, Manager, generate_handler};

/// Starts the app and returns when it quits.
pub fn run() {
    let start = start::Start::from_env();
    let drawn = drawn::Drawn::by_former_starts(start.data_dir.as_deref());
    #[cfg(target_os = "linux")]
    graphics::choose(drawn.plain());
    start.log();
    if drawn.plain() {
        tracing::warn!("a former window stayed empty: drawing without the graphics card's help");
    }
    let app = plugins::add(Builder::default())
        .invoke_handler(generate_handler![
            commands::app::app_status,
            commands::app::painted,
            commands::app::seen,
            commands::app::stop,
            commands::app::reveal,
            commands::app::zoom,
            commands::app::data_size,
            commands::backup::back_up,
            commands::backup::restore_backup,
            commands::connections::connections,
            commands::connections::rename_connection,
            commands::connections::disconnect,
            commands::sign_in::begin_sign_in,
            commands::sign_in::begin_sign_in_again,
            commands::sign_in::admin_consent_url,
            commands::sign_in::admin_consent_url_again,
            commands::sign_in::await_sign_in,
            commands::sign_in::cancel_sign_in,
            commands::sign_in::open_sign_in_page,
            commands::preview::preview,
            commands::preview::current_preview,
            commands::preview::plan_again,
            commands::preview::look,
            commands::preview::plan_rows,
            commands::preview::plan_jump,
            commands::preview::apply,
            commands::departments::departments,
            commands::departments::department_count,
            commands::departments::rename_department,
            commands::departments::remove_department,
            commands::departments::forget_department_name,
            commands::desktop::desktop_settings,
            commands::desktop::set_notify,
            commands::desktop::send_test_notice,
            commands::desktop::set_when_closed,
            commands::desktop::answer_close,
            commands::desktop::note_unsaved,
            commands::desktop::answer_unsaved,
            commands::desktop::set_start_at_login,
            commands::desktop::set_language,
            commands::desktop::pause_schedule,
            commands::employees::employees,
            commands::employees::employee_count,
            commands::employees::employee,
            commands::employees::employee_jump,
            commands::app::proxy,
            commands::app::set_proxy,
            commands::employees::archive_keeping,
            commands::employees::archived_longer_than,
            commands::employees::keep_archive,
            commands::employees::export_people,
            commands::employees::refresh_file,
            commands::employees::set_refresh_file,
            commands::employees::write_table,
            commands::organisation::chart_page,
            commands::organisation::chart_path,
            commands::organisation::export_chart,
            commands::people::person,
            commands::people::edit_person,
            commands::people::edit_people,
            commands::people::take_edit_back,
            commands::people::add_person,
            commands::people::file_columns,
            commands::people::import_people,
            commands::history::history,
            commands::history::runs_of,
            commands::logs::open_logs,
            commands::logs::log_lines,
            commands::rules::rule_config,
            commands::rules::preview_rules,
            commands::rules::save_rules,
            commands::rules::check_person,
            commands::rules::find_people,
            commands::rules::field_values,
            commands::rules::directory_groups,
            commands::rules::rule_templates,
            commands::rules::early_counts,
            commands::rules::preview_mapping,
            commands::rules::preview_departments,
            commands::rules::export_rules_file,
            commands::rules::import_rules_file,
            commands::runs::run_rows,
            commands::runs::sync_now,
            commands::runs::undo_preview,
            commands::runs::undo_run,
            commands::runs::restore_preview,
            commands::runs::restore_to,
            commands::schedule::schedule,
            commands::schedule::set_schedule_time,
            commands::schedule::switch_schedule,
            commands::sample::explore_sample,
            commands::sample::next_sample_day,
            commands::sample::leave_sample,
        ])
        .setup(move |app| {
            app.manage(preferences::Kept::open(start.data_dir.as_deref()));
            app.manage(closing::Question::default());
            app.manage(closing::Unsaved::default());
            app.manage(drawn);
            app.manage(window::Hidden::new(start.hidden));
            app.manage(standing::OutOfDate::default());
            tray::set_up(app.handle());
            app.manage(commands::logs::Logs(start.logs()));
            let sample = start.sample;
            app.manage(Host::new(app.handle().clone(), start));
            Host::begin(app.handle(), sample);
            standing::keep_fresh(app.handle());
            window::show_soon(app.handle());
            Ok(())
        })
        .on_window_event(closing::on_event)
        .run(tauri::generate_context!());
    if let Err(error) = app {
        #[cfg(target_os = "linux")]
        again::start(&error);
        start::say_why_not(&error);
    }
}
