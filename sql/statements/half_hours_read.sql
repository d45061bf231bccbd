-- The energy that Bitcoin is worked out from.
-- params: settlement_date date, periods smallint[]
-- returns: settlement_period, definition, bm_unit, curtailed_mwh
SELECT settlement_period, definition, bm_unit, curtailed_mwh
FROM windfall.curtailment_half_hours
WHERE settlement_date = $1::date AND settlement_period = ANY ($2::smallint[])
ORDER BY settlement_period, definition COLLATE "C", bm_unit COLLATE "C"
