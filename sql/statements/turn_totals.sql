-- Waits for whoever makes totals of the date's year, and of its months.
-- params: settlement_date date
-- returns: nothing
SELECT pg_advisory_xact_lock(hashtext('windfall turn: year'), extract(year FROM $1::date)::integer)
