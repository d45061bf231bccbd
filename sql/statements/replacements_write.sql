-- The replacement cost of half hours with curtailment, null where it is not known.
-- params: settlement_date date, periods smallint[], definitions text[], costs_gbp numeric[]
INSERT INTO windfall.replacement_half_hours (settlement_date, settlement_period, start_utc, definition, replacement_gbp)
SELECT p.settlement_date, p.settlement_period, p.start_utc, x.definition, x.replacement_gbp
FROM unnest($2::smallint[], $3::text[], $4::numeric[]) AS x(settlement_period, definition, replacement_gbp)
JOIN windfall.periods p ON p.settlement_date = $1::date AND p.settlement_period = x.settlement_period
