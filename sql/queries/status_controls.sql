-- Elexon's volume of accepted bids against the sums of the bid stacks: how many half hours are compared, how many differ by more than a
-- thousandth, the totals, and the half hour that differs most.
-- returns: compared, differing, accepted_mwh, stack_mwh, worst_date, worst_period, worst_mwh
SELECT total.compared, total.differing, total.accepted_mwh, total.stack_mwh, worst.settlement_date, worst.worst_period, round(worst.worst_mwh, 3)
FROM (SELECT sum(compared) AS compared, sum(differing) AS differing, round(sum(accepted_mwh), 3) AS accepted_mwh,
             round(sum(stack_mwh), 3) AS stack_mwh
      FROM api.system_price_days) total
LEFT JOIN (SELECT settlement_date, worst_period, worst_mwh
           FROM api.system_price_days
           WHERE worst_period IS NOT NULL
           ORDER BY abs(worst_mwh) DESC, settlement_date
           LIMIT 1) worst ON true
WHERE total.compared > 0
