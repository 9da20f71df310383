-- Since when what was edited by hand is so; what was edited before has no date.
ALTER TABLE employee ADD COLUMN pinned_at TEXT NOT NULL DEFAULT '{}'; -- JSON: field name or `department` → time
