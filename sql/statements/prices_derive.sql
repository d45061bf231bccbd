-- The one derivation of the daily prices (windfall.prices_derived): USD close × the last rate at most 5 days old, else the GBP quote; never of
-- a UTC day that is not over.
-- returns: day (days since 1970-01-01) of each price that is new or changed
INSERT INTO windfall.bitcoin_prices AS p (price_date, price_gbp, source, price_usd, usd_gbp, usd_gbp_date)
SELECT price_date, price_gbp, source, price_usd, usd_gbp, usd_gbp_date
FROM windfall.prices_derived()
ON CONFLICT (price_date) DO UPDATE
SET price_gbp = excluded.price_gbp, source = excluded.source, price_usd = excluded.price_usd, usd_gbp = excluded.usd_gbp,
    usd_gbp_date = excluded.usd_gbp_date
WHERE (p.price_gbp, p.source, p.price_usd, p.usd_gbp, p.usd_gbp_date)
  IS DISTINCT FROM (excluded.price_gbp, excluded.source, excluded.price_usd, excluded.usd_gbp, excluded.usd_gbp_date)
RETURNING price_date - DATE '1970-01-01'
