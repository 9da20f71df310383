-- What the plan that was looked at said, before people were left out of it by hand; NULL: nobody looked.
ALTER TABLE run ADD COLUMN planned TEXT; -- JSON: counts
