-- What readers see. A view runs with its owner's rights, so the api role needs nothing in schema windfall.
CREATE VIEW api.instance AS SELECT data_source, created_at FROM windfall.instance;
CREATE VIEW api.settlement_days AS SELECT * FROM windfall.settlement_days;
CREATE VIEW api.curtailment_definitions AS SELECT * FROM windfall.curtailment_definitions;
CREATE VIEW api.miners AS SELECT * FROM windfall.miners;
CREATE VIEW api.runs AS SELECT * FROM windfall.runs;
CREATE VIEW api.registers AS SELECT * FROM windfall.registers;
CREATE VIEW api.bm_units AS SELECT * FROM windfall.bm_units;
CREATE VIEW api.bm_unit_versions AS SELECT * FROM windfall.bm_unit_versions;
CREATE VIEW api.periods AS SELECT * FROM windfall.periods;
CREATE VIEW api.curtailment_records AS SELECT * FROM windfall.curtailment_records;
CREATE VIEW api.curtailment_half_hours AS SELECT * FROM windfall.curtailment_half_hours;
CREATE VIEW api.historical_bitcoin_calculations AS SELECT * FROM windfall.historical_bitcoin_calculations;
CREATE VIEW api.bitcoin_half_hours AS SELECT * FROM windfall.bitcoin_half_hours;
CREATE VIEW api.curtailment_unit_days AS SELECT * FROM windfall.curtailment_unit_days;
CREATE VIEW api.bitcoin_unit_days AS SELECT * FROM windfall.bitcoin_unit_days;
CREATE VIEW api.daily_summaries AS SELECT * FROM windfall.daily_summaries;
CREATE VIEW api.monthly_summaries AS SELECT * FROM windfall.monthly_summaries;
CREATE VIEW api.yearly_summaries AS SELECT * FROM windfall.yearly_summaries;
CREATE VIEW api.bitcoin_daily_summaries AS SELECT * FROM windfall.bitcoin_daily_summaries;
CREATE VIEW api.bitcoin_monthly_summaries AS SELECT * FROM windfall.bitcoin_monthly_summaries;
CREATE VIEW api.bitcoin_yearly_summaries AS SELECT * FROM windfall.bitcoin_yearly_summaries;
CREATE VIEW api.difficulty_epochs AS SELECT * FROM windfall.difficulty_epochs;
CREATE VIEW api.reference_series AS SELECT * FROM windfall.reference_series;
CREATE VIEW api.bitcoin_prices AS SELECT * FROM windfall.bitcoin_prices;
CREATE VIEW api.epochs AS SELECT * FROM windfall.epochs;

-- The party of each unit as a range of days: that of the last register at or before the day, else the first known.
CREATE VIEW api.bm_unit_parties AS
SELECT bm_unit, name, lead_party, generation_capacity_mw, fuel_type,
       CASE WHEN lag(valid_from) OVER w IS NULL THEN '-infinity'::date ELSE valid_from END AS from_date,
       coalesce(lead(valid_from) OVER w, 'infinity'::date) AS before_date
FROM windfall.bm_unit_versions
WINDOW w AS (PARTITION BY bm_unit ORDER BY valid_from);

-- The epoch of a group of figures; a group never touched is at 0.
CREATE FUNCTION api.epoch(key text) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT coalesce((SELECT e.epoch FROM api.epochs e WHERE e.key = $1), 0) $$;

-- The epochs of several groups as one text, "5.7": it differs wherever one of them moved.
CREATE FUNCTION api.epochs_text(keys text[]) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT string_agg(api.epoch(k.key)::text, '.' ORDER BY k.n) FROM unnest(keys) WITH ORDINALITY AS k(key, n)
$$;

-- The days of a range with their coverage; a day outside the calendar kept has its length from the time zone and nothing known.
CREATE FUNCTION api.days(from_date date, to_date date)
RETURNS TABLE (settlement_date date, expected integer, complete integer, provisional integer, revised_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 366 AS $$
SELECT from_date + n,
       coalesce(s.periods, extract(epoch FROM (from_date + n + 1)::timestamp AT TIME ZONE 'Europe/London'
                                              - (from_date + n)::timestamp AT TIME ZONE 'Europe/London')::integer / 1800),
       coalesce(s.complete, 0)::integer, coalesce(s.provisional, 0)::integer, s.revised_at
FROM generate_series(0, to_date - from_date) AS n
LEFT JOIN api.settlement_days s ON s.settlement_date = from_date + n AND s.settlement_date BETWEEN from_date AND to_date
$$;

-- A UTC time as the API prints it.
CREATE FUNCTION api.utc_text(at timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') $$;

-- What every page of figures begins with, from the snapshot of its rows: its epochs, the kind of data, the coverage of its range.
CREATE FUNCTION api.page_head(epoch_keys text[], from_date date, to_date date)
RETURNS TABLE (epoch text, data_source text, expected bigint, complete bigint, provisional bigint, revised_at text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
SELECT api.epochs_text(epoch_keys), (SELECT i.data_source FROM api.instance i), sum(d.expected), sum(d.complete), sum(d.provisional),
       api.utc_text(max(d.revised_at))
FROM api.days(from_date, to_date) d
$$;

-- Wind farms as the last register that names them shows them.
CREATE VIEW api.wind_units AS
SELECT u.bm_unit, v.name, v.lead_party, v.lead_party_id, v.national_grid_id, v.fuel_type, v.generation_capacity_mw, u.first_register,
       u.last_register
FROM windfall.bm_units u
LEFT JOIN LATERAL (
  SELECT *
  FROM windfall.bm_unit_versions w
  WHERE w.bm_unit = u.bm_unit
  ORDER BY w.valid_from DESC
  LIMIT 1
) v ON true
WHERE u.ever_wind;
