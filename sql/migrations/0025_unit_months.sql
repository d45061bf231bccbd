-- A unit's totals by month, from which its totals of all days are made: twelve rows a year instead of its days.
CREATE TABLE windfall.curtailment_unit_months (
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  definition text NOT NULL REFERENCES windfall.curtailment_definitions,
  bm_unit text NOT NULL REFERENCES windfall.bm_units,
  records bigint NOT NULL CHECK (records > 0),
  curtailed_mwh numeric(22, 9) NOT NULL CHECK (curtailed_mwh > 0),
  payment_gbp numeric(22, 6), -- null where a day has none
  first_date date NOT NULL,
  last_date date NOT NULL,
  PRIMARY KEY (month, definition, bm_unit)
);
CREATE INDEX curtailment_unit_months_by_unit ON windfall.curtailment_unit_months (bm_unit, definition, month);
CREATE VIEW api.curtailment_unit_months AS SELECT * FROM windfall.curtailment_unit_months;

INSERT INTO windfall.curtailment_unit_months
SELECT date_trunc('month', settlement_date::timestamp)::date, definition, bm_unit, sum(records), sum(curtailed_mwh),
       CASE WHEN count(payment_gbp) = count(*) THEN sum(payment_gbp) END, min(settlement_date), max(settlement_date)
FROM windfall.curtailment_unit_days
GROUP BY 1, 2, 3;

-- A unit's totals of a range of days, before_date excluded: its whole months, and the days before and after them. Nulls where it has no
-- record, payment_gbp where a part is unknown.
CREATE OR REPLACE FUNCTION api.unit_totals(bm_unit text, definition text, from_date date, before_date date)
RETURNS TABLE (first_curtailment date, last_curtailment date, records bigint, curtailed_mwh numeric, payment_gbp numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
SELECT min(p.first_date), max(p.last_date), sum(p.records)::bigint, sum(p.curtailed_mwh),
       CASE WHEN count(p.payment_gbp) = count(*) THEN sum(p.payment_gbp) END
FROM (SELECT (date_trunc('month', ($3 - 1)::timestamp) + interval '1 month')::date AS first_month,
             date_trunc('month', $4::timestamp)::date AS before_month) whole
CROSS JOIN LATERAL (
  SELECT m.first_date, m.last_date, m.records, m.curtailed_mwh, m.payment_gbp
  FROM api.curtailment_unit_months m
  WHERE m.bm_unit = $1 AND m.definition = $2 AND m.month >= whole.first_month AND m.month < whole.before_month
  UNION ALL
  SELECT u.settlement_date, u.settlement_date, u.records, u.curtailed_mwh, u.payment_gbp
  FROM api.curtailment_unit_days u
  WHERE u.bm_unit = $1 AND u.definition = $2 AND u.settlement_date >= $3 AND u.settlement_date < least($4, whole.first_month)
  UNION ALL
  SELECT u.settlement_date, u.settlement_date, u.records, u.curtailed_mwh, u.payment_gbp
  FROM api.curtailment_unit_days u
  WHERE u.bm_unit = $1 AND u.definition = $2 AND u.settlement_date >= greatest(whole.first_month, whole.before_month)
    AND u.settlement_date < $4
) p
$$;
