-- People whom a run left as they were although they were part of it: by hand, or not understood.
CREATE TABLE passed_over (
  run       INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  tenant_id TEXT NOT NULL,
  object_id TEXT NOT NULL,
  name      TEXT NOT NULL,
  email     TEXT,
  reason    TEXT NOT NULL, -- JSON
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

-- Whom the run changed is no longer kept; what it did in numbers is.
ALTER TABLE run ADD COLUMN summary_only INTEGER NOT NULL DEFAULT 0;

-- Since when Microsoft 365 no longer has somebody whom sync leaves alone.
ALTER TABLE employee ADD COLUMN gone_since TEXT;
CREATE INDEX employee_gone ON employee (owner) WHERE gone_since IS NOT NULL;
