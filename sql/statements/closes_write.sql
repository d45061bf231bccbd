-- Daily prices as sources give them; a null leaves what is there. A source that stands back only fills what is missing: a file's figures stand
-- before mempool's, whichever came first.
-- params: source text, simulated boolean, stands_back boolean, dates date[], usd_closes numeric[], gbp_quotes numeric[]
INSERT INTO windfall.bitcoin_closes AS c (price_date, usd_close, usd_source, gbp_quote, gbp_source, simulated)
SELECT price_date, usd_close, CASE WHEN usd_close IS NOT NULL THEN $1 END, gbp_quote, CASE WHEN gbp_quote IS NOT NULL THEN $1 END,
       $2::boolean
FROM (SELECT x.price_date, CASE WHEN NOT $3::boolean OR k.usd_close IS NULL THEN x.usd_close END AS usd_close,
             CASE WHEN NOT $3::boolean OR k.gbp_quote IS NULL THEN x.gbp_quote END AS gbp_quote
      FROM unnest($4::date[], $5::numeric[], $6::numeric[]) AS x(price_date, usd_close, gbp_quote)
      LEFT JOIN windfall.bitcoin_closes k USING (price_date)) given
WHERE usd_close IS NOT NULL OR gbp_quote IS NOT NULL
ON CONFLICT (price_date) DO UPDATE
SET usd_close = coalesce(excluded.usd_close, c.usd_close), usd_source = coalesce(excluded.usd_source, c.usd_source),
    gbp_quote = coalesce(excluded.gbp_quote, c.gbp_quote), gbp_source = coalesce(excluded.gbp_source, c.gbp_source)
WHERE excluded.usd_close <> c.usd_close OR excluded.gbp_quote <> c.gbp_quote
   OR (excluded.usd_close IS NOT NULL AND c.usd_close IS NULL) OR (excluded.gbp_quote IS NOT NULL AND c.gbp_quote IS NULL)
