-- What a later reading changed of a day that had been complete: a row a run and day, with the totals of each definition.
CREATE TABLE windfall.revisions (
  run_id bigint NOT NULL REFERENCES windfall.runs,
  settlement_date date NOT NULL REFERENCES windfall.settlement_days,
  settlement_periods smallint[] NOT NULL CHECK (cardinality(settlement_periods) > 0), -- whose records changed
  totals_before jsonb NOT NULL, -- {"so_flagged": {"curtailed_mwh": 1.5, "payment_gbp": 90.25}, …}; numbers are exact
  totals_after jsonb, -- set by the end of the same transaction
  revised_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (settlement_date, run_id)
);
CREATE INDEX revisions_by_run ON windfall.revisions (run_id);

CREATE VIEW api.revisions AS SELECT * FROM windfall.revisions;

-- A day's totals as a revision keeps them.
CREATE FUNCTION windfall.day_totals(settlement_date date) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
SELECT coalesce(jsonb_object_agg(s.definition, jsonb_build_object('curtailed_mwh', s.curtailed_mwh, 'payment_gbp', s.payment_gbp)), '{}')
FROM windfall.daily_summaries s
WHERE s.settlement_date = $1
$$;
