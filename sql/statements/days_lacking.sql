-- Days of a range whose Bitcoin, or its value, is not known, or was never worked out. Today's value is not due yet.
-- params: from date, to date
-- returns: day (days since 1970-01-01)
SELECT d.settlement_date - DATE '1970-01-01'
FROM windfall.settlement_days d
WHERE d.settlement_date BETWEEN $1::date AND $2::date AND d.complete > 0
  AND (NOT EXISTS (SELECT FROM windfall.bitcoin_daily_summaries b WHERE b.settlement_date = d.settlement_date)
       OR EXISTS (SELECT
                  FROM windfall.bitcoin_daily_summaries b
                  WHERE b.settlement_date = d.settlement_date
                    AND (b.bitcoin_btc IS NULL OR (b.value_gbp IS NULL AND b.settlement_date < (now() AT TIME ZONE 'UTC')::date))))
ORDER BY 1
