-- Half hours whose reading failed: each keeps what it had.
-- params: settlement_date date, run_id bigint, periods smallint[], failures text[]
INSERT INTO windfall.periods (settlement_date, settlement_period, start_utc, periods_in_day, day_start_utc, state, failure, failed_at,
                              run_id)
SELECT d.settlement_date, x.settlement_period, d.day_start_utc + (x.settlement_period - 1) * interval '30 minutes', d.periods,
       d.day_start_utc, 'missing', x.failure, now(), $2::bigint
FROM windfall.settlement_days d, unnest($3::smallint[], $4::text[]) AS x(settlement_period, failure)
WHERE d.settlement_date = $1::date
ON CONFLICT (settlement_date, settlement_period) DO UPDATE
SET failure = excluded.failure, failed_at = excluded.failed_at, run_id = excluded.run_id
