-- Takes away a day's totals of units that no longer have a half hour.
-- params: settlement_date date
WITH gone AS (
  SELECT u.definition, u.bm_unit
  FROM windfall.curtailment_unit_days u
  WHERE u.settlement_date = $1::date
    AND NOT EXISTS (SELECT FROM windfall.curtailment_half_hours h
                    WHERE h.settlement_date = $1::date AND h.definition = u.definition AND h.bm_unit = u.bm_unit)
), bitcoin AS (
  DELETE FROM windfall.bitcoin_unit_days b USING gone
  WHERE b.settlement_date = $1::date AND b.definition = gone.definition AND b.bm_unit = gone.bm_unit
)
DELETE FROM windfall.curtailment_unit_days u USING gone
WHERE u.settlement_date = $1::date AND u.definition = gone.definition AND u.bm_unit = gone.bm_unit
