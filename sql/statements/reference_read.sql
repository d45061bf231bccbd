-- What tells whether the series, or the wind units known, moved: no wind unit is ever taken away.
-- returns: reference, wind_units
SELECT api.epoch('reference'), (SELECT count(*) FROM windfall.bm_units WHERE ever_wind)
