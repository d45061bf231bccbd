-- The miners, from the program's table.
-- params: miners jsonb
INSERT INTO windfall.miners AS m (miner, name, hashrate_th, power_w, source, source_date)
SELECT miner, name, hashrate_th, power_w, source, source_date
FROM jsonb_to_recordset($1::jsonb)
  AS x(miner text, name text, hashrate_th numeric, power_w integer, source text, source_date date)
ON CONFLICT (miner) DO UPDATE
SET name = excluded.name, hashrate_th = excluded.hashrate_th, power_w = excluded.power_w, source = excluded.source,
    source_date = excluded.source_date
WHERE (m.name, m.hashrate_th, m.power_w, m.source, m.source_date)
  IS DISTINCT FROM (excluded.name, excluded.hashrate_th, excluded.power_w, excluded.source, excluded.source_date)
