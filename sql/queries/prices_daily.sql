-- Bitcoin's daily prices by UTC date, a row a date, from a date on; nulls where none is known.
-- params: epoch_keys text[], from date, to date, limit integer
-- returns: head (epoch, data_source, no coverage of half hours, revised_at), date, btc_usd, usd_gbp, usd_gbp_date, btc_gbp, source
SELECT api.epochs_text($1::text[]), (SELECT i.data_source FROM api.instance i), NULL, NULL, NULL, api.epochs_moved($1::text[]),
       $2::date + n, p.price_usd, p.usd_gbp, p.usd_gbp_date, p.price_gbp, p.source
FROM (VALUES (1)) AS always (one)
LEFT JOIN generate_series(0, least($3::date - $2::date, $4::integer - 1)) AS n ON true
LEFT JOIN api.bitcoin_prices p ON p.price_date = $2::date + n AND p.price_date BETWEEN $2::date AND $2::date + $4::integer
ORDER BY n
