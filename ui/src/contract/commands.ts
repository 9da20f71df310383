/**
 * Every command of the core: what it takes, what it gives, and for those that only read, which
 * tag tells that their answer became stale.
 */

import type * as T from "./types";

type Command<Args, Result> = { args: Args; result: Result };
type Nothing = Record<string, never>;

export interface Commands {
  app_status: Command<Nothing, T.AppStatus>;
  /** Bytes of everything in the data folder. */
  data_size: Command<Nothing, number>;
  /** Everything but the sign-ins, as one file. */
  back_up: Command<{ path: string }, T.BackedUp>;
  /** Opens the data folder as a backup has it; what was there is set aside. Leaves the sample company. */
  restore_backup: Command<{ path: string }, T.BackupRestored>;
  explore_sample: Command<Nothing, T.AppStatus>;
  next_sample_day: Command<Nothing, T.AppStatus>;
  leave_sample: Command<Nothing, T.AppStatus>;

  connections: Command<Nothing, T.ConnectionView[]>;
  rename_connection: Command<{ connection: number; name: string }, T.ConnectionView>;
  disconnect: Command<{ connection: number; people: T.DisconnectChoice }, number>;

  begin_sign_in: Command<{ request: T.ConnectRequest }, T.SignInStarted>;
  /** `app`: the client id of another app registration, to be used from this sign-in on. */
  begin_sign_in_again: Command<{ connection: number; app: string | null }, T.SignInStarted>;
  /** Where an administrator consents, for a connection that is still to be made. */
  admin_consent_url: Command<{ request: T.ConnectRequest }, string>;
  admin_consent_url_again: Command<{ connection: number; app: string | null }, string>;
  /** Whether a browser could be opened. */
  open_sign_in_page: Command<{ attempt: number }, boolean>;
  /** Resolves when the browser came back; rejects when it was refused, cancelled or too late. */
  await_sign_in: Command<{ attempt: number }, T.ConnectionView>;
  cancel_sign_in: Command<{ attempt: number }, null>;

  /** Reads Microsoft 365 and plans; `full` reads everything again. */
  preview: Command<{ connection: number; full: boolean }, T.Preview>;
  current_preview: Command<{ connection: number }, T.Preview | null>;
  /** Plans anew from what was read last, after a decision about a person. */
  plan_again: Command<{ connection: number }, T.Preview>;
  /** What the other rules would do while groups cannot be read; never to be applied. */
  look: Command<{ connection: number }, T.Preview>;
  plan_rows: Command<{ plan: string; query: T.PlanQuery; start: number; count: number }, T.PlanPage>;
  /** Where the next person from a position on stands whose name begins with what was typed. */
  plan_jump: Command<{ plan: string; query: T.PlanQuery; typed: string; from: number }, number | null>;
  apply: Command<{ plan: string; skip: string[]; allowRemovals: boolean }, T.RunView>;

