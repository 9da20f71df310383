-- Departments under names of their own.

-- What Microsoft 365 keeps calling departments that are called otherwise here.
CREATE TABLE department_rename (
  source TEXT PRIMARY KEY, -- a path
  here   TEXT NOT NULL -- a path
) STRICT, WITHOUT ROWID;

-- Every rename in its order, so that runs from before it are understood after it.
CREATE TABLE department_move (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  last_run    INTEGER NOT NULL, -- the last one that knew the old name; 0: there was none
  source      TEXT NOT NULL, -- a path
  destination TEXT NOT NULL -- a path
) STRICT;

-- Removed by hand while people of the archive are in it: not shown until somebody of the list is.
ALTER TABLE department ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;
