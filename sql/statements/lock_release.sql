-- Frees the lock at the end of a run, before the session itself ends.
-- returns: nothing
SELECT pg_advisory_unlock_all()
