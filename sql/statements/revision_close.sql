-- And after: the totals that they became.
-- params: settlement_date date, run_id bigint
UPDATE windfall.revisions
SET totals_after = windfall.day_totals(settlement_date)
WHERE settlement_date = $1::date AND run_id = $2::bigint
