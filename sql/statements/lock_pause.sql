-- A moment for the session of a run that was just killed to end.
-- returns: nothing
SELECT pg_sleep(0.1)
