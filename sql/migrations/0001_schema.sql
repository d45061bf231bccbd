-- Tables of Windfall. Base tables live in schema windfall; readers see schema api only.
CREATE SCHEMA api;

-- What kind of data this database holds; one row, never changed.
CREATE TABLE windfall.instance (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  data_source text NOT NULL CHECK (data_source IN ('live', 'recorded', 'simulated')),
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The calendar (filled by `windfall migrate` from core/model/settlement) and each day's coverage.
CREATE TABLE windfall.settlement_days (
  settlement_date date PRIMARY KEY,
  periods smallint NOT NULL CHECK (periods IN (46, 48, 50)),
  day_start_utc timestamptz NOT NULL,
  complete smallint NOT NULL DEFAULT 0 CHECK (complete BETWEEN 0 AND periods),
  provisional smallint NOT NULL DEFAULT 0 CHECK (provisional BETWEEN 0 AND complete),
  empty smallint NOT NULL DEFAULT 0 CHECK (empty BETWEEN 0 AND periods - complete),
  revised_at timestamptz, -- last time a figure of the day changed
  UNIQUE (settlement_date, periods, day_start_utc)
);
CREATE INDEX settlement_days_known ON windfall.settlement_days (settlement_date) WHERE complete > 0;

CREATE TABLE windfall.curtailment_definitions (
  definition text PRIMARY KEY,
  title text NOT NULL,
  so_flagged_only boolean NOT NULL
);

CREATE TABLE windfall.miners (
  miner text PRIMARY KEY,
  name text NOT NULL,
  hashrate_th numeric(10, 1) NOT NULL CHECK (hashrate_th > 0),
  power_w integer NOT NULL CHECK (power_w > 0),
  source text NOT NULL,
  source_date date NOT NULL
);

-- Each run of the cron binary.
CREATE TABLE windfall.runs (
  run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  arguments text NOT NULL DEFAULT '',
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  exit_status smallint,
  days integer NOT NULL DEFAULT 0,
  periods integer NOT NULL DEFAULT 0,
  periods_failed integer NOT NULL DEFAULT 0,
  records bigint NOT NULL DEFAULT 0,
  refused bigint NOT NULL DEFAULT 0,
  requests bigint NOT NULL DEFAULT 0,
  retries bigint NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0,
  peak_memory_kb bigint NOT NULL DEFAULT 0,
  backend_pid integer NOT NULL DEFAULT pg_backend_pid(), -- whose session holds the lock
  message text
);
CREATE INDEX runs_by_kind ON windfall.runs (kind, run_id DESC);

-- The register of BM units: each reading, each unit as last known, each change of a unit.
CREATE TABLE windfall.registers (
  register_date date PRIMARY KEY,
  fetched_at timestamptz NOT NULL,
  body_sha256 text NOT NULL,
  units integer NOT NULL,
  without_id integer NOT NULL,
  duplicates integer NOT NULL
);
CREATE TABLE windfall.bm_units (
  bm_unit text PRIMARY KEY CHECK (bm_unit <> ''),
  ever_wind boolean NOT NULL,
  first_register date NOT NULL,
  last_register date NOT NULL CHECK (last_register >= first_register)
);
CREATE TABLE windfall.bm_unit_versions (
  bm_unit text NOT NULL REFERENCES windfall.bm_units,
  valid_from date NOT NULL REFERENCES windfall.registers,
  national_grid_id text,
  name text,
  fuel_type text,
  lead_party text,
  lead_party_id text,
  unit_type text,
  gsp_group text,
  generation_capacity_mw numeric(12, 3),
  PRIMARY KEY (bm_unit, valid_from)
);

-- One row a half hour that was ever asked for.
CREATE TABLE windfall.periods (
  settlement_date date NOT NULL,
  settlement_period smallint NOT NULL,
  start_utc timestamptz NOT NULL,
  periods_in_day smallint NOT NULL,
  day_start_utc timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('complete', 'empty', 'missing')),
  provisional boolean NOT NULL DEFAULT false,
  fetched_at timestamptz,
  bid_rows integer,
  offer_rows integer,
  bid_sha256 text, -- of the reply's body
  offer_sha256 text,
  rows_sha256 text, -- of the canonical wind records: what decides whether anything changed
  failure text, -- why the last reading failed; null once one succeeded
  failed_at timestamptz,
  run_id bigint NOT NULL REFERENCES windfall.runs,
  PRIMARY KEY (settlement_date, settlement_period),
  UNIQUE (settlement_date, settlement_period, start_utc),
  FOREIGN KEY (settlement_date, periods_in_day, day_start_utc)
    REFERENCES windfall.settlement_days (settlement_date, periods, day_start_utc),
  CHECK (settlement_period BETWEEN 1 AND periods_in_day),
  CHECK (start_utc = day_start_utc + (settlement_period - 1) * interval '30 minutes'),
  CHECK ((state = 'missing') = (fetched_at IS NULL)),
  CHECK ((failure IS NULL) = (failed_at IS NULL)),
  CHECK (state <> 'complete' OR (bid_rows + offer_rows > 0 AND rows_sha256 IS NOT NULL))
);
CREATE INDEX periods_failed ON windfall.periods (settlement_date) WHERE failure IS NOT NULL;

