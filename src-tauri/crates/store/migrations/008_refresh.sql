-- Why the export file that is kept up to date could not be rewritten after this run.
ALTER TABLE run ADD COLUMN refresh_failure TEXT; -- JSON
