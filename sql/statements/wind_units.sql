-- Every unit the registers ever named, and whether it ever was wind.
-- returns: bm_unit, ever_wind
SELECT bm_unit, ever_wind FROM windfall.bm_units ORDER BY bm_unit COLLATE "C"
