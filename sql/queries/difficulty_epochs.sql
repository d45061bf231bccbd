-- The retarget epochs in force on UTC dates of a range, after a height. The last one known is in force until known_through.
-- params: epoch_keys text[], from date, to date, after_height bigint, limit integer
-- returns: head (epoch, data_source, no coverage of half hours, revised_at), known_through, height, start_utc, until_utc, exact_time,
--   difficulty, source
SELECT api.epochs_text($1::text[]), (SELECT i.data_source FROM api.instance i), NULL, NULL, NULL, api.epochs_moved($1::text[]),
       api.utc_text(s.known_through), e.height, api.utc_text(e.start_utc), api.utc_text(e.until_utc), e.exact_time, e.difficulty, e.source
FROM (VALUES (1)) AS always (one)
LEFT JOIN api.reference_series s ON s.series = 'difficulty'
LEFT JOIN LATERAL (
  SELECT *
  FROM (SELECT d.*, lead(d.start_utc) OVER (ORDER BY d.height) AS until_utc FROM api.difficulty_epochs d) d
  WHERE d.start_utc < ($3::date + 1)::timestamp AT TIME ZONE 'UTC'
    AND coalesce(d.until_utc, s.known_through + interval '1 second') > $2::date::timestamp AT TIME ZONE 'UTC'
    AND d.height > coalesce($4::bigint, -1)
  ORDER BY d.height
  LIMIT $5::integer
) e ON true
ORDER BY e.height
