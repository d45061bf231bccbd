-- Prices of a range of UTC dates.
-- params: from date, to date
-- returns: day (days since 1970-01-01), price_gbp, price_usd
SELECT price_date - DATE '1970-01-01', price_gbp, price_usd
FROM windfall.bitcoin_prices
WHERE price_date BETWEEN $1::date AND $2::date
ORDER BY price_date
