-- What is kept of a day's notifications.
-- params: settlement_date date
-- returns: bm_unit, half_hours_mwh
SELECT bm_unit, half_hours_mwh
FROM windfall.notification_unit_days
WHERE settlement_date = $1::date
ORDER BY bm_unit COLLATE "C"
