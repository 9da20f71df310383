-- A user of a directory and a record in the history are one MessagePack value (https://msgpack.org), which takes two
-- thirds of the room of JSON and of the time to write and read it. Text is the JSON of earlier versions, which stays
-- as it is; so is a group's `data`.

CREATE TABLE directory_object_packed (
  key        INTEGER PRIMARY KEY,
  generation INTEGER NOT NULL,
  object_id  TEXT NOT NULL,
  kind       TEXT, -- 'user', 'group', 'gone', or unknown
  data       ANY,
  UNIQUE (generation, object_id)
) STRICT;
INSERT INTO directory_object_packed SELECT key, generation, object_id, kind, data FROM directory_object;
DROP TABLE directory_object;
ALTER TABLE directory_object_packed RENAME TO directory_object;
CREATE INDEX directory_group ON directory_object (generation) WHERE kind = 'group';

-- Runs are written and read from their first change to their last: without a second tree for the order.
CREATE TABLE change_packed (
  run         INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  employee    INTEGER NOT NULL,
  tenant_id   TEXT NOT NULL,
  object_id   TEXT NOT NULL,
  kind        TEXT NOT NULL,
  rule        TEXT,
  reason      TEXT NOT NULL, -- JSON
  fields      TEXT NOT NULL, -- JSON: old and new by field, as the plan showed them
  before      ANY, -- the whole record; NULL: there was none
  after       ANY, -- the whole record; NULL: there is none
  archived_at TEXT,
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
INSERT INTO change_packed SELECT run, position, employee, tenant_id, object_id, kind, rule, reason, fields, before,
  after, archived_at FROM change;
DROP TABLE change;
ALTER TABLE change_packed RENAME TO change;
CREATE INDEX change_employee ON change (employee, run);

-- Plans kept by earlier versions do not say who stays for another reason than that nothing differs.
DELETE FROM settled;