-- Every accepted bid of a wind unit with volume < 0, as published (decimals rounded half-even to 9 places).
CREATE TABLE windfall.curtailment_records (
  settlement_date date NOT NULL,
  settlement_period smallint NOT NULL,
  start_utc timestamptz NOT NULL,
  bm_unit text NOT NULL REFERENCES windfall.bm_units,
  acceptance_id bigint,
  bid_offer_pair_id integer,
  sequence_number integer NOT NULL,
  so_flag boolean,
  cadl_flag boolean,
  stor_provider_flag boolean,
  repriced_indicator boolean,
  volume_mwh numeric(18, 9) NOT NULL CHECK (volume_mwh < 0),
  original_price_gbp_per_mwh numeric(18, 9),
  final_price_gbp_per_mwh numeric(18, 9),
  reserve_scarcity_price_gbp_per_mwh numeric(18, 9),
  payment_gbp numeric(18, 6),
  created_utc timestamptz,
  UNIQUE NULLS NOT DISTINCT (settlement_date, settlement_period, bm_unit, acceptance_id, bid_offer_pair_id, sequence_number),
  FOREIGN KEY (settlement_date, settlement_period, start_utc)
    REFERENCES windfall.periods (settlement_date, settlement_period, start_utc),
  CHECK ((payment_gbp IS NULL) = (original_price_gbp_per_mwh IS NULL)),
  CHECK (abs(payment_gbp - volume_mwh * original_price_gbp_per_mwh) <= 0.0000005)
) PARTITION BY RANGE (settlement_date);

-- What a definition counts, per unit and half hour: the input of every Bitcoin figure.
CREATE TABLE windfall.curtailment_half_hours (
  settlement_date date NOT NULL,
  settlement_period smallint NOT NULL,
  start_utc timestamptz NOT NULL,
  definition text NOT NULL REFERENCES windfall.curtailment_definitions,
  bm_unit text NOT NULL REFERENCES windfall.bm_units,
  records integer NOT NULL CHECK (records > 0),
  curtailed_mwh numeric(18, 9) NOT NULL CHECK (curtailed_mwh > 0),
  payment_gbp numeric(18, 6), -- null where a record has no price
  PRIMARY KEY (settlement_date, settlement_period, definition, bm_unit),
  FOREIGN KEY (settlement_date, settlement_period, start_utc)
    REFERENCES windfall.periods (settlement_date, settlement_period, start_utc)
) PARTITION BY RANGE (settlement_date);

