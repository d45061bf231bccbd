-- Replies that a source gave and that were not taken: why, and what came. The same reply again is the same row.
CREATE TABLE windfall.refusals (
  path text NOT NULL, -- with its query, from the host's root
  body_sha256 text NOT NULL,
  settlement_date date NOT NULL REFERENCES windfall.settlement_days,
  settlement_period smallint NOT NULL,
  reason text NOT NULL, -- malformed, foreign_row, identity_conflict, …
  detail text NOT NULL,
  body bytea NOT NULL CHECK (octet_length(body) <= 262144), -- as it came, cut
  body_bytes bigint NOT NULL CHECK (body_bytes >= octet_length(body)), -- before the cut
  times integer NOT NULL DEFAULT 1 CHECK (times > 0),
  first_refused_at timestamptz NOT NULL DEFAULT now(),
  refused_at timestamptz NOT NULL DEFAULT now(),
  run_id bigint NOT NULL REFERENCES windfall.runs, -- the last that refused it
  PRIMARY KEY (path, body_sha256)
);
CREATE INDEX refusals_by_time ON windfall.refusals (refused_at);

CREATE VIEW api.refusals AS
SELECT path, body_sha256, settlement_date, settlement_period, reason, detail, body_bytes, times, first_refused_at, refused_at, run_id
FROM windfall.refusals;
