-- Pages of members that were read before the users they name; they become pairs of keys at the end of
-- their read. In the order they came, without an index: nobody looks one up.
CREATE TABLE directory_incoming (
  generation INTEGER NOT NULL,
  group_id   TEXT NOT NULL,
  members    TEXT NOT NULL -- object ids, each with a line feed after it
) STRICT;
