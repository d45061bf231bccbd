-- The lock of all runs of a kind, held by the session; taking it again is fine.
-- params: kind text
-- returns: got
SELECT pg_try_advisory_lock(hashtext('windfall'), hashtext($1))
