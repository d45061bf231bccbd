-- What is wrong, and the command that mends it. Live data alone are held against the clock, and a new database has its time like any other;
-- what recorded or simulated data lack, they lack for good.
-- returns: what, remedy
WITH live AS (SELECT created_at FROM api.instance WHERE data_source = 'live'),
days (what, remedy, count, first, last) AS (
  SELECT 'half hours could not be read', 'windfall reconcile --missing --from %s --to %s', count(*), min(settlement_date), max(settlement_date)
  FROM api.periods
  WHERE failure IS NOT NULL
  UNION ALL
  SELECT 'days since the first that was read are not complete', 'windfall backfill --from %s --to %s', count(*), min(d.settlement_date),
         max(d.settlement_date)
  FROM live, api.settlement_days d
  WHERE d.settlement_date >= (SELECT min(k.settlement_date) FROM api.settlement_days k WHERE k.complete > 0)
    AND d.settlement_date < (now() AT TIME ZONE 'Europe/London')::date - 1 AND d.complete < d.periods
    AND d.settlement_date NOT IN (SELECT p.settlement_date FROM api.periods p WHERE p.failure IS NOT NULL)
  UNION ALL
  SELECT 'days have no Bitcoin, for their difficulty is not known', 'windfall sync difficulty', count(*), min(settlement_date), max(settlement_date)
  FROM api.bitcoin_daily_summaries
  WHERE definition = 'so_flagged' AND miner = 'S19J_PRO' AND bitcoin_btc IS NULL
  UNION ALL
  SELECT x.what || CASE WHEN x.priced THEN ', though their price is known' ELSE ', for their price is not known' END,
         CASE WHEN x.priced THEN 'windfall recalculate --from %s --to %s' ELSE 'windfall sync prices' END, count(*), min(b.settlement_date),
         max(b.settlement_date)
  FROM api.bitcoin_daily_summaries b
  JOIN api.settlement_days d USING (settlement_date)
  CROSS JOIN LATERAL ( -- a day is of one UTC date, or of two
    SELECT count(p.price_gbp) = count(*) AS gbp, count(p.price_usd) = count(*) AS usd
    FROM generate_series(0, d.settlement_date - (d.day_start_utc AT TIME ZONE 'UTC')::date) AS n
    LEFT JOIN api.bitcoin_prices p ON p.price_date = d.settlement_date - n
  ) known
  CROSS JOIN LATERAL (VALUES ('days have no value', b.value_gbp, known.gbp), ('days have no value in dollars', b.value_usd, known.usd))
    AS x (what, value, priced)
  WHERE b.definition = 'so_flagged' AND b.miner = 'S19J_PRO' AND b.bitcoin_btc IS NOT NULL AND (b.value_gbp IS NULL OR b.value_usd IS NULL)
    AND x.value IS NULL AND b.settlement_date < (now() AT TIME ZONE 'UTC')::date
  GROUP BY 1, 2
  UNION ALL
  SELECT x.what, 'windfall reconcile --missing --from %s --to %s', count(*), min(d.settlement_date), max(d.settlement_date)
  FROM live, api.settlement_days d
  LEFT JOIN api.wind_generation_days w USING (settlement_date)
  LEFT JOIN api.notification_days n USING (settlement_date)
  LEFT JOIN api.system_price_days p USING (settlement_date)
  CROSS JOIN LATERAL (VALUES ('days lack wind output', w.half_hours), ('days lack notifications', n.half_hours),
                             ('days lack system prices', p.half_hours)) AS x (what, half_hours)
  WHERE d.complete > 0 AND d.settlement_date < (now() AT TIME ZONE 'Europe/London')::date - 1 AND x.half_hours IS DISTINCT FROM d.periods
  GROUP BY 1
)
SELECT format('%s %s, %s to %s', count, what, first, last), format(remedy, first, last) FROM days WHERE count > 0
UNION ALL
SELECT format('no windfall %s has ended well since %s, though cron starts one every %s', kind, api.utc_text(since), period),
       'windfall ' || kind
FROM (SELECT c.kind, c.period, c.allowed,
             greatest(live.created_at, (SELECT max(r.finished_at) FROM api.runs r WHERE r.kind = c.kind AND r.exit_status IN (0, 75))) AS since
      FROM live, (VALUES ('update', '15 minutes', interval '1 hour'), ('reconcile', 'night', interval '36 hours')) AS c (kind, period, allowed)
     ) ended
WHERE since < now() - allowed
UNION ALL
SELECT s.title || coalesce(': nothing later than ' || api.utc_text(k.known_through), ': nothing') || ' is known', s.remedy
FROM live, (VALUES
  ('stacks', 'bids and offers', interval '2 days', 'windfall update'),
  ('register', 'register of units', interval '2 days', 'windfall sync units'),
  ('difficulty', 'difficulty', interval '1 day', 'windfall sync difficulty'),
  ('prices', 'Bitcoin prices', interval '3 days', 'windfall sync prices'),
  ('wind', 'wind output', interval '2 days', 'windfall sync wind'),
  ('notifications', 'notifications', interval '2 days', 'windfall sync notifications'),
  ('system_prices', 'system prices', interval '3 days', 'windfall reconcile --missing')
) AS s (source, title, allowed, remedy)
JOIN api.sources k USING (source)
WHERE greatest(k.known_through, live.created_at) < now() - s.allowed
