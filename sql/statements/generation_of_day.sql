-- What is kept of a day's wind output.
-- params: settlement_date date
-- returns: settlement_period, kind, generation_mwh, published (UTC seconds)
SELECT settlement_period, kind, generation_mwh, extract(epoch FROM published_at)::bigint
FROM windfall.wind_generation
WHERE settlement_date = $1::date
