-- New notifications of units of a day.
-- params: settlement_date date, bm_units text[], half_hours_mwh text[]
INSERT INTO windfall.notification_unit_days AS t (settlement_date, bm_unit, half_hours_mwh, half_hours, notified_mwh)
SELECT $1::date, x.bm_unit, x.mwh, sums.half_hours, sums.notified_mwh
FROM (SELECT u.bm_unit, u.half_hours_mwh::numeric[] AS mwh
      FROM unnest($2::text[], $3::text[]) AS u(bm_unit, half_hours_mwh)
      OFFSET 0) x -- each text is read once
CROSS JOIN LATERAL (SELECT count(h) AS half_hours, coalesce(sum(h), 0) AS notified_mwh FROM unnest(x.mwh) AS h) sums
ON CONFLICT (settlement_date, bm_unit) DO UPDATE
SET half_hours_mwh = excluded.half_hours_mwh, half_hours = excluded.half_hours, notified_mwh = excluded.notified_mwh
