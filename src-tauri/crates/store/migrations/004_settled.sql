-- Since when a record was archived before the change, so that taking back a return gives the date back too.
ALTER TABLE change ADD COLUMN archived_at TEXT;

-- Plans that changed nothing, kept while nothing they were made of changes: whatever grows the revision
-- empties the table.
CREATE TABLE settled (
  connection INTEGER PRIMARY KEY REFERENCES connection (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL, -- of the directory
  version    TEXT NOT NULL, -- of the program that planned
  plan       TEXT NOT NULL -- JSON
) STRICT;
