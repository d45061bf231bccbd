-- How far each source reaches.
-- returns: source, known_through, read_at
SELECT source, api.utc_text(known_through), api.utc_text(read_at) FROM api.sources
