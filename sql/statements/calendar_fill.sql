-- The calendar of settlement days, as core/model/settlement counts them; days already there stay.
-- params: settlement_dates date[], periods smallint[], day_starts timestamptz[]
INSERT INTO windfall.settlement_days (settlement_date, periods, day_start_utc)
SELECT * FROM unnest($1::date[], $2::smallint[], $3::timestamptz[])
ON CONFLICT (settlement_date) DO NOTHING