CREATE TABLE windfall.historical_bitcoin_calculations (
  settlement_date date NOT NULL,
  settlement_period smallint NOT NULL,
  start_utc timestamptz NOT NULL,
  definition text NOT NULL,
  bm_unit text NOT NULL,
  miner text NOT NULL,
  bitcoin_btc numeric(20, 12) NOT NULL CHECK (bitcoin_btc >= 0),
  value_gbp numeric(20, 6), -- null where the UTC date has no price
  difficulty numeric NOT NULL CHECK (difficulty > 0),
  subsidy_btc numeric(10, 8) NOT NULL CHECK (subsidy_btc > 0),
  formula_version smallint NOT NULL,
  PRIMARY KEY (settlement_date, settlement_period, definition, bm_unit, miner)
) PARTITION BY RANGE (settlement_date);

-- Its two foreign keys (to miners and curtailment_half_hours), checked once a statement: row by row they took three quarters of a day's
-- ingest. So the rows of a statement are compared with their parents in one join,
-- within the days they span; a hash join, for a table that was never analysed misleads the planner.
CREATE FUNCTION windfall.bitcoin_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_nestloop = off AS $$
DECLARE
  first_date date;
  last_date date;
BEGIN
  SELECT min(settlement_date), max(settlement_date) INTO first_date, last_date FROM added;
  IF EXISTS (SELECT FROM added a
             LEFT JOIN (SELECT * FROM windfall.curtailment_half_hours WHERE settlement_date BETWEEN first_date AND last_date) h
               USING (settlement_date, settlement_period, definition, bm_unit)
             WHERE h.start_utc IS DISTINCT FROM a.start_utc) THEN
    RAISE foreign_key_violation USING MESSAGE = 'Bitcoin of a half hour that is not in curtailment_half_hours';
  END IF;
  IF EXISTS (SELECT FROM added a WHERE NOT EXISTS (SELECT FROM windfall.miners m WHERE m.miner = a.miner)) THEN
    RAISE foreign_key_violation USING MESSAGE = 'Bitcoin of a miner that is not in miners';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER added AFTER INSERT ON windfall.historical_bitcoin_calculations
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION windfall.bitcoin_added();
CREATE TRIGGER changed AFTER UPDATE ON windfall.historical_bitcoin_calculations
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION windfall.bitcoin_added();

CREATE FUNCTION windfall.half_hours_removed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_nestloop = off AS $$
DECLARE
  first_date date;
  last_date date;
BEGIN
  SELECT min(settlement_date), max(settlement_date) INTO first_date, last_date FROM removed;
  IF EXISTS (SELECT FROM removed r
             JOIN (SELECT * FROM windfall.historical_bitcoin_calculations WHERE settlement_date BETWEEN first_date AND last_date) b
               USING (settlement_date, settlement_period, definition, bm_unit)) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a half hour that still has Bitcoin cannot go';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER removed AFTER DELETE ON windfall.curtailment_half_hours
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION windfall.half_hours_removed();

-- The Bitcoin of all units of a half hour, and what a fleet that large would have left of it: its own hashrate raises the difficulty.
CREATE TABLE windfall.bitcoin_half_hours (
  settlement_date date NOT NULL,
  settlement_period smallint NOT NULL,
  start_utc timestamptz NOT NULL,
  definition text NOT NULL REFERENCES windfall.curtailment_definitions,
  miner text NOT NULL REFERENCES windfall.miners,
  bitcoin_btc numeric(22, 12) NOT NULL CHECK (bitcoin_btc >= 0),
  diluted_btc numeric(22, 12) NOT NULL CHECK (diluted_btc BETWEEN 0 AND bitcoin_btc),
  PRIMARY KEY (settlement_date, definition, miner, settlement_period),
  FOREIGN KEY (settlement_date, settlement_period, start_utc)
    REFERENCES windfall.periods (settlement_date, settlement_period, start_utc)
);

