-- Replacement cost of half hours that have no curtailment of that definition. (None of a half hour with some is unknown, not wrong.)
-- remedy: backup
SELECT r.settlement_date, r.settlement_period, r.definition
FROM windfall.replacement_half_hours r
WHERE NOT EXISTS (SELECT FROM windfall.curtailment_half_hours h
                  WHERE (h.settlement_date, h.settlement_period, h.definition) = (r.settlement_date, r.settlement_period, r.definition))
