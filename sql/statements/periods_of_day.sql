-- What is known of each half hour of a day.
-- params: settlement_date date
-- returns: settlement_period, state, provisional, rows_sha256, failed
SELECT settlement_period, state, provisional, rows_sha256, failure IS NOT NULL
FROM windfall.periods
WHERE settlement_date = $1::date
