-- Automatic syncs: per connection whether, and what is remembered between two of them.
CREATE TABLE schedule (
  connection INTEGER PRIMARY KEY REFERENCES connection (id) ON DELETE CASCADE,
  enabled    INTEGER NOT NULL DEFAULT 1,
  since      TEXT NOT NULL, -- nothing before this instant was missed
  last_day   TEXT, -- local day of the last run
  set_aside  TEXT, -- a last day that a wrong clock left years ahead
  tries      INTEGER NOT NULL DEFAULT 0,
  retry_at   TEXT
) STRICT;
