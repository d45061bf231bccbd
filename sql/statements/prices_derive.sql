-- The one derivation of the daily price in GBP: USD close × the last rate at most 5 days old, else the GBP quote; never of a UTC
-- day that is not over.
-- returns: day (days since 1970-01-01) of each price that is new or changed
INSERT INTO windfall.bitcoin_prices AS p (price_date, price_gbp, source)
SELECT price_date, price_gbp, source
FROM (SELECT c.price_date,
             CASE WHEN r.usd_gbp IS NOT NULL THEN round(c.usd_close * r.usd_gbp, 6) ELSE c.gbp_quote END AS price_gbp,
             CASE WHEN r.usd_gbp IS NOT NULL THEN c.usd_source || ' × ' || r.source ELSE c.gbp_source END AS source
      FROM windfall.bitcoin_closes c
      LEFT JOIN LATERAL (SELECT x.usd_gbp, x.source
                         FROM windfall.exchange_rates x
                         WHERE x.rate_date BETWEEN c.price_date - 5 AND c.price_date AND c.usd_close IS NOT NULL
                         ORDER BY x.rate_date DESC
                         LIMIT 1) r ON true
      WHERE c.price_date < (now() AT TIME ZONE 'UTC')::date) d
WHERE price_gbp IS NOT NULL
ON CONFLICT (price_date) DO UPDATE SET price_gbp = excluded.price_gbp, source = excluded.source
WHERE (p.price_gbp, p.source) IS DISTINCT FROM (excluded.price_gbp, excluded.source)
RETURNING price_date - DATE '1970-01-01'
