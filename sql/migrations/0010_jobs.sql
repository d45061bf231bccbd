-- Work asked for through the API, and the tokens that may ask. A token itself is kept nowhere.
CREATE TABLE windfall.api_tokens (
  token_name text PRIMARY KEY CHECK (token_name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
  sha256 bit(256) NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz
);

CREATE TABLE windfall.jobs (
  job_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('ingest', 'reconcile', 'recalculate')),
  from_date date NOT NULL,
  to_date date NOT NULL CHECK (to_date BETWEEN from_date AND from_date + 365),
  token_name text NOT NULL REFERENCES windfall.api_tokens,
  idempotency_key text CHECK (octet_length(idempotency_key) BETWEEN 1 AND 255),
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'partly', 'failed')),
  deaths smallint NOT NULL DEFAULT 0, -- processes that ended without a word while they were at it
  run_id bigint REFERENCES windfall.runs, -- the last that worked on it
  message text,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz,
  UNIQUE (token_name, idempotency_key),
  CHECK ((finished_at IS NOT NULL) = (state IN ('done', 'partly', 'failed')))
);
CREATE INDEX jobs_open ON windfall.jobs (job_id) WHERE finished_at IS NULL;
CREATE INDEX jobs_by_token ON windfall.jobs (token_name, requested_at);

-- What a run at work has before it; days counts those that have ended.
ALTER TABLE windfall.runs ADD COLUMN days_total integer NOT NULL DEFAULT 0;
CREATE OR REPLACE VIEW api.runs AS SELECT * FROM windfall.runs;

CREATE VIEW api.jobs AS
SELECT j.job_id, j.kind, j.from_date, j.to_date, j.state, j.message, j.token_name, j.requested_at, j.started_at, j.finished_at, j.run_id,
       coalesce(r.days, 0) AS days_done, nullif(r.days_total, 0) AS days_total
FROM windfall.jobs j
LEFT JOIN windfall.runs r USING (run_id);

-- The token that stands whose SHA-256 this is. Every digest is compared to its last bit, so the time tells nothing of where they differ.
CREATE FUNCTION windfall.token_of(sha256_hex text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
SELECT max(t.token_name) FILTER (WHERE bit_count(t.sha256 # ('x' || $1)::bit(256)) = 0)
FROM windfall.api_tokens t
WHERE t.revoked_at IS NULL
$$;

-- off: no token stands at all; denied: this one does not; granted.
CREATE FUNCTION api.job_access(token_sha256_hex text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
SELECT CASE WHEN NOT EXISTS (SELECT FROM windfall.api_tokens WHERE revoked_at IS NULL) THEN 'off'
            WHEN windfall.token_of($1) IS NULL THEN 'denied'
            ELSE 'granted' END
$$;

-- Queues a job, and can do nothing else. outcome: queued; known: this key asked for the same before; conflict: for something else;
-- limited: the token asked too often, wait_s tells how long; denied. Requests of one token stand in line behind its row.
CREATE FUNCTION api.job_request(token_sha256_hex text, idempotency_key text, kind text, from_date date, to_date date)
RETURNS TABLE (outcome text, job_id bigint, wait_s integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  a_minute CONSTANT integer := 10; -- new jobs of one token
  caller text := windfall.token_of(token_sha256_hex);
  known windfall.jobs;
  tenth_at timestamptz;
BEGIN
  IF caller IS NULL THEN
    RETURN QUERY SELECT 'denied', NULL::bigint, NULL::integer;
    RETURN;
  END IF;
  PERFORM FROM windfall.api_tokens t WHERE t.token_name = caller FOR UPDATE;
  SELECT * INTO known FROM windfall.jobs j WHERE j.token_name = caller AND j.idempotency_key = $2;
  IF FOUND THEN
    RETURN QUERY SELECT CASE WHEN (known.kind, known.from_date, known.to_date) = ($3, $4, $5) THEN 'known' ELSE 'conflict' END,
                        known.job_id, NULL::integer;
    RETURN;
  END IF;
  SELECT j.requested_at INTO tenth_at
  FROM windfall.jobs j
  WHERE j.token_name = caller AND j.requested_at > clock_timestamp() - interval '1 minute'
  ORDER BY j.requested_at DESC
  OFFSET a_minute - 1
  LIMIT 1;
  IF FOUND THEN
    RETURN QUERY SELECT 'limited', NULL::bigint,
                        greatest(1, ceil(extract(epoch FROM tenth_at + interval '1 minute' - clock_timestamp()))::integer);
    RETURN;
  END IF;
  IF $5 > (now() AT TIME ZONE 'Europe/London')::date THEN
    RAISE check_violation USING MESSAGE = 'a job cannot reach into the future';
  END IF;
  RETURN QUERY
  INSERT INTO windfall.jobs AS j (kind, from_date, to_date, token_name, idempotency_key)
  VALUES ($3, $4, $5, caller, $2)
  RETURNING 'queued', j.job_id, NULL::integer;
END
$$;
