-- A moment for the session of a run that was just killed to end.
SELECT pg_sleep(0.1)
