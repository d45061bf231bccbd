-- Before the new records of these half hours, in the same transaction.
-- params: settlement_date date, periods smallint[]
DELETE FROM windfall.curtailment_records
WHERE settlement_date = $1::date AND settlement_period = ANY ($2::smallint[])
