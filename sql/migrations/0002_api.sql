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
