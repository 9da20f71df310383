-- The first schema. Released migrations are never edited: later ones are appended beside this file.
-- Times are RFC 3339 in UTC; columns said to be JSON hold JSON text.

-- One row. `revision` grows with every change of what a plan is made of, except directories.
CREATE TABLE state (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL
) STRICT;
INSERT INTO state (id, revision) VALUES (1, 0);

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE connection (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  name              TEXT NOT NULL,
  name_key          TEXT NOT NULL UNIQUE, -- folded
  cloud             TEXT NOT NULL,
  login_url         TEXT,
  graph_url         TEXT,
  client_id         TEXT NOT NULL,
  tenant_id         TEXT NOT NULL,
  tenant_name       TEXT NOT NULL,
  domain            TEXT NOT NULL,
  verified_domains  TEXT NOT NULL, -- JSON array of texts
  account           TEXT NOT NULL,
  account_object_id TEXT NOT NULL,
  config            TEXT NOT NULL, -- JSON: rules, mapping, policies
  state             TEXT NOT NULL,
  problem           TEXT, -- JSON
  created_at        TEXT NOT NULL,
  synced_once       INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What was read from Microsoft 365. A generation is written page by page and becomes the directory
-- of its connection at once, by `current`. Its rows are written and dropped as a whole, which is why
-- they carry no foreign keys.
CREATE TABLE directory (
  generation       INTEGER PRIMARY KEY AUTOINCREMENT,
  connection       INTEGER NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
  current          INTEGER NOT NULL DEFAULT 0,
  started_at       TEXT NOT NULL,
  read_at          TEXT,
  mode             TEXT,
  user_count       INTEGER NOT NULL DEFAULT 0,
  group_count      INTEGER NOT NULL DEFAULT 0,
  verified_domains TEXT NOT NULL DEFAULT '[]', -- JSON array of texts
  links            TEXT -- JSON: where the next delta read goes on
) STRICT;
CREATE UNIQUE INDEX directory_current ON directory (connection) WHERE current = 1;

-- Users, groups, and whatever else is a member of a group (known by its id only).
CREATE TABLE directory_object (
  key        INTEGER PRIMARY KEY,
  generation INTEGER NOT NULL,
  object_id  TEXT NOT NULL,
  kind       TEXT, -- 'user', 'group', or unknown
  data       TEXT, -- JSON of the attributes
  UNIQUE (generation, object_id)
) STRICT;

CREATE TABLE directory_member (
  generation INTEGER NOT NULL,
  group_key  INTEGER NOT NULL,
  member_key INTEGER NOT NULL,
  PRIMARY KEY (generation, group_key, member_key)
) STRICT, WITHOUT ROWID;

-- Parts of a generation that could not be read to the end.
CREATE TABLE directory_part (
  generation INTEGER NOT NULL,
  part       TEXT NOT NULL, -- JSON
  state      TEXT NOT NULL,
  PRIMARY KEY (generation, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE department (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL,
  key  TEXT NOT NULL UNIQUE -- folded
) STRICT;

-- Ids are never reused: histories and exports refer to them.
CREATE TABLE employee (
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  status             TEXT NOT NULL,
  owner              INTEGER REFERENCES connection (id), -- NULL: local
  tenant_id          TEXT,
  object_id          TEXT,
  archived_by_hand   INTEGER NOT NULL DEFAULT 0,
  archived_at        TEXT,
  kind               TEXT NOT NULL,
  email              TEXT NOT NULL,
  email_key          TEXT NOT NULL, -- the form addresses are compared by
  aliases            TEXT NOT NULL, -- JSON array of texts
  pinned             TEXT NOT NULL, -- JSON array of field names
  display_name       TEXT,
  given_name         TEXT,
  surname            TEXT,
  job_title          TEXT,
  company            TEXT,
  office             TEXT,
  street             TEXT,
  city               TEXT,
  state              TEXT,
  postal_code        TEXT,
  country            TEXT,
  mobile_phone       TEXT,
  business_phone     TEXT,
  fax                TEXT,
  employee_id        TEXT,
  employee_type      TEXT,
  hire_date          TEXT,
  manager            TEXT,
  preferred_language TEXT,
  custom1            TEXT,
  custom2            TEXT,
  custom3            TEXT,
  custom4            TEXT,
  custom5            TEXT,
  custom6            TEXT,
  custom7            TEXT,
  custom8            TEXT,
  custom9            TEXT,
  custom10           TEXT,
  custom11           TEXT,
  custom12           TEXT,
  custom13           TEXT,
  custom14           TEXT,
  custom15           TEXT,
  note               TEXT,
  name_key           TEXT NOT NULL, -- to sort by: folded, without diacritics
  search             TEXT NOT NULL  -- to search in: folded, without diacritics
) STRICT;
CREATE UNIQUE INDEX employee_identity ON employee (tenant_id, object_id)
  WHERE status <> 'archived' AND object_id IS NOT NULL;
CREATE INDEX employee_owner ON employee (owner, status);
CREATE INDEX employee_email ON employee (email_key);
-- Covers the list in its usual order and every search, so that neither touches the wide rows.
CREATE INDEX employee_list ON employee (name_key, id, status, search);

CREATE TABLE employee_department (
  employee   INTEGER NOT NULL REFERENCES employee (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL, -- 0: the primary one
  department INTEGER NOT NULL REFERENCES department (id),
  PRIMARY KEY (employee, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX employee_department_people ON employee_department (department);

-- Decisions by hand that beat the rules.
CREATE TABLE override (
  connection INTEGER NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
  object_id  TEXT NOT NULL,
  decision   TEXT NOT NULL, -- 'always' or 'never'
  note       TEXT,
  set_at     TEXT NOT NULL,
  PRIMARY KEY (connection, object_id)
) STRICT, WITHOUT ROWID;

-- The history outlives its connections: the name is kept.
CREATE TABLE run (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  connection      INTEGER REFERENCES connection (id) ON DELETE SET NULL,
  connection_name TEXT NOT NULL,
  trigger_kind    TEXT NOT NULL,
  started_at      TEXT NOT NULL,
  finished_at     TEXT NOT NULL,
  result          TEXT NOT NULL,
  counts          TEXT NOT NULL, -- JSON
  error           TEXT, -- JSON
  read            TEXT, -- JSON: how the directory was read
  undoes          INTEGER UNIQUE REFERENCES run (id) -- the run that this one took back
) STRICT;
CREATE INDEX run_connection ON run (connection, id);

-- What a run did to one person. `employee` may be gone by now, so it is no foreign key.
CREATE TABLE change (
  run       INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  employee  INTEGER NOT NULL,
  tenant_id TEXT NOT NULL,
  object_id TEXT NOT NULL,
  kind      TEXT NOT NULL,
  rule      TEXT,
  reason    TEXT NOT NULL, -- JSON
  fields    TEXT NOT NULL, -- JSON: old and new by field, as the plan showed them
  before    TEXT, -- JSON: the whole record; NULL: there was none
  after     TEXT, -- JSON: the whole record; NULL: there is none
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX change_employee ON change (employee, run);
