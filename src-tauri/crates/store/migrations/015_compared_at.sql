-- When the directory was read that a run last compared everybody's record with, so that each is what was said then;
-- NULL where that is not known. Whoever differs from it has changed since.
ALTER TABLE connection ADD COLUMN compared_at TEXT;
