-- A reply that was not taken.
-- params: path text, body_sha256 text, settlement_date date, settlement_period smallint, reason text, detail text, body bytea, body_bytes bigint, run_id bigint
INSERT INTO windfall.refusals AS t
  (path, body_sha256, settlement_date, settlement_period, reason, detail, body, body_bytes, run_id)
VALUES ($1, $2, $3::date, $4::smallint, $5, $6, $7::bytea, $8::bigint, $9::bigint)
ON CONFLICT (path, body_sha256) DO UPDATE
SET reason = excluded.reason, detail = excluded.detail, times = t.times + 1, refused_at = now(), run_id = excluded.run_id
