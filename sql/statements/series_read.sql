-- Through when a series is known.
-- params: series text
-- returns: known_through (seconds)
SELECT extract(epoch FROM known_through)::bigint FROM windfall.reference_series WHERE series = $1
