-- The configuration that the records of a connection's people were made by; NULL where that is not known, or where
-- some of them may be older.
ALTER TABLE connection ADD COLUMN in_force TEXT; -- JSON, as `config`
