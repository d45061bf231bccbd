-- A day's notifications: of the half hours in which each unit that notified anything that day, or was curtailed in it, notified.
-- params: settlement_date date
WITH units AS (
  SELECT count(*) FILTER (WHERE n.half_hours > 0) AS notifying, count(*) FILTER (WHERE n.bm_unit IS NULL) AS unread,
         count(n.bm_unit) AS read
  FROM windfall.bm_units u
  LEFT JOIN windfall.notification_unit_days n ON n.settlement_date = $1::date AND n.bm_unit = u.bm_unit
  WHERE u.ever_wind
), half_hours AS (
  SELECT h.settlement_period, count(h.mwh) AS notifying, sum(h.mwh) AS notified_mwh
  FROM windfall.notification_unit_days n
  CROSS JOIN LATERAL unnest(n.half_hours_mwh) WITH ORDINALITY AS h (mwh, settlement_period)
  WHERE n.settlement_date = $1::date
  GROUP BY h.settlement_period
), not_notified AS (
  SELECT c.settlement_period
  FROM windfall.curtailment_half_hours c
  LEFT JOIN windfall.notification_unit_days n ON n.settlement_date = c.settlement_date AND n.bm_unit = c.bm_unit
  WHERE c.settlement_date = $1::date AND c.definition = 'all_bids' AND n.half_hours_mwh[c.settlement_period] IS NULL
), whole AS (
  SELECT count(*) AS half_hours, coalesce(sum(h.notified_mwh), 0) AS notified_mwh
  FROM half_hours h
  JOIN units USING (notifying)
  WHERE h.settlement_period NOT IN (SELECT settlement_period FROM not_notified)
)
INSERT INTO windfall.notification_days (settlement_date, units, unread, half_hours, notified_mwh, read_at)
SELECT $1::date, units.notifying, units.unread, whole.half_hours, whole.notified_mwh, now()
FROM units, whole
WHERE units.read > 0
ON CONFLICT (settlement_date) DO UPDATE
SET units = excluded.units, unread = excluded.unread, half_hours = excluded.half_hours, notified_mwh = excluded.notified_mwh,
    read_at = excluded.read_at
