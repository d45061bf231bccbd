-- Records of a unit that never was wind, or of a half hour that is not complete.
-- remedy: backup
SELECT r.settlement_date, r.settlement_period, r.bm_unit
FROM windfall.curtailment_records r
LEFT JOIN windfall.bm_units u USING (bm_unit)
LEFT JOIN windfall.periods p USING (settlement_date, settlement_period)
WHERE u.ever_wind IS NOT TRUE OR p.state IS DISTINCT FROM 'complete'
