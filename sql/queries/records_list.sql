-- The records of a settlement date in the order of their identity, after one of them, each with the reading of its half hour.
-- params: epoch_keys text[], date date, period smallint, farm text, after_period smallint, after_farm text, after_acceptance text
-- params: after_pair text, after_sequence text, limit integer
-- returns: head (epoch, data_source, expected, complete, provisional, revised_at), settlement_date, settlement_period, start_utc, farm,
--   acceptance_id, bid_offer_pair_id, sequence_number, so_flag, cadl_flag, stor_provider_flag, repriced_indicator, volume_mwh,
--   original_price_gbp_per_mwh, final_price_gbp_per_mwh, reserve_scarcity_price_gbp_per_mwh, payment_gbp, created_utc, fetched_at,
--   reply_sha256, acceptance_place, pair_place
SELECT head.*, r.settlement_date, r.settlement_period, api.utc_text(r.start_utc), r.bm_unit, r.acceptance_id, r.bid_offer_pair_id,
       r.sequence_number, r.so_flag, r.cadl_flag, r.stor_provider_flag, r.repriced_indicator, r.volume_mwh, r.original_price_gbp_per_mwh,
       r.final_price_gbp_per_mwh, r.reserve_scarcity_price_gbp_per_mwh, r.payment_gbp, api.utc_text(r.created_utc),
       api.utc_text(p.fetched_at), p.bid_sha256, r.acceptance_place, r.pair_place
FROM api.page_head($1::text[], $2::date, $2::date) head
LEFT JOIN LATERAL (
  SELECT *
  FROM (SELECT c.*, coalesce(c.acceptance_id::numeric, '-Infinity') AS acceptance_place,
               coalesce(c.bid_offer_pair_id::numeric, '-Infinity') AS pair_place
        FROM api.curtailment_records c
        WHERE c.settlement_date = $2::date AND ($3::smallint IS NULL OR c.settlement_period = $3::smallint)
          AND ($4::text IS NULL OR c.bm_unit = $4::text)) c
  WHERE $5::smallint IS NULL
     OR (c.settlement_period, c.bm_unit COLLATE "C", c.acceptance_place, c.pair_place, c.sequence_number::numeric)
      > ($5::smallint, $6::text, nullif($7::text, '')::numeric, nullif($8::text, '')::numeric, nullif($9::text, '')::numeric)
  ORDER BY c.settlement_period, c.bm_unit COLLATE "C", c.acceptance_place, c.pair_place, c.sequence_number
  LIMIT $10::integer
) r ON true
LEFT JOIN api.periods p ON p.settlement_date = $2::date AND p.settlement_period = r.settlement_period
ORDER BY r.settlement_period, r.bm_unit COLLATE "C", r.acceptance_place, r.pair_place, r.sequence_number
