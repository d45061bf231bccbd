-- Units without a version, wind by a version but not by ever_wind.
-- remedy: backup
SELECT u.bm_unit, 'no version, or wind and not marked' AS fault
FROM windfall.bm_units u
LEFT JOIN windfall.bm_unit_versions v USING (bm_unit)
GROUP BY u.bm_unit, u.ever_wind
HAVING count(v.bm_unit) = 0 OR (bool_or(v.fuel_type = 'WIND') AND NOT u.ever_wind)