  employees: Command<{ query: T.EmployeeQuery; start: number; count: number }, T.EmployeePage>;
  employee: Command<{ id: number }, T.EmployeeDetail>;
  employee_count: Command<Nothing, number>;
  /** Where the next person from a position on stands whose name begins with what was typed. */
  employee_jump: Command<{ query: T.EmployeeQuery; typed: string; from: number }, number | null>;
  /** How long the archive keeps people; `days: null`: for good. */
  archive_keeping: Command<Nothing, T.ArchiveKeeping>;
  /** Whom the next day would erase if the archive kept people for so many days. */
  archived_longer_than: Command<{ days: number }, number>;
  keep_archive: Command<{ days: number | null }, null>;
  /** One person of the list or only of a directory: by email, UPN, object id or employee id. */
  person: Command<{ person: string }, T.PersonView>;
  edit_person: Command<{ person: string; edit: Partial<T.PersonEdit> }, T.PersonView | null>;
  /** The same edit for several people of the list: all of them or nobody. */
  edit_people: Command<{ people: T.WhichPeople; edit: Partial<T.PersonEdit> }, T.Edited>;
  /** Everybody as they were before an edit, or nobody; rejects with `edit_outdated`. Gives how many. */
  take_edit_back: Command<{ edit: number }, number>;
  add_person: Command<{ email: string; set: [string, string][] }, T.PersonView>;
  /** The columns of a CSV or XLSX file, and what each of them seems to be. */
  file_columns: Command<{ path: string }, T.FileColumn[]>;
  /** All of a file or, at the first line that cannot be taken, nobody; a dry run only tells. */
  import_people: Command<{ request: T.ImportRequest }, T.Imported>;
  export_people: Command<{ request: T.ExportRequest }, T.Exported>;
  /** The file with the whole list that is rewritten after each run that changed something. */
  refresh_file: Command<Nothing, T.RefreshFile | null>;
  set_refresh_file: Command<{ file: T.RefreshFile | null }, null>;
  /** Keeps a table that is shown as a workbook; gives its size in bytes. */
  write_table: Command<{ table: T.TableFile }, number>;
  /** Shows a file or folder in the system's file manager. */
  reveal: Command<{ path: string }, null>;

  /** What the rule editor starts with. */
  rule_config: Command<{ connection: number }, T.RuleConfig>;
  /** Counts edited rules. Rejects with `stopped` once newer ones were handed over. */
  preview_rules: Command<{ connection: number; config: T.Config }, T.RulePreview>;
  /** Saves nothing while a rule that is on is broken, or, unless confirmed, while people would leave. */
  save_rules: Command<{ connection: number; config: T.Config; confirmed: boolean }, T.RulesSaved>;
  /** By email, UPN or object id, with rules that may not be saved. */
  check_person: Command<{ connection: number; config: T.Config; person: string }, T.Check>;
  find_people: Command<{ connection: number; search: string }, T.DirectoryPerson[]>;
  /** The values of a field that contain `search`, most frequent first. */
  field_values: Command<{ connection: number; field: string; search: string; limit: number }, T.FieldValue[]>;
  directory_groups: Command<{ connection: number; search: string }, T.GroupView[]>;
  rule_templates: Command<{ connection: number }, T.RuleTemplate[]>;
  /** Counts among the users of a first read whose groups still load; `null` at any other time. */
  early_counts: Command<{ connection: number }, T.EarlyCounts | null>;
  /** Samples of one person, fill rates, and whom an edited mapping changes. */
  preview_mapping: Command<{ connection: number; config: T.Config; person: string | null }, T.MappingPreview>;
  /** Where the people whom the rules import would go. */
  preview_departments: Command<{ connection: number; config: T.Config }, T.DepartmentPreview>;
  /** Writes the saved rules, mapping and policies. */
  export_rules_file: Command<{ connection: number; path: string }, null>;
  /** Reads a rules file into the editor; nothing is saved. */
  import_rules_file: Command<{ path: string }, T.Config>;

  departments: Command<Nothing, T.DepartmentView[]>;
  /** How many of them there are, at little cost. */
  department_count: Command<Nothing, number>;
  /** With those below it. Rejects with `department_exists` unless the two are to become one. */
  rename_department: Command<{ from: string; to: string; merge: boolean }, T.DepartmentRenamed>;
  /** Only an empty one that no rule names. */
  remove_department: Command<{ path: string }, null>;
  /** Forgets what Microsoft 365 calls a renamed department. */
  forget_department_name: Command<{ name: string }, null>;

  /** Who reports to whom, branch by branch. */
  chart_page: Command<{ branch: T.ChartBranch; start: number; count: number }, T.ChartPage>;
  /** The way down to a person: the managers above, the topmost first, and at the end the person. */
  chart_path: Command<{ id: number }, T.ChartPerson[]>;
  export_chart: Command<{ request: T.ChartRequest }, T.Drawn>;

