-- Daily summaries that are not the sums of the day's half hours, are missing, or stand for a day without a complete half hour.
SELECT settlement_date, definition
FROM (SELECT s.settlement_date, d.definition, coalesce(sum(h.records), 0) AS records, count(DISTINCT h.bm_unit) AS farms,
             count(DISTINCT h.settlement_period) AS half_hours, coalesce(sum(h.curtailed_mwh), 0) AS curtailed_mwh,
             CASE WHEN count(h.payment_gbp) = count(h.bm_unit) THEN coalesce(sum(h.payment_gbp), 0) END AS payment_gbp,
             CASE WHEN min(r.known) IS NOT DISTINCT FROM nullif(count(DISTINCT h.settlement_period), 0)
                  THEN coalesce(min(r.replacement_gbp), 0) END AS replacement_gbp
      FROM windfall.settlement_days s
      CROSS JOIN windfall.curtailment_definitions d
      LEFT JOIN windfall.curtailment_half_hours h ON h.settlement_date = s.settlement_date AND h.definition = d.definition
      LEFT JOIN (SELECT settlement_date, definition, nullif(count(replacement_gbp), 0) AS known, sum(replacement_gbp) AS replacement_gbp
                 FROM windfall.replacement_half_hours
                 GROUP BY 1, 2) r ON r.settlement_date = s.settlement_date AND r.definition = d.definition
      WHERE s.complete > 0
      GROUP BY 1, 2) parts
FULL JOIN windfall.daily_summaries total USING (settlement_date, definition)
WHERE (parts.records, parts.farms, parts.half_hours, parts.curtailed_mwh, parts.payment_gbp, parts.replacement_gbp)
  IS DISTINCT FROM (total.records, total.farms, total.half_hours, total.curtailed_mwh, total.payment_gbp, total.replacement_gbp)
