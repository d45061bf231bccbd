-- Bitcoin of unit-days that is not the sum of their half hours', or known where a half hour's is not.
SELECT settlement_date, definition, bm_unit, miner
FROM (SELECT h.settlement_date, h.definition, h.bm_unit, m.miner,
             CASE WHEN count(b.bitcoin_btc) = count(*) THEN sum(b.bitcoin_btc) END AS bitcoin_btc,
             CASE WHEN count(b.value_gbp) = count(*) THEN sum(b.value_gbp) END AS value_gbp,
             CASE WHEN count(b.value_usd) = count(*) THEN sum(b.value_usd) END AS value_usd
      FROM windfall.curtailment_half_hours h
      CROSS JOIN windfall.miners m
      LEFT JOIN windfall.historical_bitcoin_calculations b
        ON (b.settlement_date, b.settlement_period, b.definition, b.bm_unit, b.miner)
           = (h.settlement_date, h.settlement_period, h.definition, h.bm_unit, m.miner)
      GROUP BY 1, 2, 3, 4) parts
FULL JOIN windfall.bitcoin_unit_days total USING (settlement_date, definition, bm_unit, miner)
WHERE (parts.bitcoin_btc, parts.value_gbp, parts.value_usd) IS DISTINCT FROM (total.bitcoin_btc, total.value_gbp, total.value_usd)
