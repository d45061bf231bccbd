-- Daily exchange rates.
-- params: source text, rates jsonb
INSERT INTO windfall.exchange_rates AS r (rate_date, usd_gbp, source)
SELECT rate_date, usd_gbp, $1
FROM jsonb_to_recordset($2::jsonb) AS x(rate_date date, usd_gbp numeric)
ON CONFLICT (rate_date) DO UPDATE SET usd_gbp = excluded.usd_gbp, source = excluded.source
WHERE r.usd_gbp <> excluded.usd_gbp
