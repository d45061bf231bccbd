-- The calendar of settlement days, as core/model/settlement counts them; days already there stay.
-- params: days jsonb
INSERT INTO windfall.settlement_days (settlement_date, periods, day_start_utc)
SELECT settlement_date, periods, day_start_utc
FROM jsonb_to_recordset($1::jsonb) AS x(settlement_date date, periods smallint, day_start_utc timestamptz)
ON CONFLICT (settlement_date) DO NOTHING
