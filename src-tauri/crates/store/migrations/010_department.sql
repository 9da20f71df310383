-- The admin chose the departments: the rules leave them alone.
ALTER TABLE employee ADD COLUMN department_by_hand INTEGER NOT NULL DEFAULT 0;
