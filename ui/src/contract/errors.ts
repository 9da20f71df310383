/**
 * One table for all failures: how grave, and which one action helps. The words stand in the
 * catalogue under `error.<code>`. A code of the core that is missing here does not compile.
 */

import type { ErrorCode } from "./types";

export type Severity = "error" | "warning" | "info";

/** What the admin can do about it; screens offer those they can carry out. */
export type ErrorAction =
  | "retry"
  | "sign_in_again"
  | "preview_again"
  | "show_removals"
  | "open_person"
  | "restore_backup"
  | "none";

interface Entry {
  severity: Severity;
  action: ErrorAction;
}

const error = (action: ErrorAction = "none"): Entry => ({ severity: "error", action });
const warning = (action: ErrorAction = "none"): Entry => ({ severity: "warning", action });
const info = (action: ErrorAction = "none"): Entry => ({ severity: "info", action });

export const errorTable: Record<ErrorCode, Entry> = {
  unknown_connection: error(),
  connection_exists: error(),
  invalid_name: error(),
  custom_cloud_needs_loopback: error(),
  invalid_url: error(),
  cloud_mismatch: error(),
  unknown_tenant: error("retry"),

  sign_in_needed: warning("sign_in_again"),
  consent_needed: warning("sign_in_again"),
  sign_in_cancelled: info("retry"),
  sign_in_timed_out: warning("retry"),
  sign_in_refused: error("retry"),
  wrong_tenant: error("retry"),
  personal_account: error("retry"),
  guest_account: error("retry"),
  app_registration: error("retry"),
  listener_failed: error("retry"),
  code_rejected: error("retry"),
  bad_sign_in_answer: error("retry"),

  keyring_unavailable: warning("retry"),
  keyring_locked: warning("retry"),
  key_file_exposed: error(),
  key_file_invalid: error(),

  offline: warning("retry"),
  host_unknown: warning("retry"),
  no_answer: warning("retry"),
  proxy_refused: warning("retry"),
  insecure_connection: error("retry"),
  server_busy: warning("retry"),
  server_failed: warning("retry"),
  bad_answer: error("retry"),
  permission_denied: error("sign_in_again"),
  foreign_link: error("retry"),

  notices_unavailable: warning("retry"),
  start_at_login: warning(),

  stopped: info("retry"),
  plan_outdated: warning("preview_again"),
  plan_unknown: warning("preview_again"),
  held: warning("show_removals"),
  rule_blocked: error(),
  rule_broken: error(),
  no_users: warning("retry"),
  first_sync_by_hand: info("preview_again"),
  run_active: warning("retry"),
  unknown_employee: error(),
  unknown_field: error(),
  ambiguous_person: error(),
  not_in_directory: error(),
  field_not_editable: error(),
  invalid_address: error(),
  invalid_department: error(),
  unknown_department: error(),
  department_exists: warning(),
  department_inside_itself: error(),
  department_not_empty: error(),
  department_in_rule: error(),
  department_of_everyone_else: error(),
  department_is_default: error(),
  address_taken: error("open_person"),
  edit_outdated: warning(),
  already_listed: error(),
  person_archived: error(),

  rules_file_broken: error(),
  rule_invalid: error(),
  table_broken: error(),
  unknown_column: error(),
  column_twice: error(),
  no_address_column: error(),
  line_broken: error(),
  file_unreadable: error("retry"),

  data_dir_unusable: error("retry"),
  database_newer: error(),
  database_corrupt: error("restore_backup"),
  disk_full: error("retry"),
  file_not_found: error(),
  not_a_backup: error(),
  backup_damaged: error(),
  unknown_run: error(),
  not_undoable: warning(),
  summary_only: warning(),
  file_not_writable: error(),
  chart_empty: info(),
  chart_too_large: warning(),
  no_fonts: error(),

  invalid_proxy: error(),
  invalid_time: error(),
  invalid_archive_days: error(),
  timer_failed: error(),
  internal: error("retry"),
};
