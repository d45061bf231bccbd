-- New figures of a day's wind output.
-- params: settlement_date date, periods smallint[], kinds text[], generation_mwh numeric[], published_at timestamptz[]
INSERT INTO windfall.wind_generation (settlement_date, settlement_period, start_utc, kind, generation_mwh, published_at)
SELECT d.settlement_date, x.settlement_period, d.day_start_utc + (x.settlement_period - 1) * interval '30 minutes', x.kind,
       x.generation_mwh, x.published_at
FROM windfall.settlement_days d,
     unnest($2::smallint[], $3::text[], $4::numeric[], $5::timestamptz[]) AS x(settlement_period, kind, generation_mwh, published_at)
WHERE d.settlement_date = $1::date
ON CONFLICT (settlement_date, settlement_period, kind) DO UPDATE
SET generation_mwh = excluded.generation_mwh, published_at = excluded.published_at
