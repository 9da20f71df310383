-- Users of a directory and people in the history carry their texts in one piece (JSON `texts` and `fields` are
-- lists: the text, which are there, their lengths). Rows from before name each text and stay as they are;
-- earlier versions of the program could not read the new ones.

-- The part first in which people differ: with the tenant first, every comparison looks at both.
DROP INDEX employee_identity;
CREATE UNIQUE INDEX employee_identity ON employee (object_id, tenant_id)
  WHERE status <> 'archived' AND object_id IS NOT NULL;
