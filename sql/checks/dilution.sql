-- Diluted Bitcoin that is not H ÷ (H + h) of the half hour's at 12 places: H = difficulty × 2^32 ÷ 600 hashes a second, h what the curtailed
-- energy runs in half an hour.
SELECT b.settlement_date, b.settlement_period, b.definition, b.miner
FROM windfall.bitcoin_half_hours b
JOIN windfall.miners m USING (miner)
JOIN (SELECT settlement_date, settlement_period, definition, sum(curtailed_mwh) AS curtailed_mwh
      FROM windfall.curtailment_half_hours
      GROUP BY 1, 2, 3) e USING (settlement_date, settlement_period, definition)
JOIN (SELECT DISTINCT settlement_date, settlement_period, difficulty * 4294967296 / 600 AS network
      FROM windfall.historical_bitcoin_calculations) n USING (settlement_date, settlement_period)
WHERE abs(b.diluted_btc
          - b.bitcoin_btc * n.network
            / (n.network + e.curtailed_mwh * 2 * 1000000 * m.hashrate_th / m.power_w * 1000000000000)) > 0.0000000000005001
