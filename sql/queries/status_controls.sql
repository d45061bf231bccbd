-- Elexon's volume of accepted bids against the sums of the bid stacks: how many half hours are compared, how many differ by more than a
-- thousandth, the totals, and the half hour that differs most.
-- returns: compared, differing, accepted_mwh, stack_mwh, worst_date, worst_period, worst_mwh
SELECT count(*), count(*) FILTER (WHERE abs(stack_bid_mwh - accepted_bid_mwh) > abs(accepted_bid_mwh) / 1000),
       round(sum(accepted_bid_mwh), 3), round(sum(stack_bid_mwh), 3), min(worst.settlement_date), min(worst.settlement_period),
       round(min(worst.apart), 3)
FROM api.system_prices
LEFT JOIN (SELECT p.settlement_date, p.settlement_period, p.stack_bid_mwh - p.accepted_bid_mwh AS apart
           FROM api.system_prices p
           WHERE p.stack_bid_mwh <> p.accepted_bid_mwh
           ORDER BY abs(p.stack_bid_mwh - p.accepted_bid_mwh) DESC, p.settlement_date, p.settlement_period
           LIMIT 1) worst ON true
WHERE accepted_bid_mwh IS NOT NULL AND stack_bid_mwh IS NOT NULL
HAVING count(*) > 0
