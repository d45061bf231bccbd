// Bitcoin and its totals worked out again, beside one INSERT … SELECT of the same Bitcoin rows into a table with the same key: of 90
// days, or of BENCH_YEARS.
import { measured, target } from '../table.mjs';
import { fill, range, seconds, simulatedDays, startStackWorlds, timed, timedSql } from './days.mjs';

const sample = ['2025-01-01', '2025-01-14'];
const years = Number(process.env.BENCH_YEARS ?? 0);
const [from, to] = years ? [`${2026 - years}-01-01`, '2025-12-31'] : ['2025-01-01', '2025-03-31'];

/** By hand: the formula in numeric, at the difficulty and subsidy in force. */
const byHand = `
  CREATE TABLE by_hand (LIKE windfall.historical_bitcoin_calculations INCLUDING ALL);
  INSERT INTO by_hand (settlement_date, settlement_period, start_utc, definition, bm_unit, miner, bitcoin_btc, value_gbp, value_usd,
                       difficulty, subsidy_btc, formula_version)
  SELECT h.settlement_date, h.settlement_period, h.start_utc, h.definition, h.bm_unit, m.miner, b.btc, round(b.btc * p.price_gbp, 6),
         round(b.btc * p.price_usd, 6), d.difficulty, s.subsidy, 1
  FROM windfall.curtailment_half_hours h
  CROSS JOIN windfall.miners m
  JOIN (SELECT start_utc, lead(start_utc, 1, 'infinity') OVER (ORDER BY start_utc) AS before_utc, difficulty
        FROM windfall.difficulty_epochs) d ON h.start_utc >= d.start_utc AND h.start_utc < d.before_utc
  LEFT JOIN windfall.bitcoin_prices p ON p.price_date = (h.start_utc AT TIME ZONE 'UTC')::date
  CROSS JOIN LATERAL (SELECT CASE WHEN h.start_utc < '2024-04-20 00:09:27+00' THEN 6.25 ELSE 3.125 END AS subsidy) s
  CROSS JOIN LATERAL (SELECT round(h.curtailed_mwh * 3600000000 * m.hashrate_th * 1000000000000 * s.subsidy
                                   / (m.power_w * d.difficulty * 4294967296), 12) AS btc) b;`;

const differing = `
  SELECT (SELECT count(*) FROM by_hand) AS rows,
         (SELECT count(*) FROM (TABLE by_hand EXCEPT TABLE windfall.historical_bitcoin_calculations) x) AS wrong`;

export default async function recalculation() {
  const worlds = await startStackWorlds();
  const world = await worlds.world('simulated');
  await timed(world, 'ingest', ...range(...sample), '--archive', await simulatedDays(...sample));
  fill(world, from, to);
  const bitcoin = 'windfall.historical_bitcoin_calculations, windfall.bitcoin_half_hours';
  const replaced = await timed(world, 'recalculate', ...range(from, to));
  const same = await timed(world, 'recalculate', ...range(from, to));
  await world.database.query(`TRUNCATE ${bitcoin}; VACUUM ANALYZE windfall.curtailment_half_hours`, 'postgres');
  const insert = await timedSql(world, byHand);
  const ours = await timed(world, 'recalculate', ...range(from, to));
  const [{ rows, wrong }] = await world.database.query(differing, 'postgres');
  await worlds.stop();
  if (wrong !== '0') throw new Error(`${wrong} of ${rows} rows differ from those by hand`);
  measured(`${years ? `${years} years` : '90 days'} × 7 miners`, `${rows} Bitcoin rows`);
  measured('one INSERT … SELECT of them', seconds(insert));
  measured('windfall recalculate where there are none, totals included', seconds(ours));
  measured('windfall recalculate where every row is another', seconds(replaced));
  measured('windfall recalculate where none is', seconds(same));
  target('recalculation, to one INSERT … SELECT', ours / insert, { most: 1.3 });
}
