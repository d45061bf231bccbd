-- The lock of every writing run, held by the session; taking it again is fine.
-- params: name text
-- returns: got
SELECT pg_try_advisory_lock(hashtext('windfall'), hashtext($1))
