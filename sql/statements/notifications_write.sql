-- New notifications of units of a day.
-- params: settlement_date date, bm_units text[], half_hours_mwh text[]
INSERT INTO windfall.notification_unit_days AS t (settlement_date, bm_unit, half_hours_mwh, half_hours, notified_mwh)
SELECT $1::date, x.bm_unit, x.half_hours_mwh::numeric[], sums.half_hours, sums.notified_mwh
FROM unnest($2::text[], $3::text[]) AS x(bm_unit, half_hours_mwh)
CROSS JOIN LATERAL (SELECT count(mwh) AS half_hours, coalesce(sum(mwh), 0) AS notified_mwh FROM unnest(x.half_hours_mwh::numeric[]) AS mwh) sums
ON CONFLICT (settlement_date, bm_unit) DO UPDATE
SET half_hours_mwh = excluded.half_hours_mwh, half_hours = excluded.half_hours, notified_mwh = excluded.notified_mwh
