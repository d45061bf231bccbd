-- Bitcoin of days that is not the sum of their units', diluted of their half hours', or known where a part is not; a day without curtailment
-- has exactly none.
SELECT settlement_date, definition, miner
FROM (SELECT s.settlement_date, s.definition, m.miner,
             CASE WHEN count(b.bitcoin_btc) = count(u.bm_unit) THEN coalesce(sum(b.bitcoin_btc), 0) END AS bitcoin_btc,
             (SELECT CASE WHEN count(*) = s.half_hours THEN coalesce(sum(f.diluted_btc), 0) END
              FROM windfall.bitcoin_half_hours f
              WHERE (f.settlement_date, f.definition, f.miner) = (s.settlement_date, s.definition, m.miner)) AS diluted_btc,
             CASE WHEN count(b.value_gbp) = count(u.bm_unit) THEN coalesce(sum(b.value_gbp), 0) END AS value_gbp,
             CASE WHEN count(b.value_usd) = count(u.bm_unit) THEN coalesce(sum(b.value_usd), 0) END AS value_usd
      FROM windfall.daily_summaries s
      CROSS JOIN windfall.miners m
      LEFT JOIN windfall.curtailment_unit_days u USING (settlement_date, definition)
      LEFT JOIN windfall.bitcoin_unit_days b
        ON (b.settlement_date, b.definition, b.bm_unit, b.miner) = (u.settlement_date, u.definition, u.bm_unit, m.miner)
      GROUP BY 1, 2, 3, s.half_hours) parts
FULL JOIN windfall.bitcoin_daily_summaries total USING (settlement_date, definition, miner)
WHERE (parts.bitcoin_btc, parts.diluted_btc, parts.value_gbp, parts.value_usd) IS DISTINCT FROM (total.bitcoin_btc, total.diluted_btc, total.value_gbp, total.value_usd)
