-- What later readings changed of days that had been complete, after a day and run; a day's totals before and after by one definition.
-- params: epoch_keys text[], from date, to date, definition text, after_day date, after_run bigint, limit integer
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), date, run_id, revised_at, settlement_periods,
--   old_curtailed_mwh, new_curtailed_mwh, old_payment_gbp, new_payment_gbp
SELECT head.*, r.settlement_date, r.run_id, api.utc_text(r.revised_at), array_to_string(r.settlement_periods, ' '),
       r.totals_before -> $4::text ->> 'curtailed_mwh', r.totals_after -> $4::text ->> 'curtailed_mwh',
       r.totals_before -> $4::text ->> 'payment_gbp', r.totals_after -> $4::text ->> 'payment_gbp'
FROM api.page_head($1::text[], $2::date, $3::date) head
LEFT JOIN LATERAL (
  SELECT * FROM api.revisions v
  WHERE v.settlement_date BETWEEN $2::date AND $3::date
    AND ($5::date IS NULL OR (v.settlement_date, v.run_id) > ($5::date, $6::bigint))
  ORDER BY v.settlement_date, v.run_id
  LIMIT $7::integer
) r ON true
ORDER BY r.settlement_date, r.run_id
