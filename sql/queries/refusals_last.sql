-- The replies that were refused last, and whether their half hour has been read since.
-- returns: path, reason, detail, times, refused_at, mended
SELECT r.path, r.reason, r.detail, r.times, api.utc_text(r.refused_at), p.failure IS NULL
FROM api.refusals r
LEFT JOIN api.periods p ON p.settlement_date = r.settlement_date AND p.settlement_period = r.settlement_period
ORDER BY r.refused_at DESC, r.path
LIMIT 10
