-- The miners, from the program's table.
-- params: miners text[], names text[], hashrates_th numeric[], powers_w integer[], sources text[], source_dates date[]
INSERT INTO windfall.miners AS m (miner, name, hashrate_th, power_w, source, source_date)
SELECT * FROM unnest($1::text[], $2::text[], $3::numeric[], $4::integer[], $5::text[], $6::date[])
ON CONFLICT (miner) DO UPDATE
SET name = excluded.name, hashrate_th = excluded.hashrate_th, power_w = excluded.power_w, source = excluded.source,
    source_date = excluded.source_date
WHERE (m.name, m.hashrate_th, m.power_w, m.source, m.source_date)
  IS DISTINCT FROM (excluded.name, excluded.hashrate_th, excluded.power_w, excluded.source, excluded.source_date)