  history: Command<{ start: number; count: number }, T.RunView[]>;
  /** Those that touched a person of the list, newest first. */
  runs_of: Command<{ person: number }, T.RunView[]>;
  run_rows: Command<{ run: number; tab: T.PlanTab; start: number; count: number }, T.PlanPage>;
  /** Reads, plans and applies in one go, held by the guard as ever. */
  sync_now: Command<{ connection: number }, T.RunView>;
  undo_preview: Command<{ run: number }, T.UndoPreview>;
  undo_run: Command<{ run: number }, T.Undone>;
  restore_preview: Command<{ run: number }, T.UndoPreview>;
  /** Takes back what the run's connection did later: all of it or, at any failure, nothing. */
  restore_to: Command<{ run: number }, T.Restored>;
  /** The address of the one on the way to Microsoft 365; `null`: the system's. */
  proxy: Command<Nothing, string | null>;
  set_proxy: Command<{ address: string | null }, null>;
  schedule: Command<Nothing, T.ScheduleView>;
  /** A local time such as `03:00`, for all connections. */
  set_schedule_time: Command<{ at: string }, null>;
  switch_schedule: Command<{ connection: number; enabled: boolean }, null>;
  /** All automatic syncs: until tomorrow, or no longer. */
  pause_schedule: Command<{ pause: boolean }, null>;

  /** Shows the log's folder in the system's file manager. */
  open_logs: Command<Nothing, null>;
  /** What the log says of a stretch of time; empty where it says nothing. */
  log_lines: Command<{ from: string; to: string }, string>;

  desktop_settings: Command<Nothing, T.DesktopSettings>;
  set_notify: Command<{ policy: T.NotifyPolicy }, null>;
  /** Rejects when the system takes no notifications. */
  send_test_notice: Command<Nothing, null>;
  set_start_at_login: Command<{ enabled: boolean }, null>;
  /** What closing the window does from now on; `null`: ask. */
  set_when_closed: Command<{ choice: T.WhenClosed | null }, null>;
  /** The answer to `asked: close`, kept for the next time; `null`: the window stays. */
  answer_close: Command<{ choice: T.WhenClosed | null }, null>;
  /** Whether there are edits that quitting would lose. */
  note_unsaved: Command<{ edits: boolean }, null>;
  /** The answer to `asked: unsaved`. */
  answer_unsaved: Command<{ close: boolean }, null>;
  /** The window's language, and how its region writes, for whatever is said outside of it. */
  set_language: Command<{ language: string; habits: T.Habits }, null>;
  stop: Command<{ job: number }, null>;
}

/** Events of the core. */
export interface Events {
  job: T.JobEvent;
  changed: T.Tag[];
  /** The host asks the screens to do something. */
  asked: T.Asked;
}

/** Commands that only read, with the tag under which their answers are kept. */
export const tagOf = {
  app_status: "status",
  data_size: "status",
  desktop_settings: "status",
  connections: "connections",
  current_preview: "preview",
  plan_rows: "preview",
  employees: "employees",
  employee: "employees",
  employee_count: "employees",
  person: "employees",
  archive_keeping: "employees",
  archived_longer_than: "employees",
  history: "history",
  runs_of: "history",
  departments: "employees",
  department_count: "employees",
  chart_page: "employees",
  chart_path: "employees",
  rule_config: "rules",
  preview_rules: "rules",
  preview_mapping: "rules",
  preview_departments: "rules",
  check_person: "rules",
  find_people: "rules",
  field_values: "rules",
  directory_groups: "rules",
  rule_templates: "rules",
  early_counts: "rules",
  schedule: "connections",
  proxy: "connections",
  refresh_file: "connections",
  run_rows: "history",
  log_lines: "history",
  undo_preview: "history",
  restore_preview: "history",
} as const satisfies Partial<Record<keyof Commands, T.Tag | "status">>;

export type ReadCommand = keyof typeof tagOf;
