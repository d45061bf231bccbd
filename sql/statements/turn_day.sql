-- Waits for whoever changes this day, a series or the register. A statement of its own: what follows it reads what they left.
-- params: settlement_date date
-- returns: nothing
SELECT pg_advisory_xact_lock_shared(hashtext('windfall'), hashtext('turn: reference')),
       pg_advisory_xact_lock(hashtext('windfall turn: day'), $1::date - DATE '1970-01-01')
