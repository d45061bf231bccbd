-- Wind output by interval, after a start: of half hours and hours those of one settlement date. A row an interval; a figure is null where a
-- half hour of it is not known. The head's coverage is that of wind output.
-- params: epoch_keys text[], from date, to date, interval text, day date, after_start timestamptz, limit integer
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), start, settlement_period, start_utc, onshore_mwh,
--   offshore_mwh, generation_mwh, expected, complete, provisional
WITH days AS (
  SELECT d.settlement_date, d.expected, coalesce(w.half_hours, 0) AS complete,
         CASE WHEN w.read_at < (d.settlement_date + 2)::timestamp AT TIME ZONE 'Europe/London' THEN w.half_hours ELSE 0 END AS provisional,
         CASE WHEN w.half_hours = d.expected THEN w.onshore_mwh END AS onshore_mwh,
         CASE WHEN w.half_hours = d.expected THEN w.offshore_mwh END AS offshore_mwh
  FROM api.days($2::date, $3::date) d
  LEFT JOIN api.wind_generation_days w ON w.settlement_date = d.settlement_date AND w.settlement_date BETWEEN $2::date AND $3::date
), half_hours AS (
  SELECT n AS settlement_period, d.settlement_date::timestamp AT TIME ZONE 'Europe/London' + (n - 1) * interval '30 minutes' AS start_utc,
         d.provisional > 0 AS provisional, o.onshore_mwh, o.offshore_mwh
  FROM days d
  CROSS JOIN generate_series(1, d.expected) AS n
  LEFT JOIN (SELECT g.settlement_period, sum(g.generation_mwh) FILTER (WHERE g.kind = 'onshore') AS onshore_mwh,
                    sum(g.generation_mwh) FILTER (WHERE g.kind = 'offshore') AS offshore_mwh
             FROM api.wind_generation g
             WHERE g.settlement_date = $5::date
             GROUP BY 1) o ON o.settlement_period = n
  WHERE d.settlement_date = $5::date
), parts AS (
  SELECT CASE WHEN $4::text = 'hour' THEN date_trunc('hour', h.start_utc, 'UTC') ELSE h.start_utc END AS start, h.settlement_period,
         1 AS expected, (h.onshore_mwh + h.offshore_mwh IS NOT NULL)::integer AS complete,
         (h.provisional AND h.onshore_mwh + h.offshore_mwh IS NOT NULL)::integer AS provisional, h.onshore_mwh, h.offshore_mwh
  FROM half_hours h
  UNION ALL
  SELECT date_trunc($4::text, d.settlement_date::timestamp) AT TIME ZONE 'UTC', NULL, d.expected, d.complete, d.provisional, d.onshore_mwh,
         d.offshore_mwh
  FROM days d
  WHERE $5::date IS NULL
), page AS (
  SELECT start, min(settlement_period) AS settlement_period, sum(expected) AS expected, sum(complete) AS complete,
         sum(provisional) AS provisional, CASE WHEN count(onshore_mwh) = count(*) THEN sum(onshore_mwh) END AS onshore_mwh,
         CASE WHEN count(offshore_mwh) = count(*) THEN sum(offshore_mwh) END AS offshore_mwh
  FROM parts
  WHERE $6::timestamptz IS NULL OR start > $6::timestamptz
  GROUP BY start
  ORDER BY start
  LIMIT $7::integer
)
SELECT api.epochs_text($1::text[]), (SELECT i.data_source FROM api.instance i), whole.*, api.epochs_moved($1::text[]),
       to_char(page.start AT TIME ZONE 'UTC', 'YYYY-MM-DD'), page.settlement_period, api.utc_text(page.start), page.onshore_mwh,
       page.offshore_mwh, page.onshore_mwh + page.offshore_mwh, page.expected, page.complete, page.provisional
FROM (SELECT sum(expected), sum(complete), sum(provisional) FROM days) whole
LEFT JOIN page ON true
ORDER BY page.start
