-- A revision's totals hold the replacement cost, too: offers that change alone revise a day.
CREATE OR REPLACE FUNCTION windfall.day_totals(settlement_date date) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
SELECT coalesce(jsonb_object_agg(s.definition, jsonb_build_object('curtailed_mwh', s.curtailed_mwh, 'payment_gbp', s.payment_gbp,
                                                                  'replacement_gbp', s.replacement_gbp)), '{}')
FROM windfall.daily_summaries s
WHERE s.settlement_date = $1
$$;
COMMENT ON COLUMN windfall.revisions.settlement_periods IS 'whose records, or whose replacement cost, changed';