-- Totals a unit and day, which every longer cut reads.
CREATE TABLE windfall.curtailment_unit_days (
  settlement_date date NOT NULL REFERENCES windfall.settlement_days,
  definition text NOT NULL REFERENCES windfall.curtailment_definitions,
  bm_unit text NOT NULL REFERENCES windfall.bm_units,
  records integer NOT NULL CHECK (records > 0),
  half_hours integer NOT NULL CHECK (half_hours > 0),
  curtailed_mwh numeric(20, 9) NOT NULL CHECK (curtailed_mwh > 0),
  payment_gbp numeric(20, 6),
  PRIMARY KEY (settlement_date, definition, bm_unit)
);
CREATE INDEX curtailment_unit_days_by_unit ON windfall.curtailment_unit_days (bm_unit, definition, settlement_date)
  INCLUDE (curtailed_mwh, payment_gbp);
CREATE TABLE windfall.bitcoin_unit_days (
  settlement_date date NOT NULL,
  definition text NOT NULL,
  bm_unit text NOT NULL,
  miner text NOT NULL REFERENCES windfall.miners,
  bitcoin_btc numeric(24, 12), -- null where a half hour has no difficulty
  value_gbp numeric(24, 6),
  PRIMARY KEY (settlement_date, definition, miner, bm_unit),
  FOREIGN KEY (settlement_date, definition, bm_unit) REFERENCES windfall.curtailment_unit_days
);
CREATE INDEX bitcoin_unit_days_by_unit ON windfall.bitcoin_unit_days (bm_unit, definition, miner, settlement_date);

-- Summaries: a row where at least one half hour of the interval is complete.
CREATE TABLE windfall.daily_summaries (
  settlement_date date NOT NULL REFERENCES windfall.settlement_days,
  definition text NOT NULL REFERENCES windfall.curtailment_definitions,
  records bigint NOT NULL,
  farms integer NOT NULL,
  half_hours integer NOT NULL, -- with curtailment
  curtailed_mwh numeric(20, 9) NOT NULL CHECK (curtailed_mwh >= 0),
  payment_gbp numeric(20, 6),
  PRIMARY KEY (settlement_date, definition)
);
CREATE TABLE windfall.monthly_summaries (
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  definition text NOT NULL REFERENCES windfall.curtailment_definitions,
  records bigint NOT NULL,
  farms integer NOT NULL,
  half_hours integer NOT NULL,
  curtailed_mwh numeric(22, 9) NOT NULL CHECK (curtailed_mwh >= 0),
  payment_gbp numeric(22, 6),
  expected integer NOT NULL,
  complete integer NOT NULL CHECK (complete BETWEEN 1 AND expected),
  provisional integer NOT NULL CHECK (provisional BETWEEN 0 AND complete),
  revised_at timestamptz NOT NULL,
  PRIMARY KEY (month, definition)
);
CREATE TABLE windfall.yearly_summaries (
  year date NOT NULL CHECK (extract(doy FROM year) = 1),
  definition text NOT NULL REFERENCES windfall.curtailment_definitions,
  records bigint NOT NULL,
  farms integer NOT NULL,
  half_hours integer NOT NULL,
  curtailed_mwh numeric(24, 9) NOT NULL CHECK (curtailed_mwh >= 0),
  payment_gbp numeric(24, 6),
  expected integer NOT NULL,
  complete integer NOT NULL CHECK (complete BETWEEN 1 AND expected),
  provisional integer NOT NULL CHECK (provisional BETWEEN 0 AND complete),
  revised_at timestamptz NOT NULL,
  PRIMARY KEY (year, definition)
);
CREATE TABLE windfall.bitcoin_daily_summaries (
  settlement_date date NOT NULL,
  definition text NOT NULL,
  miner text NOT NULL REFERENCES windfall.miners,
  bitcoin_btc numeric(24, 12),
  diluted_btc numeric(24, 12), -- the sum of its half hours'; null where one has no difficulty
  value_gbp numeric(24, 6),
  PRIMARY KEY (settlement_date, definition, miner),
  FOREIGN KEY (settlement_date, definition) REFERENCES windfall.daily_summaries
);
CREATE TABLE windfall.bitcoin_monthly_summaries (
  month date NOT NULL,
  definition text NOT NULL,
  miner text NOT NULL REFERENCES windfall.miners,
  bitcoin_btc numeric(26, 12),
  diluted_btc numeric(26, 12),
  value_gbp numeric(26, 6),
  PRIMARY KEY (month, definition, miner),
  FOREIGN KEY (month, definition) REFERENCES windfall.monthly_summaries
);
CREATE TABLE windfall.bitcoin_yearly_summaries (
  year date NOT NULL,
  definition text NOT NULL,
  miner text NOT NULL REFERENCES windfall.miners,
  bitcoin_btc numeric(28, 12),
  diluted_btc numeric(28, 12),
  value_gbp numeric(28, 6),
  PRIMARY KEY (year, definition, miner),
  FOREIGN KEY (year, definition) REFERENCES windfall.yearly_summaries
);

