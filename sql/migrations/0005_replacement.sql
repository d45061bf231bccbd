-- What the power bought instead of curtailed wind cost: an estimate from the offer stack, a number of its own.
CREATE TABLE windfall.replacement_half_hours (
  settlement_date date NOT NULL,
  settlement_period smallint NOT NULL,
  start_utc timestamptz NOT NULL,
  definition text NOT NULL REFERENCES windfall.curtailment_definitions,
  replacement_gbp numeric(18, 6), -- null where the half hour's offers do not cover its curtailment
  PRIMARY KEY (settlement_date, settlement_period, definition),
  FOREIGN KEY (settlement_date, settlement_period, start_utc)
    REFERENCES windfall.periods (settlement_date, settlement_period, start_utc)
);

-- Null where a half hour with curtailment has none.
ALTER TABLE windfall.daily_summaries ADD COLUMN replacement_gbp numeric(20, 6);
ALTER TABLE windfall.monthly_summaries ADD COLUMN replacement_gbp numeric(22, 6);
ALTER TABLE windfall.yearly_summaries ADD COLUMN replacement_gbp numeric(24, 6);

CREATE OR REPLACE VIEW api.daily_summaries AS SELECT * FROM windfall.daily_summaries;
CREATE OR REPLACE VIEW api.monthly_summaries AS SELECT * FROM windfall.monthly_summaries;
CREATE OR REPLACE VIEW api.yearly_summaries AS SELECT * FROM windfall.yearly_summaries;
