-- What is kept of the replacement cost of a day's half hours with curtailment.
-- params: settlement_date date
-- returns: settlement_period, definition, replacement_gbp
SELECT settlement_period, definition, replacement_gbp
FROM windfall.replacement_half_hours
WHERE settlement_date = $1::date
