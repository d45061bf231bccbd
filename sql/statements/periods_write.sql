-- Half hours as read. The start of each follows from the calendar.
-- params: settlement_date date, run_id bigint, periods smallint[], states text[], provisional boolean[], fetched_at timestamptz[], bid_rows integer[], offer_rows integer[], bid_sha256 text[], offer_sha256 text[], rows_sha256 text[]
INSERT INTO windfall.periods (settlement_date, settlement_period, start_utc, periods_in_day, day_start_utc, state, provisional,
                              fetched_at, bid_rows, offer_rows, bid_sha256, offer_sha256, rows_sha256, run_id)
SELECT d.settlement_date, x.settlement_period, d.day_start_utc + (x.settlement_period - 1) * interval '30 minutes', d.periods,
       d.day_start_utc, x.state, x.provisional, x.fetched_at, x.bid_rows, x.offer_rows, x.bid_sha256, x.offer_sha256,
       x.rows_sha256, $2::bigint
FROM windfall.settlement_days d,
     unnest($3::smallint[], $4::text[], $5::boolean[], $6::timestamptz[], $7::integer[], $8::integer[], $9::text[], $10::text[],
            $11::text[])
       AS x(settlement_period, state, provisional, fetched_at, bid_rows, offer_rows, bid_sha256, offer_sha256, rows_sha256)
WHERE d.settlement_date = $1::date
ON CONFLICT (settlement_date, settlement_period) DO UPDATE
SET state = excluded.state, provisional = excluded.provisional, fetched_at = excluded.fetched_at, bid_rows = excluded.bid_rows,
    offer_rows = excluded.offer_rows, bid_sha256 = excluded.bid_sha256, offer_sha256 = excluded.offer_sha256,
    rows_sha256 = excluded.rows_sha256, failure = NULL, failed_at = NULL, run_id = excluded.run_id
