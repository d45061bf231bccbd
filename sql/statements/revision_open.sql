-- Before records of a day change: its totals as they stand, where the day is complete.
-- params: settlement_date date, run_id bigint, periods smallint[]
INSERT INTO windfall.revisions (run_id, settlement_date, settlement_periods, totals_before)
SELECT $2::bigint, d.settlement_date, $3::smallint[], windfall.day_totals(d.settlement_date)
FROM windfall.settlement_days d
WHERE d.settlement_date = $1::date AND d.complete = d.periods
