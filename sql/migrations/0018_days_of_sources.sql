-- Days of each source, so that no page of days counts half hours: wind output on and off shore, system prices; and the derived prices with the
-- dollars and the rate they come from.
ALTER TABLE windfall.wind_generation_days
  ADD COLUMN onshore_mwh numeric(20, 9),
  ADD COLUMN offshore_mwh numeric(20, 9);
UPDATE windfall.wind_generation_days d
SET onshore_mwh = coalesce(s.onshore_mwh, 0), offshore_mwh = coalesce(s.offshore_mwh, 0)
FROM windfall.wind_generation_days k
LEFT JOIN (SELECT settlement_date, sum(onshore_mwh) AS onshore_mwh, sum(offshore_mwh) AS offshore_mwh
           FROM (SELECT settlement_date, settlement_period, sum(generation_mwh) FILTER (WHERE kind = 'onshore') AS onshore_mwh,
                        sum(generation_mwh) FILTER (WHERE kind = 'offshore') AS offshore_mwh
                 FROM windfall.wind_generation
                 GROUP BY 1, 2
                 HAVING count(*) = 2) half_hours
           GROUP BY 1) s ON s.settlement_date = k.settlement_date
WHERE d.settlement_date = k.settlement_date;
ALTER TABLE windfall.wind_generation_days
  ALTER COLUMN onshore_mwh SET NOT NULL,
  ALTER COLUMN offshore_mwh SET NOT NULL,
  ADD CHECK (onshore_mwh + offshore_mwh = generation_mwh);
CREATE OR REPLACE VIEW api.wind_generation_days AS SELECT * FROM windfall.wind_generation_days;

CREATE TABLE windfall.system_price_days (
  settlement_date date PRIMARY KEY REFERENCES windfall.settlement_days,
  half_hours smallint NOT NULL CHECK (half_hours BETWEEN 0 AND 50) -- published
);
INSERT INTO windfall.system_price_days (settlement_date, half_hours)
SELECT settlement_date, count(*) FROM windfall.system_prices GROUP BY 1;
CREATE VIEW api.system_price_days AS SELECT * FROM windfall.system_price_days;

-- A day that is over has a row where its price in either currency is known; usd_gbp is the rate price_gbp was worked out with.
ALTER TABLE windfall.bitcoin_prices
  ALTER COLUMN price_gbp DROP NOT NULL,
  ADD COLUMN price_usd numeric(20, 6) CHECK (price_usd > 0),
  ADD COLUMN usd_gbp numeric(12, 8) CHECK (usd_gbp > 0),
  ADD COLUMN usd_gbp_date date,
  ADD CHECK (price_gbp IS NOT NULL OR price_usd IS NOT NULL),
  ADD CHECK ((usd_gbp IS NULL) = (usd_gbp_date IS NULL));
CREATE OR REPLACE VIEW api.bitcoin_prices AS SELECT * FROM windfall.bitcoin_prices;

CREATE FUNCTION windfall.prices_derived()
RETURNS TABLE (price_date date, price_gbp numeric, source text, price_usd numeric, usd_gbp numeric, usd_gbp_date date)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
SELECT c.price_date, CASE WHEN r.usd_gbp IS NOT NULL THEN round(c.usd_close * r.usd_gbp, 6) ELSE c.gbp_quote END,
       CASE WHEN r.usd_gbp IS NOT NULL THEN c.usd_source || ' × ' || r.source ELSE coalesce(c.gbp_source, c.usd_source) END,
       c.usd_close, r.usd_gbp, r.rate_date
FROM windfall.bitcoin_closes c
LEFT JOIN LATERAL (SELECT x.usd_gbp, x.rate_date, x.source
                   FROM windfall.exchange_rates x
                   WHERE x.rate_date BETWEEN c.price_date - 5 AND c.price_date AND c.usd_close IS NOT NULL
                   ORDER BY x.rate_date DESC
                   LIMIT 1) r ON true
WHERE c.price_date < (now() AT TIME ZONE 'UTC')::date
$$;
UPDATE windfall.bitcoin_prices p
SET price_usd = d.price_usd, usd_gbp = d.usd_gbp, usd_gbp_date = d.usd_gbp_date
FROM windfall.prices_derived() d
WHERE d.price_date = p.price_date;
