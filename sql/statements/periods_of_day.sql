-- What is known of each half hour of a day.
-- params: settlement_date date
-- returns: settlement_period, state, provisional, rows_sha256, failed, fetched_at (seconds since 1970, 0: never)
SELECT settlement_period, state, provisional, rows_sha256, failure IS NOT NULL, coalesce(extract(epoch FROM fetched_at)::bigint, 0)
FROM windfall.periods
WHERE settlement_date = $1::date
