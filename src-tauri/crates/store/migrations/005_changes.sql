-- Reading by changes: a directory is edited in place.

-- What plans are compared by: another number whenever the data of the directory is another.
ALTER TABLE directory ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
UPDATE directory SET edition = generation;

-- `directory_part` now also names the parts that were read to their end ('complete'); a group's members
-- are one. `directory_object.kind` may be 'gone': a user or group that was deleted.

-- Changes of memberships that wait to be merged; the last one of a pair counts.
CREATE TABLE directory_member_change (
  generation INTEGER NOT NULL,
  group_id   TEXT NOT NULL,
  member_id  TEXT NOT NULL,
  present    INTEGER NOT NULL, -- 0: no member any more
  PRIMARY KEY (generation, group_id, member_id)
) STRICT, WITHOUT ROWID;

-- Few among many.
CREATE INDEX directory_group ON directory_object (generation) WHERE kind = 'group';
