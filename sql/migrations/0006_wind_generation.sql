-- Wind output of the whole country per half hour, as last published (AGWS: MW × 0.5). A gap in the source is a row that is not here.
CREATE TABLE windfall.wind_generation (
  settlement_date date NOT NULL REFERENCES windfall.settlement_days,
  settlement_period smallint NOT NULL CHECK (settlement_period BETWEEN 1 AND 50),
  start_utc timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('onshore', 'offshore')),
  generation_mwh numeric(18, 9) NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (settlement_date, settlement_period, kind)
);
-- A day's output with a coverage of its own, apart from that of the stacks.
CREATE TABLE windfall.wind_generation_days (
  settlement_date date PRIMARY KEY REFERENCES windfall.settlement_days,
  half_hours smallint NOT NULL CHECK (half_hours BETWEEN 0 AND 50), -- with both kinds
  generation_mwh numeric(20, 9) NOT NULL, -- of these half hours
  read_at timestamptz NOT NULL
);

CREATE VIEW api.wind_generation AS SELECT * FROM windfall.wind_generation;
CREATE VIEW api.wind_generation_days AS SELECT * FROM windfall.wind_generation_days;