-- Difficulty: an epoch known by date only starts at 00:00 UTC of the next day until a source gives its time.
CREATE TABLE windfall.difficulty_epochs (
  height integer PRIMARY KEY CHECK (height >= 0 AND height % 2016 = 0),
  start_utc timestamptz NOT NULL UNIQUE,
  exact_time boolean NOT NULL,
  difficulty numeric NOT NULL CHECK (difficulty > 0),
  source text NOT NULL,
  simulated boolean NOT NULL DEFAULT false
);
-- A series' state: known through the moment it was last read in full.
CREATE TABLE windfall.reference_series (
  series text PRIMARY KEY CHECK (series IN ('difficulty', 'prices')),
  known_through timestamptz NOT NULL,
  source text NOT NULL,
  read_at timestamptz NOT NULL DEFAULT now()
);

-- Daily prices by UTC date, each with its source; price_gbp is derived by statements/prices_derive.sql and by nothing else.
CREATE TABLE windfall.bitcoin_closes (
  price_date date PRIMARY KEY,
  usd_close numeric(20, 6) CHECK (usd_close > 0),
  usd_source text,
  gbp_quote numeric(20, 6) CHECK (gbp_quote > 0), -- mempool's own GBP price
  gbp_source text,
  simulated boolean NOT NULL DEFAULT false,
  CHECK ((usd_close IS NULL) = (usd_source IS NULL)),
  CHECK ((gbp_quote IS NULL) = (gbp_source IS NULL)),
  CHECK (usd_close IS NOT NULL OR gbp_quote IS NOT NULL)
);
CREATE TABLE windfall.exchange_rates (
  rate_date date PRIMARY KEY,
  usd_gbp numeric(12, 8) NOT NULL CHECK (usd_gbp > 0),
  source text NOT NULL
);
CREATE TABLE windfall.bitcoin_prices (
  price_date date PRIMARY KEY,
  price_gbp numeric(20, 6) NOT NULL CHECK (price_gbp > 0),
  source text NOT NULL
);

-- Epochs of the cache: they move in the transaction that moves the data. Keys: day:2025-04-01, month:2025-04, year:2025, ranges, units, reference.
CREATE TABLE windfall.epochs (
  key text PRIMARY KEY,
  epoch bigint NOT NULL DEFAULT 1
);

-- Partitions of the three large tables for one year; made before its first day is stored.
CREATE FUNCTION windfall.partition_ensure(year integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  parent text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['curtailment_records', 'curtailment_half_hours', 'historical_bitcoin_calculations'] LOOP
    IF to_regclass(format('windfall.%I', parent || '_' || year)) IS NULL THEN
      EXECUTE format('CREATE TABLE windfall.%I PARTITION OF windfall.%I FOR VALUES FROM (%L) TO (%L)',
                     parent || '_' || year, parent, make_date(year, 1, 1), make_date(year + 1, 1, 1));
    END IF;
  END LOOP;
END
$$;
