-- Whether the database answers.
-- returns: one
SELECT 1
