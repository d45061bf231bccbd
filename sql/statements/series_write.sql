-- A series was read in full; what it is known through never goes back.
-- params: series text, known_through timestamptz, source text
INSERT INTO windfall.reference_series AS s (series, known_through, source)
VALUES ($1, $2::timestamptz, $3)
ON CONFLICT (series) DO UPDATE
SET known_through = excluded.known_through, source = excluded.source, read_at = excluded.read_at
WHERE excluded.known_through >= s.known_through
