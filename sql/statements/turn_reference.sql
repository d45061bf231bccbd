-- Waits for the days being written, and lets none begin before the end of the transaction.
-- returns: nothing
SELECT pg_advisory_xact_lock(hashtext('windfall'), hashtext('turn: reference'))
