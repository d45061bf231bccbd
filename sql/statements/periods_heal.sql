-- Half hours that failed before and now gave what they had: only the failure goes.
-- params: settlement_date date, periods smallint[]
UPDATE windfall.periods SET failure = NULL, failed_at = NULL
WHERE settlement_date = $1::date AND settlement_period = ANY ($2::smallint[])
