-- Daily exchange rates.
-- params: source text, dates date[], rates numeric[]
INSERT INTO windfall.exchange_rates AS r (rate_date, usd_gbp, source)
SELECT x.*, $1 FROM unnest($2::date[], $3::numeric[]) AS x
ON CONFLICT (rate_date) DO UPDATE SET usd_gbp = excluded.usd_gbp, source = excluded.source
WHERE r.usd_gbp <> excluded.usd_gbp
